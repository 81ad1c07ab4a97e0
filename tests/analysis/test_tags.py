"""What a genre or tag says: its row, its parts, or nothing."""

import pytest

from analysis.affect import MOODS, quadrant
from analysis.tag_table import TABLE
from analysis.tags import BY_PARTS, PRIORS, prior_of, tag_key


def test_the_table_is_whole() -> None:
    names = []
    for line in TABLE.strip().splitlines():
        name, numbers = line.rsplit(":", 1)
        shares = [int(x) for x in numbers.split()]
        assert (len(shares), sum(shares)) == (4, 100), name
        assert min(shares) > 0, name
        assert tag_key(name) == name
        names.append(name)
    assert names == sorted(set(names))
    assert len(PRIORS) == len(names) > 200
    assert {max(MOODS, key=lambda m: six.shares[m]) for six in PRIORS.values()} == set(MOODS)


@pytest.mark.parametrize(
    "tag, mood",
    [
        ("Metal", "angry"),
        ("PUNK", "angry"),
        ("doom", "sad"),
        ("melancholic", "sad"),
        ("Lullaby", "relaxed"),
        ("ambient", "relaxed"),
        ("chill", "relaxed"),
        ("party", "happy"),
        ("disco", "happy"),
    ],
)
def test_well_known_tags_lie_where_everybody_expects_them(tag: str, mood: str) -> None:
    prior = prior_of(tag)
    assert prior is not None
    assert quadrant(prior.six.valence, prior.six.arousal) == mood
    assert prior.weight == 1.0


@pytest.mark.parametrize(
    "spelling, row",
    [
        ("R&B", "r b"),
        ("Hip-Hop", "hip hop"),
        ("hiphop", "hip hop"),
        ("Synthpop", "synth pop"),
        ("Lo-Fi", "lo fi"),
        ("  SINGER_songwriter ", "singer songwriter"),
        ("\uff2d\uff45\uff54\uff41\uff4c", "metal"),
    ],
)
def test_spellings_of_a_name_meet(spelling: str, row: str) -> None:
    prior = prior_of(spelling)
    assert prior is not None
    assert (prior.six, prior.weight) == (PRIORS[row], 1.0)


def test_a_name_without_a_row_is_read_by_its_parts() -> None:
    symphonic = prior_of("melodic death metal")
    assert symphonic is not None
    assert symphonic.six.angry == pytest.approx(PRIORS["death metal"].angry)
    assert symphonic.weight == BY_PARTS
    both = prior_of("sad techno")
    assert both is not None
    low, high = sorted((PRIORS["sad"].valence, PRIORS["techno"].valence))
    assert low < both.six.valence < high


@pytest.mark.parametrize(
    "tag", ["", "   ", "!!!", "live", "80s", "seen live", "привет", "\u0301" * 900]
)
def test_what_has_no_known_part_says_nothing(tag: str) -> None:
    assert prior_of(tag) is None
