"""SCAFFOLDING, to be deleted when states call services: sample values to look at pages with."""

from __future__ import annotations

import datetime as dt
import math
import random
import urllib.parse
from typing import TYPE_CHECKING, Any

from assistant.catalogue.covers import cover_svg
from ui import routes
from ui.charts.models import (
    Day,
    HourCell,
    LyricLine,
    MapPoint,
    MoodListeningRow,
    Place,
    TrendPoint,
)
from ui.models import Contribution, Progress, ScoredLyrics, Share
from ui.text.en import common

if TYPE_CHECKING:
    from ui.pages.connections.state import ConnectionsState
    from ui.pages.library.state import LibraryState
    from ui.pages.song.state import SongState
    from ui.pages.stats.state import StatsState

SONGS = [
    ("Elevator Between Floors", "The Tin Parade", -0.38, 0.46, 58, "3:12"),
    ("Loose Change", "Odile & the Rooks", -0.06, 0.44, 41, "2:58"),
    ("Kite on the Ring Road", "Marisol Venn", 0.24, 0.36, 52, "4:05"),
    ("Bakery Light", "Nils Okafor", 0.46, 0.12, 66, "3:41"),
    ("Two Chairs Facing West", "Paper Harbour", 0.55, -0.12, 61, "4:27"),
    ("Low Water", "Ines Haldorsen", 0.53, -0.27, 72, "3:50"),
    ("Slow Post", "Tomasz Brindle", 0.58, -0.36, 70, "4:16"),
    ("Harbour Lamp", "Marisol Venn", 0.56, -0.4, 75, "4:44"),
]
GENRES = ["Indie folk", "Post-punk", "Soul", "Jazz", "Latin", "Chamber pop"]


def cover_url(seed: str, v: float, a: float) -> str:
    return "data:image/svg+xml," + urllib.parse.quote(cover_svg(seed, v, a))


def mood_of(v: float, a: float) -> str:
    if v < 0:
        return "angry" if a >= 0 else "sad"
    return "happy" if a >= 0 else "relaxed"


def shares(v: float, a: float) -> list[Share]:
    parts = {
        "happy": (1 + v) * (1 + a), "angry": (1 - v) * (1 + a),
        "sad": (1 - v) * (1 - a), "relaxed": (1 + v) * (1 - a),
    }
    rows = [Share(m, common.MOODS[m], round(25 * x)) for m, x in parts.items()]
    return sorted(rows, key=lambda share: -share.percent)


def _walk(days: int) -> list[tuple[float, float, int]]:
    rnd, out, n1, n2 = random.Random(26), [], 0.0, 0.0
    for d in range(days):
        n1, n2 = n1 * 0.72 + rnd.uniform(-0.37, 0.37), n2 * 0.7 + rnd.uniform(-0.4, 0.4)
        v = 0.16 * math.sin((d - 60) / 58) + 0.1 + n1
        a = 0.05 + 0.14 * math.sin((d - 100) / 52) + n2
        missing = 196 < d < 206 or rnd.random() < 0.09
        out.append((max(-1, min(1, v)), max(-1, min(1, a)), 0 if missing else rnd.randint(1, 4)))
    return out


def fill_stats(state: StatsState) -> None:
    length = {"week": 7, "month": 20, "year": 324, "all": 324}[state.period]
    today = dt.date(2026, 11, 20)
    first = today - dt.timedelta(days=length - 1)
    walk = _walk(324)[-length:]
    days = [(first + dt.timedelta(days=i), *w) for i, w in enumerate(walk)]
    state.first_day, state.today = first.isoformat(), today.isoformat()
    state.last_day = "2026-12-31" if length > 30 else today.isoformat()
    state.span_words = (f"{first.day} {first:%B}", f"{today.day} {today:%B}")
    state.days = [Day(d.isoformat(), v, a, n) for d, v, a, n in days if n]
    state.entries, state.listens = sum(day.entries for day in state.days), 3180
    step = 7 if length > 30 else 1
    state.trend = []
    for k in range(0, length, step):
        known = [w for w in days[k : k + step] if w[3]]
        if not known:
            state.trend.append(TrendPoint())
            continue
        v, a = (sum(w[1] for w in known) / len(known), sum(w[2] for w in known) / len(known))
        band, day = 0.42 / math.sqrt(len(known)), known[0][0]
        tick = f"{day:%b}" if step == 7 and day.day <= 7 and day.month % 2 else ""
        tick = f"{day:%a}" if length == 7 else tick
        state.trend.append(
            TrendPoint(f"{day.day} {day:%b}", tick, v, a, v - band, v + band, len(known))
        )
    state.places = [Place(round(d.valence, 2), round(d.arousal, 2)) for d in state.days]
    rnd = random.Random(5)
    state.hours = [
        HourCell(d, h, rnd.uniform(-0.6, 0.7), rnd.uniform(-0.6, 0.6), rnd.randint(1, 9))
        for d in range(7) for h in range(6, 24) if rnd.random() < 0.85
    ]
    state.listening = [
        MoodListeningRow("angry", 120, 44, 21, 20, 15), MoodListeningRow("happy", 310, 9, 52, 12, 27),
        MoodListeningRow("sad", 88, 11, 14, 53, 22), MoodListeningRow("relaxed", 3, 5, 24, 17, 54),
    ]
    state.shares = [
        Share(m, common.MOODS[m], p)
        for m, p in (("happy", 32), ("relaxed", 29), ("angry", 21), ("sad", 18))
    ]
    from ui.pages.stats.models import WordCount

    state.words_used = [
        WordCount("at ease", "relaxed", 41), WordCount("restless", "angry", 28),
        WordCount("hopeful", "happy", 26), WordCount("tired", "sad", 22),
        WordCount("tender", "relaxed", 15), WordCount("flat", "sad", 11),
    ]


