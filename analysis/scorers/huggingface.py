"""The scorer of a model by setting: its moods, and the embedded encoder's embedding."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from analysis.affect import MOODS, from_shares
from analysis.choice import ModelChoice
from analysis.devices import choose_device
from analysis.explaining import MAX_LINES, explain
from analysis.heads import Array, line_weights
from analysis.huggingface.folders import Found
from analysis.huggingface.labels import LabelMap
from analysis.huggingface.network import Network
from analysis.huggingface.stamping import examine, mood_stamp, stamp_parts
from analysis.huggingface.windows import Cut, cut
from analysis.preprocessing import Prepared, prepare
from analysis.scorers.base import LyricsScorer
from analysis.scorers.embedded import CHUNK, EmbeddedScorer
from analysis.types import Explanation, LineScore, SongScore

EVEN = 1 / len(MOODS)


class HuggingFaceScorer(LyricsScorer):
    """Scores lyrics with a model that somebody else trained.

    What a model says of the windows of a song is averaged by their length. Labels without a mood
    are ignored; how much of the model's say they took lowers the confidence, towards a guess.
    The confidence is the model's own and not calibrated on lyrics.
    """

    def __init__(self, choice: ModelChoice, *, threads: int | None = None) -> None:
        """Find the model and its labels; nothing heavy happens before `load`.

        Args:
            choice: which model, how read.
            threads: processor threads to use; None for torch's own choice.

        Raises:
            ModelError: there is no such model here, or it cannot tell moods; says what to do.
        """
        found, labels = examine(choice)
        self._found, self._labels, self._choice = found, labels, choice
        self._embedder = EmbeddedScorer(threads=threads, device=choice.device)
        self.name = found.name
        self.mood_stamp = mood_stamp(found, labels, choice.languages)
        self.embedding_stamp = self._embedder.embedding_stamp
        self.dims = self._embedder.dims
        self.parts: dict[str, str | int | float] = {
            **stamp_parts(found, labels, choice.languages),
            "embedding": self.embedding_stamp,
        }
        self._lock = threading.Lock()
        self._network: Network | None = None

    @property
    def precision(self) -> str:
        """Arithmetic of the model: "fp32", "bf16" or "fp16" (known after `load`)."""
        return self._network.precision if self._network else "fp32"

    def load(self) -> None:
        """Load the model and the embedded encoder unless that is done.

        Raises:
            ModelError: one of them cannot be loaded here; says what to do.
        """
        self._embedder.load()
        self._ready()

    def score(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
        """See `LyricsScorer.score`."""
        moods = self._moods(texts, lines=lines)
        embedded = self._embedder.score(texts, lines=False)
        return [
            replace(mood, embedding=own.embedding)
            for mood, own in zip(moods, embedded, strict=True)
        ]

    def explain(self, text: str, *, max_lines: int = MAX_LINES) -> Explanation:
        """See `LyricsScorer.explain`."""
        return explain(text, self._moods, partial(self._moods, lines=False), max_lines)

    def _moods(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
        network = self._ready()
        scores: list[SongScore] = []
        for start in range(0, len(texts), CHUNK):
            prepared = [
                in_languages(prepare(text), self._choice.languages)
                for text in texts[start : start + CHUNK]
            ]
            with self._lock:
                scores += score_prepared(network, prepared, lines=lines)
        return scores

    def _ready(self) -> Network:
        with self._lock:
            if self._network is None:
                self._network = _load(self._found, self._labels, self._choice.device)
            return self._network


def _load(found: Found, labels: LabelMap | None, wanted: str) -> Network:
    device = choose_device(wanted)
    if labels is not None:
        from analysis.huggingface.classifier import Classifier

        return Classifier(found, labels, device)
    from analysis.huggingface.zero_shot import ZeroShot

    return ZeroShot(found, device)


def score_prepared(
    network: Network, prepared: Sequence[Prepared], *, lines: bool
) -> list[SongScore]:
    """Score texts without their embeddings; windows and lines share batches."""
    known = [i for i, one in enumerate(prepared) if one.reason is None]
    cuts = _cut([prepared[i] for i in known], network)
    rows = [window.text for one in cuts for window in one.windows]
    if lines:
        pairs = zip(known, cuts, strict=True)
        rows += [unit for i, one in pairs for unit in prepared[i].units[: one.units]]
    amounts = network.amounts(rows) if rows else np.zeros((0, len(MOODS)), dtype=np.float32)
    at, line_at = 0, sum(len(one.windows) for one in cuts)
    scores = [_unknown(one) for one in prepared]
    for i, one in zip(known, cuts, strict=True):
        weights = np.array([window.pieces for window in one.windows], dtype=np.float32)
        total = song_amounts(amounts[at : at + len(weights)], weights)
        at += len(weights)
        own = amounts[line_at : line_at + one.units] if lines else amounts[:0]
        line_at += len(own)
        scores[i] = _known(prepared[i], total, line_scores(prepared[i], own, shares_of(total)))
    return scores


def in_languages(prepared: Prepared, languages: Sequence[str]) -> Prepared:
    """Judge a text's language by what the model by setting reads; none said means English."""
    reads = languages or ("en",)
    fits = prepared.language is not None and ("*" in reads or prepared.language in reads)
    if prepared.reason == "language_unknown" and fits:
        return replace(prepared, reason=None)
    if prepared.reason is None and not fits:
        return replace(prepared, reason="language_unknown")
    return prepared


