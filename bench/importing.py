"""A Spotify history of N plays, from file to visible listens, beside bare SQLite inserts.

The export is made here: a song's share of the plays follows Zipf's law, times only grow, every
tenth play is short. The baseline, in the same run, inserts the very rows that the import left
(reports and listens, all columns) into tables without keys and indexes, from memory, by
`executemany` in transactions of the same size. Looking up lyrics and facts is no part of it.

    python -m bench.importing [--rows N] [--json]
"""

import argparse
import json
import multiprocessing
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

SONGS, ARTISTS = 30_000, 4_000
FROM = datetime(2011, 1, 1, tzinfo=UTC)
AT_ONCE = 5_000
TABLES = ("listen_source", "listen")
MB = 1e6


def main() -> None:
    """Make, import, import again, insert bare; print a table, or one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.importing")
    parser.add_argument("--rows", type=int, default=1_000_000, help="plays")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(Path(folder), args.rows)
    if args.json:
        print(json.dumps(figures))
        return
    for name, value in figures.items():
        print(f"{name:28} {value:>14,.3f}")


def run(folder: Path, rows: int) -> dict[str, float]:
    """Measure; the figures by name."""
    file = folder / "Streaming_History_Audio_2011-2024.json"
    write_export(file, rows)
    figures: dict[str, float] = {"rows": rows, "file_mb": file.stat().st_size / MB}
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_import, args=(there, folder / "data", file))
    process.start()
    there.close()
    figures |= here.recv()
    process.join()
    bare_s = _bare(folder / "data" / "attune.db", folder / "bare.db")
    figures["bare_rows_per_s"] = rows / bare_s
    figures["ratio_to_bare"] = figures["import_rows_per_s"] / figures["bare_rows_per_s"]
    return figures


def write_export(path: Path, rows: int, seed: int = 1) -> None:
    """Write an extended history as Spotify does."""
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for number, play in enumerate(plays(rows, seed)):
            file.write(",\n  " if number else "\n  ")
            file.write(json.dumps(play, indent=2).replace("\n", "\n  "))
        file.write("\n]\n")


def plays(rows: int, seed: int) -> Iterator[dict[str, Any]]:
    """Plays of made-up songs, oldest first."""
    chance = random.Random(seed)
    weights = list(accumulate(1 / (rank + 10) for rank in range(SONGS)))
    ids = [f"{chance.getrandbits(128):032x}"[:22] for _ in range(SONGS)]
    at = FROM
    for song in chance.choices(range(SONGS), cum_weights=weights, k=rows):
        ms = chance.randrange(2_000, 29_000) if chance.random() < 0.1 else 180_000 + song
        at += timedelta(milliseconds=ms, seconds=chance.randrange(1, 300))
        yield _row(song, ids[song], at, ms)


def _row(song: int, spotify_id: str, at: datetime, ms: int) -> dict[str, Any]:
    artist = song % ARTISTS
    return {
        "ts": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "platform": "android", "ms_played": ms,
        "conn_country": "DE", "ip_addr": "203.0.113.7",
        "master_metadata_track_name": f"Made-up Song Number {song}",
        "master_metadata_album_artist_name": f"Made-up Artist {artist}",
        "master_metadata_album_album_name": f"Made-up Album {song // 10}",
        "spotify_track_uri": f"spotify:track:{spotify_id}", "episode_name": None,
        "episode_show_name": None, "spotify_episode_uri": None, "audiobook_title": None,
        "audiobook_uri": None, "audiobook_chapter_uri": None, "audiobook_chapter_title": None,
        "reason_start": "trackdone", "reason_end": "trackdone" if ms > 30_000 else "fwdbtn",
        "shuffle": song % 3 == 0, "skipped": ms < 30_000, "offline": False,
        "offline_timestamp": None, "incognito_mode": False,
    }  # fmt: skip


def _import(answer: Connection, folder: Path, file: Path) -> None:
    """Import the file twice, in a process of its own; tell how fast and with how much memory."""
    from assistant import bootstrap
    from assistant.accounts import service as accounts
    from assistant.core.memory import settle
    from assistant.core.migrate import upgrade
    from assistant.core.settings import Settings
    from assistant.imports import service as imports
    from assistant.jobs.runtime import InlineQueue

    settings = Settings.model_validate({"data_dir": folder})
    container = bootstrap.build(settings, jobs=InlineQueue())
    upgrade(container.sql)
    with container.open_uow() as uow:
        user = accounts.create(
            uow, email="mara@example.com", display_name="Mara", password_hash=None,
            role="listener", time_zone="Europe/Berlin",
        )  # fmt: skip
    memory: list[float] = []

    def note(_read: int) -> None:
        memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB)

    settle()  # as a worker does
    begun = time.perf_counter()
    counts, _ = imports.take_now(container.open_uow, file, note, user_id=user.id)
    took = time.perf_counter() - begun
    begun = time.perf_counter()
    again, _ = imports.take_now(container.open_uow, file, lambda _: None, user_id=user.id)
    answer.send({
        "import_s": took, "import_rows_per_s": counts.read / took,
        "added": counts.added, "short": counts.skipped.get("short", 0),
        "memory_mb_at_a_quarter": memory[len(memory) // 4], "memory_mb_at_end": memory[-1],
        "again_rows_per_s": again.read / (time.perf_counter() - begun),
        "again_added": again.added,
    })  # fmt: skip


def _bare(full: Path, bare: Path) -> float:
    """Seconds that bare inserts of what the import left take."""
    took = 0.0
    with closing(sqlite3.connect(full)) as source, closing(sqlite3.connect(bare)) as target:
        target.isolation_level = None
        target.execute("PRAGMA journal_mode=WAL")
        target.execute("PRAGMA synchronous=NORMAL")
        for table in TABLES:
            cursor = source.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own names
            names = ", ".join(column[0] for column in cursor.description)
            marks = ", ".join("?" * len(cursor.description))
            target.execute(f"CREATE TABLE {table} ({names})")
            while rows := cursor.fetchmany(AT_ONCE):
                begun = time.perf_counter()
                target.execute("BEGIN IMMEDIATE")
                target.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
                target.execute("COMMIT")
                took += time.perf_counter() - begun
    return took


if __name__ == "__main__":
    main()
