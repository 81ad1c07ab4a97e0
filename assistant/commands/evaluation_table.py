"""What `attune evaluate` prints: figures beside each other, the confusion, and what they mean."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.evaluation.evaluating import Evaluation
    from analysis.evaluation.figures import Confusion
    from analysis.evaluation.labelled import Labelled
    from analysis.evaluation.resampling import Figure

_NAMED = 10
_ROWS = {
    "accuracy": "accuracy",
    "macro_f1": "macro-F1",
    "auc_valence": "AUC valence",
    "auc_arousal": "AUC arousal",
    "auc_sad_relaxed": "AUC sad/relaxed",
    "r_valence": "r valence",
    "r_arousal": "r arousal",
    "calibration_error": "calibration error",
}
_IN_PERCENT = ("accuracy", "macro_f1", "calibration_error")
_COLUMNS = {"word counts, own labels": "word counts (1)", "zero-shot": "zero-shot (2)"}
_NOTES = {
    "word counts, own labels": "(1) TF-IDF with logistic regression (ridge for v and a), five-fold "
    "cross-validation on this very file:\n    it has seen the labels of other songs of the file; "
    "the others have seen none.",
    "zero-shot": "(2) likeness of a song to sentences that say a mood outright, same encoder.",
}
_SENTENCES = (
    "(3) Texts of fewer than 20 words are too short for a song's mood, so they are read as prose;\n"
    "    where they are most of the file, all of it is: one scale for all."
)


def left_out(labelled: "Labelled") -> Iterator[str]:
    """Name the lines that could not be used, the first by number."""
    for bad in labelled.bad[:_NAMED]:
        yield f"line {bad.line} {bad.problem}; it is left out."
    if labelled.bad_lines > _NAMED:
        yield f"{labelled.bad_lines - _NAMED:,} more lines are left out."


def laid_out(name: str, found: "Evaluation") -> Iterator[str]:
    """Lay an evaluation out for a terminal.

    Args:
        name: of the file.
        found: what was measured.
    """
    model = found.methods["model"]
    yield f"{name}: {model.songs:,} songs, {model.known:.1%} with a known mood, by {found.name}"
    if found.sentences:
        yield f"{found.sentences:,} of them were read as sentences for v and a (3)."
    yield ""
    methods = list(found.methods)
    rows = [["", *(_COLUMNS.get(method, method) for method in methods)]]
    for key, title in _ROWS.items():
        if any(key in found.methods[method].figures for method in methods):
            cells = [_cell(key, found.methods[method].figures.get(key)) for method in methods]
            rows.append([title, *cells])
    yield from _aligned(rows)
    if model.confusion is not None:
        yield ""
        yield "What the model takes the songs of each label for:"
        yield from _aligned(_confusion(model.confusion))
    yield ""
    yield from _notes(found)


def _notes(found: "Evaluation") -> Iterator[str]:
    yield "In brackets: 95% intervals of 1,000 resamples. An unknown mood counts as wrong (in r: as"
    yield "neutral, unless it was read); the calibration error is over ten bins of the known ones."
    if 1 < len(found.labels) < 4:
        yield f"Shares were scaled to the labels of the file: {', '.join(found.labels)}."
    for method, note in _NOTES.items():
        if method in found.methods:
            yield note
    if found.sentences:
        yield _SENTENCES
    for method in ("word counts, own labels", "zero-shot"):
        if method not in found.methods:
            why = "has too few songs of a label" if "word" in method else "gives no embeddings"
            who = "the file" if "word" in method else "the model"
            yield f"{method.split(',')[0]}: not measured, {who} {why}."


def _cell(key: str, figure: "Figure | None") -> str:
    if figure is None:
        return "–"
    form = "{:.1%}" if key in _IN_PERCENT else "{:.3f}"
    value = form.format(figure.value)
    if figure.low is None or figure.high is None:
        return value
    low, high = form.format(figure.low).rstrip("%"), form.format(figure.high).rstrip("%")
    return f"{value} [{low}, {high}]"


def _confusion(table: "Confusion") -> Iterator[list[str]]:
    yield ["", *table.moods, "unknown"]
    for mood, counts, shares in zip(table.moods, table.counts, table.shares, strict=True):
        row = [
            f"{count} ({share.value:.0%} [{_whole(share.low)}, {_whole(share.high)}])"
            for count, share in zip(counts, shares, strict=True)
        ]
        yield [mood, *row]


def _whole(share: float | None) -> str:
    return f"{100 * (share or 0):.0f}"


def _aligned(rows: "Sequence[list[str]] | Iterator[list[str]]") -> Iterator[str]:
    table = list(rows)
    widths = [max(len(row[n]) for row in table) for n in range(len(table[0]))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
