"""A generated corpus of searches and filters, and what a correct engine brings for each.

Always the same: the seeds are fixed. What is expected is worked out from the points themselves,
in plain Python, and knows nothing of the engines.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import numpy as np
from qdrant_client import models as m

from tests.vectorstore.songs import DIMS, GENRES, six_of, song, track
from vectorstore.types import SearchFilter, SearchRequest, SongPoint, Weights

FIELDS = ("genre", "artist", "explicit", "year", "language")
LANGUAGES = ("en", "fr", "de")
ME, THEM = "listener-me", "listener-them"
SHARED_SONGS = 160


def world() -> list[SongPoint]:
    """Shared songs, some with gaps or without words; and own ones of two listeners."""
    rng = random.Random(5)
    points = []
    for i in range(SHARED_SONGS):
        unknown: dict[str, Any] = {f: None for f in FIELDS if rng.random() < 0.1}
        points.append(song(i, **unknown))
    points += [song(i, owner=ME) for i in range(0, 40, 3)]  # beside the shared ones
    points += [song(i, owner=THEM) for i in range(0, 60, 4)]
    points += [song(SHARED_SONGS + i, owner=ME, year=None) for i in range(6)]
    points += [song(SHARED_SONGS + 10 + i, owner=THEM) for i in range(6)]
    silent = np.zeros(DIMS, np.float32)
    return [replace(p, lyric=silent) if i % 17 == 0 else p for i, p in enumerate(points)]


def searches(n: int) -> Iterator[SearchRequest]:
    """`n` searches; each part and each condition comes and goes."""
    rng = random.Random(11)
    for _ in range(n):
        taste = np.array([rng.gauss(0, 1) for _ in range(DIMS)], np.float32)
        yield SearchRequest(
            taste=taste if rng.random() < 0.8 else None,
            mood=six_of(rng.uniform(-1, 1), rng.uniform(-1, 1)) if rng.random() < 0.8 else None,
            weights=Weights(*(rng.choice((0.0, 0.1, 0.5, 1.0, -0.3)) for _ in range(4))),
            filter=_filter(rng),
            limit=rng.choice((1, 7, 20, 300)),
            exact=rng.random() < 0.3,
        )


def visible(points: Sequence[SongPoint], wanted: SearchFilter) -> list[SongPoint]:
    """The songs a search may bring: an own point hides the shared one of its track."""
    own = {p.track_id for p in points if p.owner_key and p.owner_key in wanted.owner_keys}
    return [
        p
        for p in points
        if p.owner_key in wanted.owner_keys
        and (p.owner_key or p.track_id not in own)
        and _passes(p, wanted)
    ]


def conditions(n: int) -> Iterator[m.Filter]:
    """`n` filters in Qdrant's own words, nested up to three deep."""
    rng = random.Random(23)
    return (_tree(rng, 3) for _ in range(n))


def matches(point: SongPoint, wanted: m.Filter) -> bool:
    """Whether a stored point meets a filter."""
    must, must_not, should = (_listed(g) for g in (wanted.must, wanted.must_not, wanted.should))
    return (
        all(_meets(point, c) for c in must)
        and not any(_meets(point, c) for c in must_not)
        and (not should or any(_meets(point, c) for c in should))
    )


# -- searches ------------------------------------------------------------------------------


def _filter(rng: random.Random) -> SearchFilter:
    def sometimes(share: float, *values: Any) -> list[Any]:
        return rng.sample(values, rng.randint(1, len(values))) if rng.random() < share else []

    years = sorted((rng.randint(1955, 2025), rng.randint(1955, 2025)))
    tracks = [track(i) for i in range(SHARED_SONGS + 20)]
    return SearchFilter(
        owner_keys=rng.choice((("",), ("", ME), ("", ME, THEM), (ME,))),
        exclude_track_ids=rng.sample(tracks, 30) if rng.random() < 0.3 else (),
        only_track_ids=rng.sample(tracks, 60) if rng.random() < 0.2 else None,
        genres=sometimes(0.2, *GENRES),
        not_genres=sometimes(0.2, "jazz", "metal"),
        artists=sometimes(0.15, *(f"artist-{i}" for i in range(7))),
        not_artists=sometimes(0.2, "artist-1", "artist-2"),
        explicit_ok=rng.random() < 0.6,
        year_from=years[0] if rng.random() < 0.3 else None,
        year_to=years[1] if rng.random() < 0.3 else None,
        languages=sometimes(0.3, *LANGUAGES),
    )


