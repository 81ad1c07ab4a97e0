"""What tags and corrections add to the words, measured; weights are chosen on one half alone.

Three measurements, each on the half that chose nothing (`--half 0` shows the other one):

tags      sixty imagined songs (`bench.fusion_sample`) by their tags alone.
fusion    the 400 labelled lyrics of NJU with a genre each, drawn from the genres that other writers
          gave to original songs of the same mood; words alone, tags alone, both. That words and
          genre are independent given the mood is an assumption of this made sample.
original  the 500 original songs with their own genres: a stress test, their words were written to
          mislead.
shift     listeners with a constant bias of their own, one a genre and some chance, who correct the
          songs that seem most wrong by naming one of the four moods: mean distance on the plane
          between felt and predicted mood of 100 songs they did not correct, over that without a
          shift, after n corrections. "fair" listeners have no bias: what the shift costs them.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import analysis
from analysis.affect import MOODS, Mood, Six, from_valence_arousal, quadrant
from analysis.evaluation.datasets import NJU_FILE
from analysis.evaluation.metrics import auc, calibration_error, every_song_once
from analysis.fusion import fuse, tag_evidence
from analysis.personal import Corrected, learn, shifted
from analysis.training.sources import SONGS_FILE, read_rows
from bench.fusion_sample import rows

Figures = dict[str, float]
CORRECTIONS = (1, 5, 10, 20, 50)
_LISTENERS, _SONGS, _HELD_OUT = 25, 250, 100
_BIAS, _GENRE_BIAS, _CHANCE = 0.25, 0.3, 0.25
_NAMED: dict[Mood, tuple[float, float]] = {
    "happy": (0.6, 0.5), "sad": (-0.6, -0.4), "angry": (-0.6, 0.6), "relaxed": (0.6, -0.5)
}  # fmt: skip
_FLAT = from_valence_arousal(0.0, 0.0)
Song = tuple[Mood, Six | None, str]


def main() -> None:
    """Print every figure, or one JSON object with `--json`."""
    options = argparse.ArgumentParser(prog="python -m bench.fusion", description=main.__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder with the data sets")
    options.add_argument("--half", type=int, choices=(0, 1), default=1)
    options.add_argument("--threads", type=int, help="processor threads")
    options.add_argument("--json", action="store_true", help="print one JSON object")
    chosen = options.parse_args()
    found = compare(chosen.data, chosen.half, chosen.threads)
    print(json.dumps(found) if chosen.json else _table(found))


def compare(folder: Path, half: int, threads: int | None) -> dict[str, Figures]:
    """Measure everything on one half of each set."""
    original = _original(folder, threads)[half::2]
    made = _with_genres(_nju(folder, threads)[half::2], original)
    found = {"tags, imagined songs": _sample(rows()[half::2])}
    for name, songs in (("made of NJU", made), ("original, misleading", original)):
        for parts in ("words", "tags", "both"):
            found[f"{parts}, {name}"] = _figures([_mood(song, parts) for song in songs], songs)
    for name, biased in (("biased listeners", True), ("fair listeners", False)):
        found[f"error ratio, {name}"] = {
            f"n={n}": float(np.mean([_listen(s, n, original, biased=biased)
                                     for s in range(_LISTENERS)])) for n in CORRECTIONS
        }  # fmt: skip
    return found


def _original(folder: Path, threads: int | None) -> list[Song]:
    read = read_rows(folder, SONGS_FILE)
    sixes = _score([row["text"] for row in read], threads)
    return [(row["mood"], six, row["genre"]) for row, six in zip(read, sixes, strict=True)]


def _nju(folder: Path, threads: int | None) -> list[Song]:
    read = read_rows(folder, NJU_FILE)
    sixes = _score([row["text"] for row in read], threads)
    return [(row["label"], six, "") for row, six in zip(read, sixes, strict=True)]


def _score(texts: Sequence[str], threads: int | None) -> list[Six | None]:
    scorer = analysis.load_scorer(threads=threads)
    return [score.six for score in scorer.score(texts, lines=False)]


def _with_genres(songs: Sequence[Song], original: Sequence[Song], times: int = 5) -> list[Song]:
    """Each song several times, with genres of original songs of its mood."""
    genres = {mood: [song[2] for song in original if song[0] == mood] for mood in MOODS}
    chance = np.random.default_rng(0)
    return [
        (mood, six, genres[mood][chance.integers(len(genres[mood]))])
        for _ in range(times)
        for mood, six, _ in songs
    ]


def _mood(song: Song, parts: str) -> Six:
    _, words, genre = song
    tags = tag_evidence([(genre, 1.0)]) if parts != "words" else ()
    found = fuse(words if parts != "tags" else None, None, tags)
    return found.six if found else _FLAT


def _sample(songs: Sequence[tuple[Mood, list[str]]]) -> Figures:
    sixes = []
    for _, tags in songs:
        evidence = tag_evidence([(tag, 1 / (place + 1)) for place, tag in enumerate(tags)])
        found = fuse(None, None, evidence)
        sixes.append(found.six if found else _FLAT)
    return _figures(sixes, [(mood, None, "") for mood, _ in songs])


def _figures(sixes: Sequence[Six], songs: Sequence[Song]) -> Figures:
    shares = np.array([[six.shares[mood] for mood in MOODS] for six in sixes])
    true = np.array([MOODS.index(song[0]) for song in songs])
    right, once = shares.argmax(axis=1) == true, every_song_once(len(songs))
    pleasant, energetic = np.isin(true, (0, 3)), np.isin(true, (0, 2))
    return {
        "accuracy": float(right.mean()),
        "auc valence": float(auc(_axis(sixes, 0), pleasant, once)[0]),
        "auc arousal": float(auc(_axis(sixes, 1), energetic, once)[0]),
        "ece": float(calibration_error(shares.max(axis=1), right, once)[0]),
    }


def _axis(sixes: Sequence[Six], axis: int) -> NDArray[np.float64]:
    return np.array([(six.valence, six.arousal)[axis] for six in sixes])


def _listen(seed: int, n: int, songs: Sequence[Song], *, biased: bool) -> float:
    """One listener: the error on songs they did not correct, over that without their shift."""
    chance = np.random.default_rng(seed)
    order = chance.permutation(len(songs))[:_SONGS]
    heard = [(six, genre.split()[-1]) for _, six, genre in (songs[i] for i in order) if six]
    bias = chance.normal(0, _BIAS, 2) * biased
    of_genre = {g: chance.normal(0, _GENRE_BIAS, 2) * biased for g in sorted({g for _, g in heard})}
    felt = [
        np.clip(np.array((six.valence, six.arousal)) + bias + of_genre[genre]
                + chance.normal(0, _CHANCE, 2), -1, 1) for six, genre in heard
    ]  # fmt: skip
    known = len(heard) - _HELD_OUT
    wrong = [_away(heard[i][0], felt[i]) * chance.random() for i in range(known)]
    corrected = []
    for i in np.argsort(wrong)[::-1][:n]:
        six, genre = heard[i]
        v, a = _NAMED[quadrant(*felt[i])]
        corrected.append(Corrected(v - six.valence, a - six.arousal, "", [genre]))
    shift = learn(corrected)
    rest = range(known, len(heard))
    before = np.mean([_away(heard[i][0], felt[i]) for i in rest])
    moved = [shifted(heard[i][0], shift.of("", [heard[i][1]])) for i in rest]
    return float(
        np.mean([_away(six, felt[i]) for six, i in zip(moved, rest, strict=True)]) / before
    )


def _away(six: Six, felt: NDArray[np.float64]) -> float:
    return float(np.hypot(six.valence - felt[0], six.arousal - felt[1]))


def _table(found: dict[str, Figures]) -> str:
    return "\n".join(
        f"{name:32} " + "  ".join(f"{key} {value:.3f}" for key, value in figures.items())
        for name, figures in found.items()
    )


if __name__ == "__main__":
    main()
