"""Why a song's words have their mood: asked of the engine for whoever may read the words."""

from dataclasses import asdict
from uuid import UUID

from assistant.catalogue import service as catalogue
from assistant.core.actor import Actor
from assistant.core.unit_of_work import OpenUow
from assistant.engine.types import Engine, ExplainedText
from assistant.lyrics import service as lyrics
from assistant.models.base import six_values
from assistant.song_moods.schemas import (
    ExplainIn,
    ExplanationView,
    LineContributionView,
    MoodDifference,
    MoodNumbers,
    TurnView,
)


def explain_song(
    open_uow: OpenUow, engine: Engine, actor: Actor, track_id: UUID
) -> ExplanationView:
    """Explain the mood of the text that counts for the actor: their own, else the shared one.

    Args:
        open_uow: opens units of work; none is held while the model reads.
        engine: who reads; it remembers what it explained last.
        actor: anybody signed in.
        track_id: a track they can see.

    Raises:
        NotFound: no such track, or another listener's own.
        UpstreamUnavailable: the model is not there yet.
    """
    user_id = actor.require_user("music:read")
    with open_uow(read=True) as uow:
        track_id = catalogue.get_track(uow, actor, track_id).id
        text = lyrics.text_for(uow, user_id, track_id)
        state = lyrics.states_for(uow, user_id, [track_id]).get(track_id)
    if text is None:
        reason = "instrumental" if state == "instrumental" else "no_lyrics"
        return ExplanationView(known=False, reason=reason)
    return _view(text.text, engine.explain(text.text))


def explain_text(
    engine: Engine, actor: Actor, data: ExplainIn, *, max_bytes: int = lyrics.MAX_BYTES
) -> ExplanationView:
    """Explain the mood of lyrics without keeping them; see `service.score_text`.

    Raises:
        RuleViolated: the text is too long.
        UpstreamUnavailable: the model is not there yet.
    """
    actor.require_user("music:read")
    words = lyrics.read(data.lyrics, max_bytes)
    if words.text is None:
        reason = "instrumental" if words.state == "instrumental" else "empty"
        return ExplanationView(known=False, reason=reason)
    return _view(words.text, engine.explain(words.text))


def _view(text: str, found: ExplainedText) -> ExplanationView:
    if found.six is None:
        return ExplanationView(known=False, reason=found.reason)
    turn = found.turn
    return ExplanationView(
        known=True, mood=found.mood, runner_up=found.runner_up, lead=found.lead,
        lines=[
            LineContributionView(
                text=text[line.start : line.end], numbers=line.numbers,
                gives=None if line.gives is None else MoodDifference(**asdict(line.gives)),
                without=MoodNumbers(**({} if line.without is None else six_values(line.without))),
            )
            for line in found.lines
        ],
        untried=found.untried,
        turn=TurnView(lines=turn.lines, mood=turn.mood, **six_values(turn.six)) if turn else None,
        arousal_error=found.scatter, energy_unsaid=found.energy_unsaid, **six_values(found.six),
    )  # fmt: skip
