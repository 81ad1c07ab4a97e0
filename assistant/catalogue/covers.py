"""Owns generated covers: one seed and one mood give one small picture, always the same."""

import math

from assistant.catalogue import cover_motifs
from assistant.catalogue.cover_palette import palette, seeded


def cover_svg(seed: str, valence: float, arousal: float) -> str:
    """Draw the cover of a song that has no picture of its own.

    Four motifs belong to each mood; the seed chooses among them and sets their details, the mood
    sets the colours and how busy the picture is. The result is at most 2 KB, has no ids, no
    scripts and no references, and can be inlined any number of times on one page.

    Args:
        seed: anything that stays with the song; its id.
        valence: unpleasant to pleasant, clipped to [-1, 1]; 0 when it is not a finite number.
        arousal: low to high energy, clipped likewise.

    Returns:
        An SVG document with a view box of 100 by 100.
    """
    valence, arousal = _on_plane(valence), _on_plane(arousal)
    energy = (arousal + 1) / 2
    draw = seeded(seed)
    colours, side = palette(draw, (valence + 1) / 2, energy)
    family = cover_motifs.FAMILIES[(valence >= 0, arousal >= 0)]
    motif = family[math.floor(draw() * len(family))]
    ground = f'<path fill="{colours.ground}" d="M0 0H100V100H0Z"/>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
        f"{ground}{motif(cover_motifs.Brush(draw, colours, side, energy))}</svg>"
    )


def _on_plane(value: float) -> float:
    return max(-1.0, min(1.0, value)) if math.isfinite(value) else 0.0