def _cut(prepared: Sequence[Prepared], network: Network) -> list[Cut]:
    units = [unit for one in prepared for unit in one.units]
    if not units:
        return []
    encoded = network.tokenizer(
        units, add_special_tokens=False, return_offsets_mapping=True, truncation=False
    )
    places = iter(encoded["offset_mapping"])
    return [cut(p.units, [next(places) for _ in p.units], network.longest) for p in prepared]


def song_amounts(windows: Array, pieces: Array) -> Array:
    """Average what the model says of the windows of a song, longer ones counting more.

    Args:
        windows: (windows, 4) amounts.
        pieces: (windows,) their lengths.
    """
    mean = (windows * pieces[:, None]).sum(axis=0) / pieces.sum()
    return np.asarray(mean, dtype=np.float32)


def shares_of(amounts: Array) -> Array:
    """Scale amounts of the moods to shares that sum to 1; nothing said is an even share."""
    total = amounts.sum(axis=-1, keepdims=True)
    even = np.full_like(amounts, EVEN)
    return np.asarray(np.where(total > 1e-9, amounts / np.maximum(total, 1e-9), even))


def confidence_of(amounts: Array) -> float:
    """Return the strongest share, as far towards a guess (.25) as the model said no mood at all."""
    said = min(1.0, float(amounts.sum()))
    return EVEN + (float(shares_of(amounts).max()) - EVEN) * said


def line_scores(prepared: Prepared, amounts: Array, song: Array) -> tuple[LineScore, ...]:
    """Score the lines, each read alone.

    A line's contribution is its log-odds for the song's strongest mood, times its words and how
    much of the model's say is a mood at all; a line that says nothing has even shares.

    Args:
        prepared: the text.
        amounts: (units, 4) what the model says of the different lines it read.
        song: (4,) shares of the song.
    """
    if not len(amounts):
        return ()
    shares = shares_of(amounts)
    words = np.array([len(unit.split()) for unit in prepared.units[: len(amounts)]])
    said = np.minimum(1.0, amounts.sum(axis=1))
    scores = np.log(np.maximum(shares, 1e-6) / EVEN)
    weights = line_weights(scores, np.asarray(words * said, dtype=np.float32), song)
    sixes = [from_shares(**dict(zip(MOODS, row.tolist(), strict=True))) for row in shares]
    return tuple(
        LineScore(line.number, line.start, line.end, sixes[line.unit], float(weights[line.unit]))
        for line in prepared.lines
        if line.unit < len(amounts)
    )


def _known(prepared: Prepared, amounts: Array, lines: tuple[LineScore, ...]) -> SongScore:
    shares = dict(zip(MOODS, shares_of(amounts).tolist(), strict=True))
    return SongScore(
        known=True, reason=None, six=from_shares(**shares), confidence=confidence_of(amounts),
        language=prepared.language, lines=lines, embedding=None,
    )  # fmt: skip


def _unknown(prepared: Prepared) -> SongScore:
    return SongScore(
        known=False, reason=prepared.reason, six=None, confidence=None,
        language=prepared.language, lines=(), embedding=None,
    )  # fmt: skip
