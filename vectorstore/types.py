"""What goes into the vector store and what comes out of it: points, requests, hits.

Light on purpose: numpy only, so that any layer may import these types.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import InvalidRequest

Vector = NDArray[np.float32]
Six = tuple[float, float, float, float, float, float]
"""valence and arousal in [-1, 1], then happy, sad, angry, relaxed in [0, 1]."""
Payload = Mapping[str, Any]

LYRIC_DIMS = 384
ALIAS = "songs"
SHARED = ""
UNKNOWN_YEAR = -1
UNKNOWN_LANGUAGE = ""
"""Stored where nothing is known, never given or shown: see `filters`."""


def point_id(track_id: UUID, owner_key: str = SHARED) -> UUID:
    """The id of a track's point: the track's own when shared, else UUIDv5(track, owner).

    Args:
        track_id: the track; for a private point also the UUIDv5 namespace.
        owner_key: `''` for everybody's point, else the owner's key.
    """
    return track_id if owner_key == SHARED else uuid5(track_id, owner_key)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SongPoint:
    """One song as it is indexed.

    Attributes:
        id: stable id, see `point_id`.
        track_id: the track the point stands for.
        owner_key: `''` when everybody may see it, else the owner's key.
        lyric: (dims,) float32 embedding of any length; stored at length 1. All zeros means
            that nothing is known about the words: such a song is near to no taste.
        six: see `Six`.
        popularity: 0 to 1.
        freshness: 0 to 1, linear in the year of release (`blend.freshness`).
        payload: `genre` and `artist` lists of str, `explicit` 0 or 1, `year` int, `language`
            str, and any further JSON. None means unknown and is not stored. Never a bool.
    """

    id: UUID
    track_id: UUID
    owner_key: str
    lyric: Vector
    six: Six
    popularity: float
    freshness: float
    payload: Payload = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each part counts in the score; any finite number, below 0 turns a part around.

    score = lyric * cos(taste, song) - mood * |target - song|^2 + popularity * p + freshness * f,
    with the squared distance over the six coordinates of `blend.mood_part`, 0 to 4.
    """

    lyric: float = 1.0
    mood: float = 0.0
    popularity: float = 0.0
    freshness: float = 0.0


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which songs may come back. An empty collection does not restrict.

    Attributes:
        owner_keys: whose points are seen: `('', me)`. Never empty.
        exclude_track_ids: left out; keep it in the hundreds, each costs time.
        only_track_ids: nothing but these; None does not restrict, an empty one finds nothing.
        genres: one of these. not_genres: none of these. Same for artists (ids).
        explicit_ok: False leaves out songs stored with `explicit` 1; unknown ones stay.
        year_from: first year, inclusive. year_to: last. A song of unknown year fits neither.
        languages: one of these codes.
    """

    owner_keys: Collection[str] = (SHARED,)
    exclude_track_ids: Collection[UUID] = ()
    only_track_ids: Collection[UUID] | None = None
    genres: Collection[str] = ()
    not_genres: Collection[str] = ()
    artists: Collection[str] = ()
    not_artists: Collection[str] = ()
    explicit_ok: bool = True
    year_from: int | None = None
    year_to: int | None = None
    languages: Collection[str] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SearchRequest:
    """The nearest songs to a taste and a mood.

    Attributes:
        taste: (dims,) direction in the lyric space, or None when the words do not matter.
        mood: the mood to be near to, or None when it does not matter.
        weights: see `Weights`; the part of a missing taste or mood counts nothing.
        limit: how many, 1 to 10,000.
        with_vectors: also bring each song's lyric vector (for diversity).
        exact: look at every song even where a faster approximate index exists.
        diversity: 0 brings the best songs in order. Above, up to 1: a varied choice out of the
            best few hundred (`diversity.mmr`); the limit is then at most 500.
    """

    taste: Vector | None = None
    mood: Six | None = None
    weights: Weights = field(default_factory=Weights)
    filter: SearchFilter = field(default_factory=SearchFilter)
    limit: int = 20
    with_vectors: bool = False
    exact: bool = False
    diversity: float = 0.0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RecommendRequest:
    """The nearest songs to some examples.

    Attributes:
        positives: track id to weight above 0: more like these. At least one.
        negatives: track id to weight above 0: less like these.
        weights: the part of the mood aims at the mean mood of the positives.
        filter, limit, with_vectors, diversity: as in `SearchRequest`; the examples never
            come back.
    """

    positives: Mapping[UUID, float]
    negatives: Mapping[UUID, float] = field(default_factory=dict)
    weights: Weights = field(default_factory=Weights)
    filter: SearchFilter = field(default_factory=SearchFilter)
    limit: int = 20
    with_vectors: bool = False
    diversity: float = 0.0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Record:
    """One stored song. `lyric` has length 1 (or is all zeros) and comes only when asked for."""

    id: UUID
    track_id: UUID
    owner_key: str
    six: Six
    popularity: float
    freshness: float
    payload: Payload
    lyric: Vector | None = None


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Hit(Record):
    """A song found, with its score (see `Weights`)."""

    score: float


@dataclass(frozen=True, slots=True)
class Generation:
    """One build of the index.

    `count` is None when another process has it open, or its files are damaged; then `damage`
    says how.
    """

    name: str
    dims: int
    model_stamp: str
    active: bool
    count: int | None
    damage: str | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """Whether searches can be answered now, and by what."""

    ok: bool
    engine: str
    active: str | None
    count: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class Spread:
    """How new generations lie on a cluster; None leaves it to the server.

    Attributes:
        shards: parts of a generation, on different nodes.
        replicas: copies of each part; from 2 on the loss of a node is not noticed.
        write_consistency: copies that must confirm a write before it counts, at most `replicas`.

    Raises:
        InvalidRequest: a number below 1, or more confirmations than copies.
    """

    shards: int | None = None
    replicas: int | None = None
    write_consistency: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no cluster could do."""
        given = [n for n in (self.shards, self.replicas, self.write_consistency) if n is not None]
        if any(type(n) is not int or n < 1 for n in given):
            raise InvalidRequest("Shards, replicas and write consistency are whole numbers from 1.")
        if (self.write_consistency or 1) > (self.replicas or 1):
            raise InvalidRequest(
                f"{self.write_consistency} replicas cannot confirm a write where there are "
                f"{self.replicas or 1}: lower the write consistency or raise the replicas."
            )


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the engine in use can do.

    Attributes:
        engine: `edge`, `memory` or `qdrant`.
        version: of the engine; None when a server does not say.
        durable: what is written survives the end of the process.
        shared: several processes may have it open at once.
        approximate_above: songs in a generation from which searches may use an approximate
            index; None when every search looks at every song.
        vector_bits: of one stored number.
        spread: how new generations are spread over a cluster; None where they cannot be.
    """

    engine: str
    version: str | None
    durable: bool
    shared: bool
    approximate_above: int | None
    vector_bits: int
    spread: Spread | None
