"""Owns how an explanation is said on the Song page: bars, points and sentences."""

from collections.abc import Sequence

from assistant.song_moods.schemas import ExplanationView, LineContributionView
from ui.pages.song.explanation_models import Explained, LineGives
from ui.text.en import common
from ui.text.en import explanation as words

_HALF = 50.0  # per cent of a row: bars begin in its middle


def explained(view: ExplanationView) -> Explained:
    """Turn an explanation into what the card shows; empty where there is no mood to explain."""
    if view.mood is None or view.runner_up is None:
        return Explained()
    mood = view.mood
    share = getattr(view, mood)
    given = [getattr(line.gives, mood) for line in view.lines if line.gives is not None]
    largest = max((abs(x) for x in given), default=0.0)
    turn, turn_lines = _turn(view)
    return Explained(
        mood=mood,
        lead=words.LEAD.format(
            mood=common.MOODS[mood],
            percent=round(100 * share),
            second=words.MOODS[view.runner_up],
            points=_ahead(view.lead or 0.0),
        ),
        turn=turn,
        turn_lines=turn_lines,
        energy=_energy(view),
        legend=words.LEGEND[mood],
        lines=[_line(line, mood, largest) for line in view.lines],
        untried=words.UNTRIED.format(n=view.untried) if view.untried else "",
    )


def _ahead(lead: float) -> str:
    points = round(100 * lead)
    if points == 0:
        return words.LESS_THAN_A_POINT
    return words.POINT if points == 1 else words.POINTS.format(n=points)


def _turn(view: ExplanationView) -> tuple[str, list[str]]:
    """What would change the mood, and the lines that would."""
    if view.turn is None:
        return words.TURN_NONE, []
    quotes = [view.lines[i].text.strip() for i in view.turn.lines]
    said = words.TURN_ONE if len(quotes) == 1 else words.TURN_MANY
    return said.format(n=len(quotes), mood=words.MOODS[view.turn.mood]), quotes


def _energy(view: ExplanationView) -> str:
    if view.energy_unsaid:
        return words.ENERGY_UNSAID
    return words.ENERGY_SAID["high" if (view.arousal or 0.0) > 0 else "low"]


def _line(line: LineContributionView, mood: str, largest: float) -> LineGives:
    times = len(line.numbers)
    said = [words.TIMES_SPOKEN.format(n=times)] if times > 1 else []
    shown = words.TIMES.format(n=times) if times > 1 else ""
    text = line.text.strip()
    if line.gives is None:
        return LineGives(text, shown, "–", spoken=_list([words.TOO_LITTLE, *said]))
    gives = getattr(line.gives, mood)
    points = f"{abs(100 * gives):.1f}"
    if float(points) == 0:
        return LineGives(text, shown, "0.0", spoken=_list([words.NEITHER, *said]))
    width = round(_HALF * abs(gives) / largest, 1)
    way = words.AGAINST if gives < 0 else words.FOR
    spoken = way.format(points=words.POINTS.format(n=points), mood=words.MOODS[mood])
    return LineGives(
        text=text,
        times=shown,
        value=("−" if gives < 0 else "+") + points,
        start=round(_HALF - width, 1) if gives < 0 else _HALF,
        width=width,
        is_against=gives < 0,
        spoken=_list([spoken, *said]),
    )


def _list(parts: Sequence[str]) -> str:
    return ", ".join(parts)
