"""Label maps: from what a classifier says to amounts of the four moods."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.affect import MOODS
from analysis.errors import LabelMapIncomplete, LabelMapInvalid, LabelMapMissing
from analysis.huggingface.label_sets import KNOWN, SENTIMENT, Shares

SETTING = "ATTUNE_MOOD_LABELS"
_EXAMPLE = '{"joy": {"happy": 0.7, "relaxed": 0.3}, "sadness": "sad"}'
_MAX_BYTES = 1_000_000
_UNNAMED = re.compile(r"label \d+")


@dataclass(frozen=True, slots=True)
class LabelMap:
    """What each label of a model says.

    Attributes:
        labels: the model's labels, in its order.
        rows: for each label its amounts of `MOODS`, 0 or more, 1 or less together.
    """

    labels: tuple[str, ...]
    rows: tuple[tuple[float, float, float, float], ...]


def read_map(setting: str, labels: Sequence[str]) -> LabelMap:
    """Make the map of a model.

    Args:
        setting: JSON text, the path of a JSON file, or nothing for the map that is known.
        labels: what the model can say.

    Raises:
        LabelMapMissing: nothing was given and the labels are none we know.
        LabelMapInvalid: it cannot be read, or names labels or moods that do not exist.
        LabelMapIncomplete: it cannot place a song on both axes.
    """
    given = _shares_of(_read(setting)) if setting.strip() else _known(labels)
    by_name = {_plain(name): shares for name, shares in given.items()}
    strangers = [name for name in given if _plain(name) not in {_plain(x) for x in labels}]
    if setting.strip() and strangers:
        raise LabelMapInvalid(
            f"{SETTING} names {_listed(strangers)}, which the model never says; "
            f"its labels are {_listed(labels)}"
        )
    rows = [by_name.get(_plain(label), {}) for label in labels]
    _check_axes(rows)
    return LabelMap(
        labels=tuple(labels),
        rows=tuple(
            (r.get("happy", 0.0), r.get("sad", 0.0), r.get("angry", 0.0), r.get("relaxed", 0.0))
            for r in rows
        ),
    )


def _read(setting: str) -> Any:
    text = setting.strip()
    where = SETTING
    if not text.startswith("{"):
        where = f"the file {text} of {SETTING}"
        path = Path(text).expanduser()
        try:
            if path.stat().st_size > _MAX_BYTES:
                raise LabelMapInvalid(f"{where} is too large for a label map")
            text = path.read_text("utf-8")
        except OSError as error:
            raise LabelMapInvalid(f"{where} cannot be read ({error.strerror})") from error
        except UnicodeDecodeError as error:
            raise LabelMapInvalid(f"{where} is no JSON, such as {_EXAMPLE}") from error
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise LabelMapInvalid(f"{where} is no JSON, such as {_EXAMPLE}") from error


def _shares_of(raw: Any) -> dict[str, Shares]:
    if not isinstance(raw, dict) or not raw:
        raise LabelMapInvalid(f"{SETTING} must be an object of labels, such as {_EXAMPLE}")
    return {label: _shares(label, value) for label, value in raw.items()}


def _shares(label: str, value: Any) -> Shares:
    amounts = {value: 1.0} if isinstance(value, str) else value
    if not isinstance(amounts, dict):
        raise LabelMapInvalid(
            f'{SETTING}: "{label}" must be a mood or an object of moods, such as {_EXAMPLE}'
        )
    if strangers := [name for name in amounts if name not in MOODS]:
        raise LabelMapInvalid(
            f'{SETTING}: "{label}" is mapped to {_listed(strangers)}; '
            "the moods are happy, sad, angry and relaxed"
        )
    numbers = list(amounts.values())
    if not all(_is_share(x) for x in numbers) or not 0 < math.fsum(numbers) <= 1 + 1e-9:
        raise LabelMapInvalid(
            f'{SETTING}: the shares of "{label}" must be numbers from 0 to 1 that sum to more '
            "than 0 and at most 1; leave a label out to ignore it"
        )
    return {mood: float(amounts[mood]) for mood in MOODS if amounts.get(mood)}


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _known(labels: Sequence[str]) -> dict[str, Shares]:
    names = [_plain(label) for label in labels]
    for table in KNOWN:
        if all(name in table for name in names):
            return {label: table[name] for label, name in zip(labels, names, strict=True)}
    if set(names) <= SENTIMENT:
        raise LabelMapMissing(
            f"the model's labels {_listed(labels)} say nothing about energy, so happy cannot be "
            "told from relaxed nor angry from sad: choose a model of emotions, or accept two "
            f'moods alone with {SETTING} such as {{"positive": "happy", "negative": "sad"}}'
        )
    if all(_UNNAMED.fullmatch(name) for name in names):
        said = f"the model's labels have no names ({_listed(labels)})"
    else:
        said = f"Attune does not know the model's labels {_listed(labels)}"
    raise LabelMapMissing(f"{said}: say with {SETTING} what they mean, such as {_EXAMPLE}")


def _check_axes(rows: Sequence[Mapping[Any, float]]) -> None:
    """A map whose labels all lie at one height of an axis can say nothing about that axis."""
    mapped = [row for row in rows if row]
    axes = (
        ("pleasant from unpleasant", "happy", "relaxed"),
        ("energetic from calm", "happy", "angry"),
    )
    for what, one, two in axes:
        sides = {
            round((row.get(one, 0) + row.get(two, 0)) / sum(row.values()), 9) for row in mapped
        }
        if len(sides) < 2:
            raise LabelMapIncomplete(
                f"the label map cannot tell {what}: map labels to at least two moods that differ "
                f"in it with {SETTING}, such as happy and sad, or angry and relaxed"
            )


def _plain(label: str) -> str:
    return " ".join(label.replace("_", " ").split()).casefold()


def _listed(names: Sequence[str]) -> str:
    shown = [f'"{name}"' for name in names[:8]]
    rest = len(names) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest > 0 else "")