def _passes(point: SongPoint, wanted: SearchFilter) -> bool:
    facts = {k: v for k, v in point.payload.items() if v is not None}
    genres, artists = set(facts.get("genre", ())), set(facts.get("artist", ()))
    return (
        point.track_id not in wanted.exclude_track_ids
        and (wanted.only_track_ids is None or point.track_id in wanted.only_track_ids)
        and (not wanted.genres or bool(genres & set(wanted.genres)))
        and not genres & set(wanted.not_genres)
        and (not wanted.artists or bool(artists & set(wanted.artists)))
        and not artists & set(wanted.not_artists)
        and (wanted.explicit_ok or facts.get("explicit") != 1)
        and (not wanted.languages or facts.get("language") in wanted.languages)
        and (wanted.year_from is None or facts.get("year", -1) >= wanted.year_from)
        and (wanted.year_to is None or 0 <= facts.get("year", -1) <= wanted.year_to)
    )


# -- filters -------------------------------------------------------------------------------


def _tree(rng: random.Random, depth: int) -> m.Filter:
    groups: dict[str, list[m.Condition]] = {}
    for group in rng.sample(("must", "must_not", "should"), rng.randint(1, 2)):
        groups[group] = [
            _tree(rng, depth - 1) if depth > 1 and rng.random() < 0.25 else _leaf(rng)
            for _ in range(rng.randint(1, 3))
        ]
    return m.Filter(**groups)  # type: ignore[arg-type]  # a group's name is a field's


def _leaf(rng: random.Random) -> m.Condition:
    kind = rng.randrange(6)
    if kind == 0:
        ids: list[int | str | UUID] = [str(track(rng.randrange(SHARED_SONGS))) for _ in range(40)]
        return m.HasIdCondition(has_id=ids)
    if kind == 1:
        low = rng.randint(1955, 2020)
        range_ = m.Range(gte=low) if rng.random() < 0.5 else m.Range(gt=low, lt=low + 20)
        return m.FieldCondition(key="year", range=range_)
    if kind == 2:
        return m.FieldCondition(key="explicit", match=m.MatchValue(value=rng.randint(0, 1)))
    key, values = rng.choice(
        (("genre", [*GENRES, "all"]), ("language", [*LANGUAGES, ""]), ("owner_key", ["", ME]))
    )
    some = rng.sample(values, rng.randint(1, 2))
    if kind == 3:
        return m.FieldCondition(key=key, match=m.MatchValue(value=some[0]))
    if kind == 4:
        return m.FieldCondition(key=key, match=m.MatchAny(any=some))
    return m.FieldCondition(key=key, match=m.MatchExcept.model_validate({"except": some}))


def _listed(group: Any) -> list[Any]:
    return group if isinstance(group, list) else [] if group is None else [group]


def _meets(point: SongPoint, condition: Any) -> bool:
    if isinstance(condition, m.Filter):
        return matches(point, condition)
    if isinstance(condition, m.HasIdCondition):
        return str(point.id) in condition.has_id
    values = _stored(point, condition.key)
    if condition.range is not None:
        r = condition.range
        return any(
            (r.gte is None or v >= r.gte)
            and (r.gt is None or v > r.gt)
            and (r.lt is None or v < r.lt)
            for v in values
        )
    if isinstance(condition.match, m.MatchExcept):
        return any(v not in condition.match.except_ for v in values)
    one_of = getattr(condition.match, "any", None) or [condition.match.value]
    return any(v in one_of for v in values)


def _stored(point: SongPoint, key: str) -> list[Any]:
    """A field's values as they lie in the store, where unknown years and languages are said."""
    unknown = {"year": -1, "language": ""}
    facts = {k: v for k, v in point.payload.items() if v is not None}
    value = (unknown | facts | {"owner_key": point.owner_key}).get(key, [])
    return list(value) if isinstance(value, list) else [value]
