"""Words and tags fused in SQL: whenever either changes, for whom it concerns, without the model."""

from typing import Any
from uuid import UUID

import pytest

from analysis.fusion import SURE_BY_TAGS, fuse, tag_evidence
from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.engine.types import Filters, SearchQuery
from assistant.lyrics import service as lyrics
from assistant.lyrics.schemas import FoundLyrics
from assistant.models.song_moods import SongMood
from assistant.song_moods import service
from assistant.song_moods.fusing import words_of
from tests.support.app import App
from tests.support.fake_scorer import FakeScorer

HAPPY = "happy happy happy happy day"
STAMP = FakeScorer.mood_stamp


def song(
    app: App,
    title: str,
    text: str = "",
    genres: tuple[str, ...] = (),
    artist: str = "",
    owner: str = "",
) -> UUID:
    names = TrackNames(title, [artist or f"Band {title}"], genres=list(genres), owner_key=owner)
    with app.open_uow() as uow:
        track_id = catalogue.get_or_create_track(uow, names)
        if text:
            lyrics.save_found(uow, track_id, "lrclib", FoundLyrics(text), in_batch=True)
    return track_id


def settle(app: App, engine: Any = None, user_id: UUID | None = None):
    c = app.container
    return service.score_waiting(c.open_uow, engine or c.engine, c.stamps, user_id)


def row_of(app: App, track_id: UUID, owner: str = "") -> SongMood | None:
    with app.open_uow(read=True) as uow:
        found: SongMood | None = uow.db.get(SongMood, (track_id, owner, STAMP))
        return found


def seen(app: App, track_id: UUID) -> SongMood:
    row = row_of(app, track_id)
    assert row is not None
    return row


class NoEngine:
    """An engine that must not be asked."""

    def score(self, texts, **options):
        raise AssertionError(f"{len(texts)} texts were sent to the model")


def test_words_and_genres_are_fused_and_the_words_are_kept(app: App) -> None:
    plain, metal = song(app, "Plain", HAPPY), song(app, "Loud", HAPPY, ("Metal", "live"))
    counts = settle(app)
    assert (counts.scored + counts.copied, counts.known) == (2, 2)
    alone, both = seen(app, plain), seen(app, metal)
    assert (alone.basis, alone.evidence, alone.confidence) == ("lyrics", [], 0.8)
    assert (both.basis, both.known, both.reason) == ("both", True, None)
    assert words_of(both) == (alone.six, 0.8)
    wanted = fuse(alone.six, 0.8, tag_evidence([("Metal", 1.0)]))
    assert wanted is not None
    assert both.six == wanted.six
    assert [(e["kind"], e["label"]) for e in both.evidence] == [("words", ""), ("genre", "Metal")]


def test_a_song_without_words_rests_on_tags_and_is_found(app: App) -> None:
    ambient, silent = song(app, "Drift", genres=("ambient",)), song(app, "Unheard")
    other = song(app, "Words", HAPPY)
    settle(app)
    row = seen(app, ambient)
    assert (row.basis, row.known, row.reason, row.text_sha256) == ("tags", True, "no_lyrics", "")
    assert row.confidence is not None
    assert row.confidence <= SURE_BY_TAGS
    assert row_of(app, silent) is None
    app.apply_index()
    target = row.six
    assert target is not None
    found = app.container.engine.search(
        SearchQuery(mood=target, taste=[(other, 1.0)], filters=Filters(), with_vectors=True)
    ).candidates
    assert found[0].track_id == ambient
    assert {c.track_id: c.lyric_similarity for c in found} == pytest.approx({ambient: 0, other: 1})
    assert settle(app, NoEngine()).scored == 0


def test_words_take_the_place_of_tags_and_leave_it_again(app: App) -> None:
    track = song(app, "Drift", genres=("ambient",))
    settle(app)
    with app.open_uow() as uow:
        lyrics.save_found(uow, track, "lrclib", FoundLyrics(HAPPY), in_batch=True)
    assert row_of(app, track) is None
    settle(app)
    assert seen(app, track).basis == "both"
    with app.open_uow() as uow:
        lyrics.save_missing(uow, track, "lrclib", instrumental=True)
    row = seen(app, track)
    assert (row.basis, row.reason, row.lines) == ("tags", "instrumental", [])
    app.apply_index()
    assert row.six is not None
    nearest = app.container.engine.search(SearchQuery(mood=row.six)).candidates
    assert [c.track_id for c in nearest] == [track]


def test_words_that_say_nothing_leave_the_mood_to_tags(app: App) -> None:
    track, unknown = song(app, "Short", "la la", ("party",)), song(app, "Shorter", "na na")
    counts = settle(app)
    assert (counts.known, counts.unknown) == (0, {"too_short": 2})
    row = seen(app, track)
    assert (row.basis, row.known, row.reason) == ("tags", True, "too_short")
    assert (seen(app, unknown).basis, seen(app, unknown).known) == (None, False)


def test_genres_that_come_later_change_the_mood_without_the_model(app: App) -> None:
    sung, silent = song(app, "Sung", HAPPY), song(app, "Silent")
    settle(app)
    app.apply_index()
    before = seen(app, sung)
    for title in ("Sung", "Silent"):
        assert song(app, title, genres=("doom metal",)) in (sung, silent)
    after = seen(app, sung)
    assert (before.basis, after.basis, seen(app, silent).basis) == ("lyrics", "both", "tags")
    assert words_of(after)[0] == before.six
    assert after.valence is not None
    assert before.valence is not None
    assert after.valence < before.valence
    assert app.apply_index() >= 2
    assert after.six is not None
    hits = app.container.engine.search(SearchQuery(mood=after.six)).candidates
    assert hits[0].six.valence == pytest.approx(after.valence, abs=1e-3)


def test_an_artist_speaks_for_songs_without_tags(app: App) -> None:
    sung = song(app, "One", HAPPY, artist="The Piers")
    settle(app)
    assert seen(app, sung).basis == "lyrics"
    song(app, "Two", genres=("Metal",), artist="The Piers")
    silent = song(app, "Three", artist="The Piers")
    row = seen(app, sung)
    assert [(e["kind"], e["label"]) for e in row.evidence] == [("words", ""), ("artist", "Metal")]
    settle(app)
    assert [e["kind"] for e in seen(app, silent).evidence] == ["artist"]


def test_a_listeners_own_songs_say_nothing_to_others(app: App) -> None:
    mara = app.person()
    sung = song(app, "One", HAPPY, artist="The Piers")
    own = song(app, "Mine", genres=("Metal",), artist="The Piers", owner=str(mara.user_id))
    settle(app, user_id=mara.user_id)
    assert seen(app, sung).basis == "lyrics"
    mine = row_of(app, own, str(mara.user_id))
    assert mine is not None
    assert (mine.basis, row_of(app, own)) == ("tags", None)
