"""From what SQL knows of a song to the point that mirrors it."""

import hashlib
import json

import numpy as np

from analysis.preprocessing import preprocessing_sha
from assistant.index.points_repository import PointSource
from vectorstore import blend
from vectorstore.types import LYRIC_DIMS, SongPoint, point_id

RECIPE = 1
"""Counts up when `to_point` would make another point of the same song."""


def params_sha() -> str:
    """Eight hex digits that change with the preprocessing, the blend, or how a point is made."""
    parts = [preprocessing_sha(), RECIPE, blend.SCALE, blend.EXTRA]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:8]


def to_point(source: PointSource, dims: int = LYRIC_DIMS) -> SongPoint:
    """Build the point of a song; without words its lyric vector has `dims` zeros."""
    track = source.track
    year = track.release_date.year if track.release_date else None
    six = source.six
    lyric = source.embedding
    return SongPoint(
        id=point_id(source.track_id, source.owner_key),
        track_id=source.track_id,
        owner_key=source.owner_key,
        lyric=np.zeros(dims, np.float32) if lyric is None else lyric,
        six=(six.valence, six.arousal, six.happy, six.sad, six.angry, six.relaxed),
        popularity=track.popularity or 0.0,
        freshness=blend.freshness(year),
        payload={
            "genre": source.genres,
            "artist": source.artists,
            "explicit": None if track.explicit is None else int(track.explicit),
            "year": year,
            "language": track.language,
        },
    )
