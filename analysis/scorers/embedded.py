"""The embedded scorer: frozen MiniLM, a linear head, one pass for mood, lines and embedding."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from analysis.artifact import ARTIFACTS, read_description
from analysis.devices import AUTO
from analysis.encoders.minilm import MiniLM, States
from analysis.encoders.texts import encode_texts, in_parts
from analysis.encoders.weights import EMBEDDING_DIMS, WEIGHTS_SHA256
from analysis.encoders.windows import Unit, Window, pack
from analysis.errors import ModelMismatch
from analysis.explaining import MAX_LINES, explain
from analysis.heads import Array, MoodHead, load_head
from analysis.preprocessing import Prepared, count_words, prepare, preprocessing_sha
from analysis.scorers.alike import AlikeTexts
from analysis.scorers.assemble import Song, song_score
from analysis.sentences import SentenceHead, load_sentence_head
from analysis.stamps import stamps
from analysis.types import Explanation, SongScore

CHUNK = 64  # songs per pass: long enough to sort lines well, small enough to answer and to stop


class EmbeddedScorer:
    """Scores lyrics on this machine with the weights that come with the packages."""

    dims = EMBEDDING_DIMS

    def __init__(
        self,
        *,
        threads: int | None = None,
        precision: str = "auto",
        device: str = AUTO,
        folder: Path = ARTIFACTS,
    ) -> None:
        """Remember how to run; nothing heavy happens before `load`.

        Args:
            threads: processor threads to use; None for torch's own choice.
            precision: "auto" or "fp32".
            device: what `analysis.devices.choose_device` takes.
            folder: where the heads lie.
        """
        about, marks = read_description(folder), stamps(folder=folder)
        self.name = about.name
        self.mood_stamp = marks.mood
        self.embedding_stamp = marks.embedding
        self.parts: dict[str, str | int | float] = {
            "encoder": about.name,
            "weights_sha256": about.weights_sha256,
            "preprocessing": about.preprocessing,
            "heads_sha256": about.heads_sha256,
            "temperature": about.temperature,
            "doubt": about.doubt,
        }
        self._folder = folder
        self._encoder = MiniLM(threads, precision=precision, device=device)
        self._head: MoodHead | None = None
        self._sentence_head: SentenceHead | None = None

    @property
    def precision(self) -> str:
        """Arithmetic of the encoder: "fp32", "bf16" or "fp16" (known after `load`)."""
        return self._encoder.precision

    def load(self) -> None:
        """Load encoder and head unless that is done.

        Raises:
            ModelError: a file is missing, changed, or of another preprocessing or encoder.
        """
        self._encoder.load()
        self._ready()

    def score(self, texts: Sequence[str], *, lines: bool = True) -> list[SongScore]:
        """See `LyricsScorer.score`."""
        self.load()
        scores: list[SongScore] = []
        for start in range(0, len(texts), CHUNK):
            scores += self._score_chunk(texts[start : start + CHUNK], lines=lines)
        return scores

    def explain(self, text: str, *, max_lines: int = MAX_LINES) -> Explanation:
        """See `LyricsScorer.explain`; what the shortened texts have in common is read once."""
        self.load()
        return explain(text, self.score, AlikeTexts(self._encoder, self._ready()), max_lines)

    def sentences(self, texts: Sequence[str]) -> Array:
        """See `SentenceReader.sentences`; the head is read from disk when it is first asked for."""
        if self._sentence_head is None:
            self._sentence_head = load_sentence_head(self._folder)
        head = self._sentence_head
        found = [
            head.predict(encode_texts(self._encoder, part, head.layers)) for part in in_parts(texts)
        ]
        return np.concatenate([np.empty((0, 2), dtype=np.float32), *found])

    def _ready(self) -> MoodHead:
        if self._head is None:
            about = read_description(self._folder)
            if about.weights_sha256 != WEIGHTS_SHA256:
                raise ModelMismatch("the heads were trained on other encoder weights: train again")
            if about.preprocessing != preprocessing_sha():
                raise ModelMismatch("the heads were trained with other preprocessing: train again")
            self._head = load_head(self._folder)
        return self._head

    def _score_chunk(self, texts: Sequence[str], *, lines: bool) -> list[SongScore]:
        head = self._ready()
        prepared = [prepare(text) for text in texts]
        firsts = np.cumsum([0, *(len(p.units) for p in prepared)])
        windows = self._windows(prepared, firsts)
        states = self._encoder.encode(windows, int(firsts[-1]), head.layers)
        songs = (
            _song(p, states, windows, i, slice(firsts[i], firsts[i + 1]))
            for i, p in enumerate(prepared)
        )
        return [song_score(song, head, lines=lines) for song in songs]

    def _windows(self, prepared: Sequence[Prepared], firsts: np.ndarray) -> list[Window]:
        words = [unit for p in prepared for unit in p.units]
        pieces = self._encoder.tokenize(words)
        units = [Unit(ids, count_words(text)) for ids, text in zip(pieces, words, strict=True)]
        return [
            window
            for i in range(len(prepared))
            for window in pack(units[firsts[i] : firsts[i + 1]], i, int(firsts[i]))
        ]


def _song(
    prepared: Prepared, states: States, windows: Sequence[Window], text: int, units: slice
) -> Song:
    own = [row for row, window in enumerate(windows) if window.text == text]
    return Song(prepared, states.sums[units], states.pieces[units], states.windows[own])
