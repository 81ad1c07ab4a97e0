"""What a listener likes and does not: added, removed, taken back; never both."""

import pytest

from assistant.catalogue import service as catalogue
from assistant.catalogue.schemas import TrackNames
from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.states import cookie_of, state_of
from ui.pages.me.state import MeState
from ui.pages.me.tastes_state import TastesState
from ui.text.en import tastes as words

pytestmark = pytest.mark.anyio


@pytest.fixture
def mara(app: App) -> Actor:
    return app.person("mara", time_zone="Europe/Berlin")


def kept(app: App, actor: Actor) -> dict[str, object]:
    """What REST says of it."""
    found: dict[str, object] = app.client(actor).get("/users/me/preferences").json()
    return found


async def test_tastes_are_kept_where_rest_reads_them(app: App, mara: Actor) -> None:
    page = state_of(TastesState, cookie=cookie_of(app, mara))
    await page.add_taste("favourite_genres", {"favourite_genres": " Slowcore "})
    await page.add_taste("favourite_genres", {"favourite_genres": "Ambient"})
    await page.add_taste("disliked_genres", {"disliked_genres": "Polka"})
    await page.add_taste("favourite_artists", {"favourite_artists": "The Harbour"})
    await page.add_taste("disliked_artists", {"disliked_artists": "Loud Ones"})
    await page.add_language("de")
    await page.add_language("is")
    await page.allow_explicit(False)
    await page.choose_discovery(0.25)
    await page.choose_energy(1)
    await page.remove_taste("favourite_genres", "Ambient")
    assert kept(app, mara) == {
        "explicit_ok": False, "discovery": 0.25, "energy": 1.0,
        "favourite_genres": ["Slowcore"], "disliked_genres": ["Polka"],
        "favourite_artists": ["The Harbour"], "disliked_artists": ["Loud Ones"],
        "languages": ["de", "is"],
    }  # fmt: skip
    again = state_of(MeState, cookie=cookie_of(app, mara))
    await again.load()
    shown = await again.get_state(TastesState)
    assert [(one.key, one.name) for one in shown.languages] == [
        ("de", "German"),
        ("is", "Icelandic"),
    ]
    assert "de" not in [one.key for one in shown.other_languages]
    assert (shown.discovery, shown.energy, shown.does_mood_decide) == (0.25, 1.0, False)
    assert [one.remove for one in shown.disliked_genres] == ["Remove Polka"]


async def test_a_thing_is_not_liked_and_disliked_at_once(app: App, mara: Actor) -> None:
    page = state_of(TastesState, cookie=cookie_of(app, mara))
    await page.add_taste("favourite_genres", {"favourite_genres": "Slowcore"})
    before = kept(app, mara)
    await page.add_taste("disliked_genres", {"disliked_genres": "SLOWCORE"})
    assert page.wrong_list == "disliked_genres"
    assert page.wrong == "SLOWCORE cannot be liked and disliked at once."
    assert kept(app, mara) == before
    await page.add_taste("disliked_genres", {"disliked_genres": "Polka"})
    assert (page.wrong_list, page.wrong) == ("", "")


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
async def test_no_name_and_a_long_one_are_refused_at_the_list(
    app: App, mara: Actor, name: str
) -> None:
    page = state_of(TastesState, cookie=cookie_of(app, mara))
    before = kept(app, mara)
    await page.add_taste("favourite_artists", {"favourite_artists": name})
    assert (page.wrong_list, page.wrong) == ("favourite_artists", words.NAME_WRONG)
    await page.add_taste("role", {"role": "admin"})
    assert (page.wrong_list, page.wrong) == ("role", words.NAME_WRONG)
    assert kept(app, mara) == before


async def test_the_last_change_is_taken_back_once(app: App, mara: Actor) -> None:
    page = state_of(TastesState, cookie=cookie_of(app, mara))
    await page.add_taste("favourite_genres", {"favourite_genres": "Slowcore"})
    await page.choose_energy(0.9)
    await page.undo()
    assert (page.does_mood_decide, page.notice.text) == (True, words.UNDONE)
    await page.undo()
    await page.remove_taste("favourite_genres", "Slowcore")
    assert page.notice.can_undo
    await page.undo()
    found = kept(app, mara)
    assert (found["energy"], found["favourite_genres"]) == (None, ["Slowcore"])


async def test_the_mood_decides_about_energy_until_the_listener_does(app: App, mara: Actor) -> None:
    page = state_of(TastesState, cookie=cookie_of(app, mara))
    await page.let_mood_decide(False)
    assert kept(app, mara)["energy"] == 0.5
    await page.let_mood_decide(True)
    assert kept(app, mara)["energy"] is None


async def test_what_is_typed_is_met_by_what_the_songs_here_have(app: App, mara: Actor) -> None:
    somebody_else = str(app.person("nils").user_id)
    with app.open_uow() as uow:
        catalogue.get_or_create_tracks(
            uow,
            [
                TrackNames("One", ["Piers"], genres=["Post-Rock", "Ambient"]),
                TrackNames("Two", ["Noé"], genres=["Slowcore"], owner_key=somebody_else),
            ],
        )
    page = state_of(TastesState, cookie=cookie_of(app, mara))
    await page.suggest_genres("rock")
    await page.suggest_artists("")
    assert (page.genre_offers, page.artist_offers) == (["Post-Rock"], ["Piers"])
    await page.suggest_genres("slow")
    assert page.genre_offers == []
