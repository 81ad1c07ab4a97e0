"""The dashboard's addresses."""

from ui import routes


def test_a_song_has_its_own_address() -> None:
    assert routes.song("0192f0c1") == "/song/0192f0c1"


def test_no_page_takes_reflexs_word_for_the_first_page() -> None:
    pages = [value for name, value in vars(routes).items() if name.isupper()]
    assert "/index" not in pages
    assert len(pages) == len(set(pages))
