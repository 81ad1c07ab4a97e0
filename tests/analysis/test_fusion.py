"""Words and tags pooled: who weighs what, and what is said of it."""

import math

import pytest

from analysis.affect import MOODS, Six, from_shares
from analysis.fusion import FUSION, SURE_BY_TAGS, TAGS, Evidence, fuse, pool, stamped, tag_evidence
from analysis.tags import PRIORS
from analysis.types import ModelStamps

SADDISH = from_shares(0.2, 0.4, 0.2, 0.2)


def test_words_alone_stay_as_they_are() -> None:
    found = fuse(SADDISH, 0.4, tag_evidence([("seen live", 1.0)]))
    assert found is not None
    assert (found.six, found.confidence, found.basis) == (SADDISH, 0.4, "lyrics")
    assert [(p.kind, p.share) for p in found.parts] == [("words", 1.0)]


def test_a_genre_pulls_the_words_by_its_stated_weight() -> None:
    found = fuse(SADDISH, 0.4, tag_evidence([("metal", 1.0)]))
    assert found is not None
    metal = PRIORS["metal"]
    raw = {m: SADDISH.shares[m] * metal.shares[m] ** (TAGS / 2) for m in MOODS}
    total = sum(raw.values())
    for mood in MOODS:
        assert found.six.shares[mood] == pytest.approx(raw[mood] / total)
    assert found.basis == "both"
    assert found.confidence == max(found.six.shares.values())
    assert [(p.kind, p.label, p.weight) for p in found.parts] == [
        ("words", "", 1.0),
        ("genre", "metal", TAGS / 2),
    ]
    assert sum(p.share for p in found.parts) == pytest.approx(1)


def test_tags_that_agree_weigh_more_and_those_that_do_not_cancel_out() -> None:
    one = tag_evidence([("metal", 1.0)])
    two = tag_evidence([("metal", 1.0), ("punk", 1.0)])
    torn = tag_evidence([("metal", 1.0), ("lullaby", 1.0)])
    weights = [sum(p.weight for p in tags) for tags in (one, two, torn)]
    assert weights == pytest.approx([TAGS / 2, TAGS * 2 / 3, TAGS * 2 / 3])
    angry = [f.six.angry for tags in (one, two, torn) if (f := fuse(SADDISH, 0.4, tags))]
    assert angry[1] > angry[0] > angry[2]
    assert sum(p.weight for p in tag_evidence([("metal", 1.0)] * 5)) == pytest.approx(TAGS / 2)


def test_tags_alone_are_a_guess_and_say_so() -> None:
    found = fuse(None, None, tag_evidence([("metal", 1.0), ("thrash metal", 1.0), ("rage", 1.0)]))
    assert found is not None
    assert found.basis == "tags"
    assert max(found.six.shares, key=lambda m: found.six.shares[m]) == "angry"
    assert found.six.angry > found.confidence == SURE_BY_TAGS
    weak = fuse(None, None, tag_evidence([("rock", 1.0)]))
    assert weak is not None
    assert weak.confidence == max(weak.six.shares.values()) < 0.4


def test_the_artist_is_heard_where_the_song_says_nothing_and_counts_less() -> None:
    artist = [("metal", 1.0)]
    own = tag_evidence([("disco", 1.0)], artist)
    assert [(p.kind, p.label) for p in own] == [("genre", "disco")]
    instead = tag_evidence([("live", 1.0)], artist)
    assert [(p.kind, p.label) for p in instead] == [("artist", "metal")]
    assert instead[0].weight < tag_evidence(artist)[0].weight


def test_without_words_and_tags_nothing_is_known() -> None:
    assert fuse(None, None, tag_evidence([("80s", 1.0)], [("live", 1.0)])) is None


def test_a_share_of_zero_is_no_veto() -> None:
    sure = Evidence("words", "", Six(-1, -1, 0, 1, 0, 0), 1.0)
    mixed = pool([sure, *tag_evidence([("happy", 1.0), ("party", 1.0)])])
    assert mixed.sad > mixed.happy > 0
    assert math.isclose(sum(mixed.shares.values()), 1)


def test_parts_that_say_nothing_share_alike() -> None:
    flat = from_shares(1, 1, 1, 1)
    found = fuse(flat, 0.25, [Evidence("genre", "x", flat, 0.5)])
    assert found is not None
    assert [p.share for p in found.parts] == [0.5, 0.5]


def test_fused_moods_are_stamped_apart_from_those_of_words() -> None:
    assert stamped(ModelStamps("mood:x", "embedding:x")) == ModelStamps(
        f"mood:x:{FUSION}", "embedding:x"
    )