def fill_library(state: LibraryState) -> None:
    from ui.pages.library.models import SongRow, UnknownReason

    rnd = random.Random(9)
    state.total, state.known, state.waiting = 1248, 1102, 31
    rows = []
    for i in range(25 * 4):
        title, artist, v, a, percent, _ = SONGS[i % 8]
        mood = "" if i % 11 == 10 else mood_of(v, a)
        rows.append(
            SongRow(
                routes.song(f"demo-{i % 8}"), title, artist, cover_url(f"{title}{i}", v, a), mood,
                percent, i == 4, i % 5 == 1, GENRES[i % 6], str(2011 + i % 13), rnd.randint(1, 40),
            )
        )
    if state.mood:
        rows = [r for r in rows if r.mood == ("" if state.mood == "unknown" else state.mood)]
    if state.query:
        needle = state.query.lower()
        rows = [r for r in rows if needle in f"{r.title} {r.artist}".lower()]
    state.found = len(rows)
    state.songs = rows[(state.page_number - 1) * 25 : state.page_number * 25]
    if not state.map_points:
        for i in range(230):
            v = math.tanh((0.5 if i % 2 else -0.5) + rnd.gauss(0, 0.45))
            a = math.tanh((0.46 if i % 4 < 2 else -0.46) + rnd.gauss(0, 0.45))
            state.map_points.append(MapPoint(SONGS[i % 8][0], round(v, 3), round(a, 3)))
    state.unknown = [
        UnknownReason("No lyrics found", 88), UnknownReason("Instrumental", 34),
        UnknownReason("Fewer than 20 words", 15), UnknownReason("A language not read yet", 9),
    ]


def score_lyrics(state: LibraryState | SongState, form: dict[str, Any]) -> None:
    text = str(form.get("lyrics", ""))
    if not text.strip():
        state.paste_error = "There are no words in there."
        return
    state.paste_error = ""
    state.scored = ScoredLyrics(
        str(form.get("title", "")), str(form.get("artist", "")), routes.song("demo-7"), "relaxed",
        75, "", shares(0.56, -0.4), "Pleasant +0.56, clear. Energy −0.40, a guess.",
        text.strip().splitlines()[0],
    )


LINES = [
    ("I left the porch unlocked again", "sad", 0.22), ("the kettle talking to the wall", "sad", 0.34),
    ("your coat still on the banister", "sad", 0.71), ("as if you’d never gone at all", "sad", 0.83),
    ("", "", 0), ("and then the harbour lamp comes on", "relaxed", 0.48),
    ("it does this every night", "relaxed", 0.4), ("I leave it on for no one", "relaxed", 0.62),
    ("and it helps, it helps, it’s light", "relaxed", 0.91), ("", "", 0),
    ("the ferry writes its quiet line", "relaxed", 0.55),
    ("I only came to close the door", "happy", 0.31),
]


def fill_song(state: SongState, song_id: str) -> None:
    from ui.pages.song.models import Neighbour, SongView, Why

    if not song_id.startswith("demo"):
        state.song = SongView()
        return
    state.song = SongView(
        song_id, "Harbour Lamp", "Marisol Venn", "Low Country, 2021. Folk. 4:44",
        cover_url("Harbour Lamp", 0.56, -0.4), True, "relaxed", "", "mood 75%, clear",
        shares(0.56, -0.4),
        "Pleasant +0.56, clear. Energy −0.40, a guess: words alone say little about energy.",
        "The bold line speaks most for relaxed, 91%.",
    )
    state.lines = [LyricLine(t, m, k, k > 0.9) for t, m, k in LINES]
    state.why = Why(
        "0.83",
        [
            Contribution("mood", "Mood fit, 0.03 from at ease", ".52", 52),
            Contribution("other", "Your lyric taste: quiet coasts", ".16", 16, 5),
            Contribution("other", "Listeners like you", ".09", 9, 4),
            Contribution("other", "Not heard for 40 days", ".08", 8, 4),
            Contribution("minus", "Same artist just before", "−.02", 2),
        ],
        [0, 52, 68, 77, 83],
    )
    state.near = [
        Neighbour(routes.song(f"demo-{i}"), t, cover_url(t, v, a), f".{94 - 3 * i}")
        for i, (t, _, v, a, _, _) in enumerate(SONGS[3:7])
    ]


