"""Use cases of profiles: beginning an analysis, and what it found."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from assistant.core.actor import Actor
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.jobs import service as jobs
from assistant.jobs.schemas import JobSpec
from assistant.listens import service as listens
from assistant.lyrics import service as lyrics
from assistant.profiles.rules import mean_mood
from assistant.profiles.schemas import AnalyseIn, AnalysisCounts
from assistant.song_moods import service as song_moods

KIND = "profiles.analyse_recent"
Plays = Sequence[tuple[UUID, datetime]]


def start(uow: UnitOfWork, actor: Actor, data: AnalyseIn) -> UUID:
    """Begin to analyse the actor's recent listening; the job's id, that of one under way if any."""
    user_id = actor.require_user("music:write")
    spec = JobSpec(
        kind=KIND, queue="outward", args={"plays": data.plays}, dedupe_key=str(user_id),
        unit="songs",
    )  # fmt: skip
    return jobs.start(uow, user_id, spec)


def conclude(
    open_uow: OpenUow, actor: Actor, plays: Plays, stamp: str, *, lookup: str, spotify: str | None
) -> AnalysisCounts:
    """Count what is known of some plays and keep their mood as derived from listening.

    Args:
        open_uow: opens units of work.
        actor: the listener.
        plays: (track, when), any order.
        stamp: the mood model that counts.
        lookup: how looking up went, see `AnalysisCounts`.
        spotify: what kept recent plays from being read.
    """
    user_id = actor.require_user("music:write")
    times = Counter(track_id for track_id, _ in plays)
    with open_uow() as uow:
        states = Counter(lyrics.states_for(uow, user_id, times.keys()).values())
        moods = song_moods.moods_of(uow, user_id, times.keys(), stamp)
        known = {i: view.six for i, view in moods.items() if view.six is not None}
        mood = mean_mood(known, times)
        if mood is not None:
            moments = [at for _, at in plays]
            listens.store_profile(
                uow, user_id, span=(min(moments), max(moments)), stamp=stamp, six=mood,
                tracks_known=len(known), tracks_total=len(times),
            )  # fmt: skip
    return AnalysisCounts(
        plays=len(plays), tracks=len(times), with_lyrics=states["found"],
        missing=states["missing"], instrumental=states["instrumental"],
        left=len(times) - states.total(), scored=len(known), unknown=len(times) - len(known),
        lookup=lookup, spotify=spotify,
    )  # fmt: skip
