"""A radio from a seed song: the next few songs, again and again, without repeating itself."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import numpy as np

from vectorstore.base import VectorStore
from vectorstore.diversity import mmr
from vectorstore.errors import InvalidRequest
from vectorstore.types import Hit, RecommendRequest, SearchFilter, Weights

CANDIDATES = 150
REMEMBERED = 500
"""Songs heard longer ago may come again; each one left out costs time."""
EXAMPLES = 50
"""Liked and skipped songs that still count; moods and minds change."""
LIKED = 0.5
"""Pull of a song liked on the way, against the seed's 1: the seed stays the theme."""
WEIGHTS = Weights(lyric=1.0, mood=0.25)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RadioRequest:
    """What has happened so far, and how many songs are wanted next.

    Attributes:
        seed: the track it all began with.
        liked, skipped: tracks of this radio the listener liked or skipped, the latest last:
            more and less like these.
        heard: tracks played so far, the latest last; they do not come again.
        filter: as in `SearchRequest`.
        limit: how many, 1 to 100.
        diversity: 0 to 1, see `diversity.mmr`.
        per_artist: songs of one artist among these few; it gives way before songs run out.
    """

    seed: UUID
    liked: Sequence[UUID] = ()
    skipped: Sequence[UUID] = ()
    heard: Sequence[UUID] = ()
    filter: SearchFilter = field(default_factory=SearchFilter)
    limit: int = 10
    diversity: float = 0.3
    per_artist: int = 1


def radio(store: VectorStore, name: str, request: RadioRequest) -> list[Hit]:
    """The next songs, the first to be played first; empty when no song to start from is stored.

    The same request brings the same songs.

    Raises:
        InvalidRequest: a number out of range.
        StoreError: see `VectorStore.recommend`.
    """
    if not 1 <= request.limit <= 100 or request.per_artist < 1:
        raise InvalidRequest("A radio brings 1 to 100 songs, at least one of each artist.")
    hits = store.recommend(name, _examples(request))
    if not hits:
        return []
    vectors = np.stack([np.asarray(hit.lyric, dtype=np.float32) for hit in hits])
    order = mmr([hit.score for hit in hits], vectors, len(hits), request.diversity)
    varied = [replace(hits[i], lyric=None) for i in order]
    return _of_many_artists(varied, request.limit, request.per_artist)


def _examples(request: RadioRequest) -> RecommendRequest:
    positives = dict.fromkeys(request.liked[-EXAMPLES:], LIKED) | {request.seed: 1.0}
    skipped = request.skipped[-EXAMPLES:]
    negatives = dict.fromkeys((t for t in skipped if t not in positives), 1.0)
    heard = [*request.filter.exclude_track_ids, *request.heard[-REMEMBERED:]]
    return RecommendRequest(
        positives=positives,
        negatives=negatives,
        weights=WEIGHTS,
        filter=replace(request.filter, exclude_track_ids=heard),
        limit=CANDIDATES,
        with_vectors=True,
    )


def _of_many_artists(hits: Sequence[Hit], limit: int, per_artist: int) -> list[Hit]:
    """The first songs in which no artist comes too often, then the others to fill up."""
    times: Counter[str] = Counter()
    kept: list[Hit] = []
    over: list[Hit] = []
    for hit in hits:
        artists = hit.payload.get("artist", ())
        fits = all(times[artist] < per_artist for artist in artists)
        times.update(artists if fits else ())
        (kept if fits else over).append(hit)
    return [*kept, *over][:limit]