def fill_connections(state: ConnectionsState) -> None:
    from ui.pages.connections.models import SpotifyView

    if state.spotify.redirect_uri:
        return
    state.spotify = SpotifyView(
        redirect_uri="http://127.0.0.1:3000/api/v1/spotify/callback",
        connect_href="/api/v1/spotify/auth", is_sandbox=True,
    )
    state.lyrics_found, state.lyrics_missing = 1014, 88


def save_client(state: ConnectionsState, client_id: str) -> None:
    from dataclasses import replace

    state.spotify = replace(
        state.spotify, client_id=client_id, is_connected=True, account="mara", plan="Premium",
        since="3 November", may="read what you played, add to the queue, make playlists",
    )


def disconnect(state: ConnectionsState) -> None:
    from dataclasses import replace

    state.spotify = replace(state.spotify, is_connected=False)


def test_spotify(state: ConnectionsState) -> None:
    from ui.pages.connections.models import Check

    state.checks = [
        Check("good", "Spotify answers", "in 84 ms"),
        Check("good", "The key is valid", "until 19:42, then renewed by itself"),
        Check("warn", "No player is open", "Open Spotify on a phone or speaker before sending."),
    ]


def analyse_recent(state: ConnectionsState) -> None:
    state.job = Progress("j", "Reading what you played", "0 of 50", 0, True)


def follow_recent(state: ConnectionsState) -> None:
    from ui.pages.connections.models import Profile

    done = min(50, int(state.job.percent / 2) + 10)
    state.job = Progress(
        "j", "Reading what you played", f"{done} of 50, about 1 min", done * 2, done < 50
    )
    if done == 50:
        state.profile = Profile(
            43, 7, "Lately you heard mostly relaxed songs.", shares(0.4, -0.3), "today at 18:44"
        )


def cancel_recent(state: ConnectionsState) -> None:
    state.job = Progress()


def _row(i: int) -> Any:
    from ui.models import QueueRow

    title, artist, v, a, percent, length = SONGS[i]
    mood = mood_of(v, a)
    whys = ["Starts where you are: 0.06 from your mood now", "Calmer than 81% of your library"]
    parts = [("mood", "mood", 43 + i), ("other", "taste", 16), ("other", "listeners", 9),
             ("other", "fresh", 7)]
    return QueueRow(
        f"q{i}", f"demo-{i}", title, artist, whys[i % 2], "nobody has to say the evening out loud",
        mood, common.MOODS[mood], percent,
        [Contribution(k, label, f".{p:02}", p, 5 - n) for n, (k, label, p) in enumerate(parts)],
        f"0.{75 + i}", length, cover_url(title, v, a), i == 2, i == 2,
    )


def make_queue(state: Any) -> None:
    from ui.models import CurvePoint, RibbonSong
    from ui.pages.queue.models import Weight

    state.name, state.summary = "Wind down after work", "8 songs, 31 min, ends about 19:13"
    rows = [_row(i) for i in range(8)]
    state.played, state.rows = rows[:2], rows[2:]
    state.start_words, state.to_words, state.end_time = "restless", "at ease", "19:13"
    ramp = [(t / 10) ** 2 * (3 - t / 5) for t in range(11)]
    state.curve = [
        CurvePoint(t / 10, -0.38 + 0.94 * min(1, ramp[t] * 1.4), 0.46 - 0.86 * ramp[t])
        for t in range(11)
    ]
    state.stops = [
        RibbonSong(r.id, r.title, i / 8, (i + 1) / 8, SONGS[i][2], SONGS[i][3], r.mood, r.cover,
                   i < 2, i == 2, i == 2)
        for i, r in enumerate(rows)
    ]
    state.weights = [
        Weight("mood", "Mood fit", ".48"), Weight("other", "Your lyric taste", ".16", 5),
        Weight("other", "Listeners like you", ".09", 4), Weight("other", "Fresh for you", ".07", 3),
    ]
    state.asks_how_now = True


def fill_queue(state: Any) -> None:
    if not state.rows and state.is_loading:
        make_queue(state)


def clear_queue(state: Any) -> None:
    state.name = state.summary = ""
    state.rows, state.played, state.curve, state.stops = [], [], [], []
    state.weights, state.asks_how_now = [], False


