"""From what SQL knows of a song to the point that mirrors it."""

import numpy as np

from assistant.index.repository import PointSource
from vectorstore import blend
from vectorstore.types import LYRIC_DIMS, SongPoint, point_id


def to_point(source: PointSource) -> SongPoint:
    """Build the point of a song."""
    track = source.track
    year = track.release_date.year if track.release_date else None
    six = source.six
    lyric = source.embedding
    return SongPoint(
        id=point_id(source.track_id, source.owner_key),
        track_id=source.track_id,
        owner_key=source.owner_key,
        lyric=np.zeros(LYRIC_DIMS, np.float32) if lyric is None else lyric,
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
