"""Two generations side by side: the same queries asked of both, for an admin to read."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np

from analysis.affect import MOODS, Mood, from_valence_arousal
from assistant.core.actor import Actor
from assistant.core.errors import NotFound, RuleViolated
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.index import history, points_repository, repository
from assistant.index.history import Wanted
from assistant.index.schemas import Comparison, Probe, ProbeSong
from assistant.models.index import IndexGeneration
from vectorstore.base import VectorStore
from vectorstore.types import Hit, RecommendRequest, SearchRequest, Six, Weights

TOP = 10
SONGS = 8
_TIMES = 5
"""Each probe is asked this often of each generation, in turns, to time it."""
_PLACES: dict[Mood, tuple[float, float]] = {
    "happy": (0.7, 0.6), "sad": (-0.6, -0.6), "angry": (-0.7, 0.7), "relaxed": (0.6, -0.6),
}  # fmt: skip
_BY_MOOD = Weights(lyric=0.0, mood=1.0)
_LIKE_SONG = Weights(lyric=1.0, mood=0.25)


@dataclass(slots=True)
class _Asked:
    """One probe with what both generations answered."""

    kind: str
    subject: str
    target: Six | None
    old: list[Hit] = field(default_factory=list)
    new: list[Hit] = field(default_factory=list)


def compare(
    open_uow: OpenUow, store: VectorStore, generation_id: UUID, wanted: Wanted
) -> IndexGeneration | None:
    """Ask a generation and the one that answers the same queries; notes ids and figures.

    Returns:
        The generation it was compared with; None when there is none besides it.
    """
    with open_uow(read=True) as uow:
        new = repository.find(uow.db, generation_id)
        old = repository.active(uow.db)
        if new is None or new.state in repository.GONE:
            raise RuleViolated("generation_gone", "This generation was removed meanwhile.")
        if old is None or old.id == new.id:
            return None
        seeds = points_repository.evenly_spread(uow.db, new.mood_stamp, new.embedding_stamp, SONGS)
    timings: dict[str, list[float]] = {"old": [], "new": []}
    asked = [_ask(store, old, new, probe, timings) for probe in _probes(seeds)]
    told = [_figures(probe) for probe in asked]
    old_count, new_count = store.count(old.name), store.count(new.name)
    with open_uow() as uow:
        row = repository.find(uow.db, generation_id)
        if row is not None:
            row.comparison = {
                "old": old.number, "new": new.number, "made_at": uow.now.isoformat(),
                "old_count": old_count, "new_count": new_count,
                "p95_ms_old": _p95(timings["old"]), "p95_ms_new": _p95(timings["new"]),
                "probes": told,
            }  # fmt: skip
            history.note(uow, row.number, "compared", wanted, against=old.number,
                         overlap=_mean([p["overlap"] for p in told]))  # fmt: skip
    return old


def read(uow: UnitOfWork, actor: Actor, generation_id: UUID) -> Comparison:
    """A comparison with its songs by name (admins); songs of one listener's own are left out.

    Raises:
        NotFound: no such generation, or it was not compared.
    """
    actor.require("index.manage")
    row = repository.find(uow.db, generation_id)
    if row is None or not row.comparison:
        raise NotFound("comparison_not_found", "This generation was not compared yet.")
    kept: dict[str, Any] = dict(row.comparison)
    ids = {UUID(i) for p in kept["probes"] for i in (*p["old"], *p["new"])}
    ids |= {UUID(p["subject"]) for p in kept["probes"] if p["kind"] == "song"}
    names = points_repository.shared_names(uow.db, sorted(ids))
    told = [probe for p in kept.pop("probes") if (probe := _named(p, names)) is not None]
    return Comparison(
        **kept, probes=told, overlap_at_10=_mean([p.overlap for p in told]) or 0.0,
        fit_old=_mean([p.fit_old for p in told]), fit_new=_mean([p.fit_new for p in told]),
    )  # fmt: skip


def fit(target: Six, hits: Sequence[Hit]) -> float | None:
    """How near songs are to a mood, the mean over them: 1 is there, 0 the opposite corner.

    One less the distance of valence and arousal, divided by the plane's diagonal.
    """
    if not hits:
        return None
    at = np.array([hit.six[:2] for hit in hits]) - np.array(target[:2])
    return float(np.mean(1 - np.linalg.norm(at, axis=1) / (2 * np.sqrt(2))))


def _probes(seeds: Sequence[UUID]) -> list[_Asked]:
    moods = [_Asked("mood", mood, _six_of(mood)) for mood in MOODS]
    return moods + [_Asked("song", str(seed), None) for seed in seeds]


def _six_of(mood: Mood) -> Six:
    six = from_valence_arousal(*_PLACES[mood])
    return (six.valence, six.arousal, six.happy, six.sad, six.angry, six.relaxed)


def _ask(
    store: VectorStore, old: IndexGeneration, new: IndexGeneration, probe: _Asked,
    timings: dict[str, list[float]],
) -> _Asked:  # fmt: skip
    for _ in range(_TIMES):
        for side, row in (("old", old), ("new", new)):
            started = time.perf_counter()
            hits = _hits(store, row.name, probe)
            timings[side].append((time.perf_counter() - started) * 1e3)
            setattr(probe, side, hits)
    if probe.kind == "song":
        seed = next(iter(store.retrieve(new.name, [UUID(probe.subject)])), None)
        probe.target = seed.six if seed is not None else None
    return probe


def _hits(store: VectorStore, name: str, probe: _Asked) -> list[Hit]:
    """The top ten. A song's own vector is taken from each generation: models differ in theirs."""
    if probe.kind == "song":
        seed = {UUID(probe.subject): 1.0}
        return store.recommend(
            name, RecommendRequest(positives=seed, weights=_LIKE_SONG, limit=TOP)
        )
    return store.search(name, SearchRequest(mood=probe.target, weights=_BY_MOOD, limit=TOP))


def _figures(probe: _Asked) -> dict[str, Any]:
    old, new = ([str(h.track_id) for h in hits] for hits in (probe.old, probe.new))
    longest = max(len(old), len(new))
    return {
        "kind": probe.kind, "subject": probe.subject, "old": old, "new": new,
        "overlap": len(set(old) & set(new)) / longest if longest else 1.0,
        "fit_old": fit(probe.target, probe.old) if probe.target else None,
        "fit_new": fit(probe.target, probe.new) if probe.target else None,
    }  # fmt: skip


def _named(kept: dict[str, Any], names: dict[UUID, tuple[str, str]]) -> Probe | None:
    subject = kept["subject"]
    if kept["kind"] == "song":
        if UUID(subject) not in names:
            return None
        subject = names[UUID(subject)][0]
    both = set(kept["old"]) & set(kept["new"])

    def songs(ids: Sequence[str]) -> list[ProbeSong]:
        return [
            ProbeSong(track_id=UUID(i), title=names[UUID(i)][0], artist=names[UUID(i)][1],
                      kept=i in both)
            for i in ids if UUID(i) in names
        ]  # fmt: skip

    return Probe(**{**kept, "subject": subject, "old": songs(kept["old"]),
                    "new": songs(kept["new"])})  # fmt: skip


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _p95(values: Sequence[float]) -> float:
    return float(np.percentile(values, 95)) if values else 0.0