def remove(state: Any, item_id: str) -> None:
    state.rows = [row for row in state.rows if row.id != item_id]


def undo_remove(state: Any) -> None:
    make_queue(state)


def fill_push(state: Any) -> None:
    state.is_connected = True
    fill_devices(state)


def fill_devices(state: Any) -> None:
    from ui.pages.queue.models import Device

    state.devices = [Device("d1", "Kitchen speaker", True), Device("d2", "Mara’s phone")]
    state.device_id = state.device_id or "d1"


def start_push(state: Any) -> None:
    from ui.pages.queue.models import Push

    state.push = Push("j", True, state.target, "Kitchen speaker", ["waiting"] * 8)


def follow_push(state: Any) -> None:
    from dataclasses import replace

    from ui.models import Failure

    if not state.push.is_running:
        return
    marks = list(state.push.marks)
    at = next((i for i, m in enumerate(marks) if m == "waiting"), None)
    if at is not None and at < 6:
        marks[at] = {4: "missing", 5: "uncertain"}.get(at, "seen" if at < 3 else "sent")
    running = at is not None and at < 6
    state.push = replace(state.push, marks=marks, is_running=running)
    if not running and at is not None:
        state.push_failure = Failure(
            "Queue, sending stopped", "Spotify sees no player to send to.",
            "4 of 8 songs went through and are safe. Open Spotify on a phone or speaker, play "
            "anything for a second, then send the other two.",
            "Spotify said: 404 NO_ACTIVE_DEVICE at 18:44. Request 7f3a-19.",
        )


def resume_push(state: Any) -> None:
    from dataclasses import replace

    from ui.models import Failure

    state.push_failure = Failure()
    state.push = replace(
        state.push, marks=["sent" if m == "waiting" else m for m in state.push.marks]
    )


def retry_push(state: Any) -> None:
    from dataclasses import replace

    state.push = replace(
        state.push, marks=["sent" if m == "uncertain" else m for m in state.push.marks]
    )


def stop_push(state: Any) -> None:
    from dataclasses import replace

    state.push = replace(state.push, is_running=False)


def fill_index(state: Any) -> None:
    from ui.pages.index.models import Comparison, Generation, Health

    state.active = 7
    state.health = Health("1,248", "1,102", "0", "7.4 MB", "MiniLM, head 2", "3 November", False)
    state.generations = [
        Generation(7, "active", "MiniLM, head 2"),
        Generation(6, "kept", "MiniLM, head 1", "5 more days"),
    ]
    state.comparison = [
        Comparison("Right mood in the top 10", "6.9 of 10", "7.8 of 10", 22, "better"),
        Comparison("Same songs in the top 10", "10", "6.1", -10, "other"),
        Comparison("Search time, p95", "4.1 ms", "4.6 ms", -6, "worse"),
        Comparison("Size on disk", "7.4 MB", "9.1 MB", -12, "worse"),
    ]
    state.unread = 3


def start_build(state: Any) -> None:
    from ui.pages.index.models import Build, Generation

    state.build = Build(8, "j", "about 3 min left, 2.4 songs a second", "", 348, 0, 1102)
    state.generations = [Generation(8, "building", "MiniLM, head 3"), *state.generations]


def follow_build(state: Any) -> None:
    from dataclasses import replace

    from ui.pages.index.models import Phase
    from ui.text.en import index as words

    if not state.build.generation:
        return
    rnd = random.Random(4)
    done = min(1000, state.build.done + 100)
    marks = "".join(rnd.choice("ahsrahsrahsrahsr?") for _ in range(int(done / 1102 * 348)))
    state.build = replace(state.build, done=done, marks=marks)
    percents = [100, 100, int(done / 11.02), 0, 0, 0]
    notes = ["1,248 of 1,248", "1,102 of 1,102", f"{done} of 1,102", "0 of 1,102", "waits", "waits"]
    state.phases = [
        Phase(n, t, p) for n, t, p in zip(words.PHASES, notes, percents, strict=True)
    ]


def stop_build(state: Any) -> None:
    from ui.pages.index.models import Build

    state.build = Build()
    state.generations = [g for g in state.generations if g.state != "building"]


def activate(state: Any, number: int) -> None:
    from dataclasses import replace

    state.active = number
    state.generations = [
        replace(g, state="active" if g.number == number else "kept") for g in state.generations
    ]


def fill_me(state: Any) -> None:
    from ui.pages.me.models import SessionView

    state.email = "mara@example.org"
    state.time_zones = ["UTC", "Europe/Berlin", "America/New_York"]
    state.sessions = [
        SessionView("a", "Firefox on Linux", "now", True),
        SessionView("b", "Safari on iPhone", "yesterday, 22:10"),
    ]
