"""The Import page's state: what became of files, stopping, undoing, and what was not taken."""

import json
from typing import Any

import pytest

from assistant.core.actor import Actor
from tests.support.app import App
from tests.support.states import cookie_of, in_background, state_of
from ui.pages.importing.models import Why
from ui.pages.importing.reading import size_words
from ui.pages.importing.state import ImportsState
from ui.text.en import importing as words

pytestmark = pytest.mark.anyio

PLAYS = [
    {"endTime": f"2026-11-{day:02} 10:00", "artistName": "Vela", "trackName": f"Tide {day}",
     "msPlayed": ms}
    for day, ms in ((1, 200_000), (2, 200_000), (3, 1_000))
]  # fmt: skip


@pytest.fixture
async def page(app: App, mara: Actor) -> Any:
    state = state_of(ImportsState, cookie=cookie_of(app, mara))
    await state.load()
    return state


def send(app: App, actor: Actor, name: str, content: str) -> str:
    answer = app.client(actor).post(
        "/me/library/import", files={"file": (name, content.encode(), "application/json")}
    )
    assert answer.status_code == 202, answer.text
    found: str = answer.json()["import_id"]
    return found


def fates(row: Any) -> list[str]:
    return [getattr(row, key) for key in words.COUNTS]


async def test_a_file_is_followed_to_its_end_and_taken_out_again(
    app: App, mara: Actor, page: Any
) -> None:
    assert (page.rows, page.is_loading, page.hint) == (
        [],
        False,
        words.DROP_HINT.format(size="1 GB"),
    )
    sent = send(app, mara, "StreamingHistory0.json", json.dumps([*PLAYS, {"endTime": "never"}]))
    assert await page.file_sent(sent, "StreamingHistory0.json") == ImportsState.follow
    assert [(row.name, row.state, row.is_working) for row in page.rows] == [
        ("StreamingHistory0.json", "waiting", True)
    ]
    app.run_jobs()
    await in_background(page, "follow")
    row = page.rows[0]
    assert (row.state_words, row.is_working, row.can_undo) == ("read", False, True)
    assert fates(row) == ["4", "2", "0", "1", "1"]
    assert row.whys == [
        Why("1", words.REASONS["short"]),
        Why("1", words.REASONS["no_time"]),
    ]
    assert row.about.startswith("Spotify, account data · today at ")
    assert page.notice.text == "StreamingHistory0.json is read."
    refused = app.client(mara).get(row.refused_rows.removeprefix("/api/v1")).text.splitlines()
    assert [line.split(",")[:4] for line in refused[1:]] == [["4", "4", "refused", "no_time"]]
    assert len(app.client(mara).get(row.report.removeprefix("/api/v1")).text.splitlines()) == 5

    page.ask_undo(row.id)
    assert "StreamingHistory0.json" in page.undo_body
    assert await page.undo() == ImportsState.follow
    assert (page.undo_id, page.rows[0].state) == ("", "undoing")
    app.run_jobs()
    await in_background(page, "follow")
    assert (page.rows[0].state, page.rows[0].can_undo) == ("undone", False)
    assert page.notice.text == words.UNDONE
    assert app.client(mara).get("/me/history").json()["items"] == []


async def test_a_file_that_waits_is_stopped_at_once_and_leaves_nothing(
    app: App, mara: Actor, page: Any
) -> None:
    sent = send(app, mara, "a.json", json.dumps(PLAYS))
    folder = app.container.settings.data_dir / "imports"
    assert [path.name for path in folder.iterdir()] == [sent]
    await page.stop(sent)
    assert (page.rows[0].state, page.rows[0].is_working) == ("cancelled", False)
    app.run_jobs()
    assert list(folder.iterdir()) == []
    assert app.client(mara).get("/me/history").json()["items"] == []


@pytest.mark.parametrize(
    "name, content, state, trouble",
    [
        ("page.json", "<html><body>Watched Tide</body></html>", "done", words.NOTHING_KNOWN),
        ("none.json", "[]", "done", words.NOTHING_KNOWN),
    ],
)
async def test_a_file_of_no_known_kind_says_so(
    app: App, mara: Actor, page: Any, name: str, content: str, state: str, trouble: str
) -> None:
    send(app, mara, name, content)
    app.run_jobs()
    await page.load()
    assert (page.rows[0].state, page.rows[0].trouble) == (state, trouble)


async def test_what_was_not_taken_stays_until_it_is_read(page: Any) -> None:
    await page.file_refused("big.zip", "That file is too large.")
    assert page.refusals == ["big.zip: That file is too large."]
    page.forget_refusals()
    assert page.refusals == []


async def test_nobody_sees_or_stops_what_is_somebody_elses(
    app: App, mara: Actor, page: Any
) -> None:
    sent = send(app, mara, "a.json", json.dumps(PLAYS))
    other = state_of(ImportsState, cookie=cookie_of(app, app.person("jo")))
    await other.load()
    assert other.rows == []
    await other.stop(sent)
    assert other.notice.text == "There is no such import."
    await page.load()
    assert page.rows[0].state == "waiting"


def test_sizes_are_round() -> None:
    assert [size_words(n) for n in (10_000, 8_000_000, 1_000_000_000, 1_500_000_000)] == [
        "0.01 MB", "8 MB", "1 GB", "1.5 GB",
    ]  # fmt: skip
