"""Songs made up for measuring speed: the shape of real lyrics, the words of nobody."""

import random

_WHO = (
    "I",
    "you",
    "we",
    "the night",
    "my heart",
    "the river",
    "this town",
    "your name",
    "the radio",
)
_DO = (
    "keep running",
    "fall apart",
    "carry me home",
    "burn slowly",
    "remember",
    "shine",
    "let go",
    "wait for the rain",
    "turn around",
    "sing out loud",
    "hold the line",
    "fade to blue",
)
_WHERE = (
    "under the streetlights",
    "in the summer",
    "until the morning",
    "on the empty road",
    "like a fire",
    "beside the water",
    "when nobody is watching",
    "for a thousand miles",
    "with a broken smile",
    "through the thunder",
    "one more time",
    "again",
)


def write_song(seed: int) -> str:
    """Return about 250 words in 40 lines, a third of them repeated, as in life."""
    dice = random.Random(seed)
    chorus = [_line(dice) for _ in range(dice.randint(3, 6))]
    parts = []
    for verse in range(1, dice.randint(3, 4)):
        parts += [f"[Verse {verse}]", *(_line(dice) for _ in range(dice.randint(7, 11)))]
        parts += ["", "[Chorus]", *chorus, ""]
    return "\n".join([*parts, *chorus])


def _line(dice: random.Random) -> str:
    first = f"{dice.choice(_WHO)} {dice.choice(_DO)} {dice.choice(_WHERE)}"
    return f"{first}, {dice.choice(_WHO)} {dice.choice(_DO)}" if dice.random() < 0.4 else first
