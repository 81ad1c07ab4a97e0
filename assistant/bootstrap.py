"""Puts a process together: its container, its subscriptions, its handlers of jobs."""

from functools import partial

import analysis
from analysis.fusion import stamped
from analysis.types import ModelStamps
from assistant.auth import identifying
from assistant.auth import tasks as auth_tasks
from assistant.auth.context import AuthContext
from assistant.auth.devices import DeviceMarks
from assistant.auth.events import StartedOver
from assistant.auth.tokens import TokenSigner
from assistant.catalogue.events import GenresFound, TrackChanged
from assistant.connections import bringing, polling
from assistant.connections import service as connections
from assistant.connections import tasks as connections_tasks
from assistant.connections.events import Disconnected, LookupChanged
from assistant.container import Container
from assistant.core.clock import Clock, utc_now
from assistant.core.crypto import load_signing_key, load_token, load_vault
from assistant.core.database import make_engine
from assistant.core.events import EventBus
from assistant.core.rate_limit import RateLimiter
from assistant.core.settings import Settings
from assistant.core.unit_of_work import JobQueue, UnitOfWork, make_open_uow
from assistant.engine.client import EngineClient
from assistant.engine.types import Engine
from assistant.gathering import service as gathering
from assistant.gathering import tasks as gathering_tasks
from assistant.gathering import uploads
from assistant.imports import service as imports
from assistant.imports import tasks as imports_tasks
from assistant.index import service as index
from assistant.index import tasks as index_tasks
from assistant.integrations.lrclib import Pace, ProviderState
from assistant.integrations.oauth import Providers
from assistant.jobs.context import Handler
from assistant.jobs.events import NeverBegun
from assistant.jobs.runtime import CONCURRENCY, DbosQueue
from assistant.library import service as library
from assistant.listens.events import PlayingSeen, SongHeard
from assistant.lyrics.events import LyricsChanged
from assistant.metadata import tasks as metadata_tasks
from assistant.playback import push
from assistant.playback import tasks as playback_tasks
from assistant.profiles import tasks as profiles_tasks
from assistant.sample import tasks as sample_tasks
from assistant.scrobbles import forwarding
from assistant.scrobbles import service as scrobbles
from assistant.scrobbles import tasks as scrobbles_tasks
from assistant.song_moods import service as song_moods
from assistant.song_moods import tasks as song_moods_tasks
from assistant.song_moods.events import SongChanged, SongGiven
from assistant.takeout import tasks as takeout_tasks
from vectorstore.base import VectorStore


def engine_token(settings: Settings) -> str:
    """The secret that web and worker share."""
    return settings.engine_token or load_token(settings.data_dir / "secrets", "engine.token")


def build(
    settings: Settings,
    *,
    engine: Engine | None = None,
    jobs: JobQueue | None = None,
    stamps: ModelStamps | None = None,
    clock: Clock = utc_now,
) -> Container:
    """Build a container.

    Args:
        settings: as read at the start.
        engine: the worker's own; by default a client that asks the worker.
        stamps: which model counts; by default the one of the settings.
        jobs: where jobs go; by default DBOS on the same database.
        clock: the time.
    """
    sql = make_engine(settings.sql_url)
    secrets = settings.data_dir / "secrets"
    limiter = RateLimiter(settings.redis_url)
    bus = EventBus()
    open_uow = make_open_uow(sql, jobs or DbosQueue(sql), bus, clock)
    seed = load_signing_key(secrets)
    vault = load_vault(secrets)
    context = AuthContext(
        settings=settings,
        signer=TokenSigner(seed),
        limiter=limiter,
        setup_code=load_token(secrets, "setup.code"),
        devices=DeviceMarks(seed, clock),
        vault=vault,
        providers=Providers(settings.sign_in_with, settings.upstream_timeout_s),
    )
    counting = stamps or stamped(analysis.stamps(settings.mood_choice))
    subscribe(bus, counting.mood)
    return Container(
        settings=settings,
        sql=sql,
        open_uow=open_uow,
        vault=vault,
        limiter=limiter,
        auth=context,
        authenticate=partial(identifying.identify, open_uow, context),
        stamps=counting,
        engine=engine or EngineClient(settings.engine_address, engine_token(settings)),
    )


def subscribe(bus: EventBus, mood_stamp: str) -> None:
    """Say who listens to which event; songs without words get moods under `mood_stamp`."""
    bus.subscribe(LyricsChanged, partial(song_moods.on_lyrics_changed, stamp=mood_stamp))
    bus.subscribe(GenresFound, partial(song_moods.on_genres_found, stamp=mood_stamp))
    bus.subscribe(SongChanged, lambda uow, e: index.note_change(uow, e.track_id, e.owner_key))
    bus.subscribe(TrackChanged, song_moods.on_track_changed)
    bus.subscribe(SongGiven, _into_library)
    bus.subscribe(Disconnected, push.on_disconnected)
    bus.subscribe(SongHeard, _heard_into_library)
    bus.subscribe(NeverBegun, imports.on_never_begun)
    bus.subscribe(NeverBegun, uploads.on_never_begun)
    bus.subscribe(LookupChanged, gathering.on_lookup_changed)
    bus.subscribe(NeverBegun, bringing.on_never_begun)
    bus.subscribe(PlayingSeen, scrobbles.on_playing_seen)
    bus.subscribe(StartedOver, lambda uow, event: connections.remove_all(uow, event.user_id))


def _into_library(uow: UnitOfWork, event: SongGiven) -> None:
    library.add(uow, event.user_id, [event.track_id], "manual")


def _heard_into_library(uow: UnitOfWork, event: SongHeard) -> None:
    library.add(uow, event.user_id, [event.track_id], "play")


def queues(store: VectorStore | None) -> list[str]:
    """The queues that a worker takes jobs from: without a store it leaves the index to others."""
    return [name for name in CONCURRENCY if name != "index" or store is not None]


def handlers(container: Container, store: VectorStore | None = None) -> dict[str, Handler]:
    """The handler of every kind of job.

    Args:
        container: the process's parts.
        store: the open vector store, in the process that owns it.
    """
    engine, stamps = container.engine, container.stamps
    found: dict[str, Handler] = {
        "auth.send_mail": partial(auth_tasks.send_mail, settings=container.settings),
        "auth.send_notice": partial(auth_tasks.send_notice, settings=container.settings),
        "imports.undo": imports_tasks.undo,
        "imports.tidy": partial(imports_tasks.tidy, folder=container.settings.data_dir / "imports"),
        "imports.read": partial(
            imports_tasks.read,
            folder=container.settings.data_dir / "imports",
            max_bytes=container.settings.lyrics_max_bytes,
        ),
        "sample.score": partial(
            sample_tasks.score, engine=engine, stamps=stamps, vault=container.vault
        ),
        "song_moods.score": partial(song_moods_tasks.score, engine=engine, stamps=stamps),
        "song_moods.score_waiting": partial(
            song_moods_tasks.score_waiting, engine=engine, stamps=stamps
        ),
    }
    found[polling.KIND] = partial(
        connections_tasks.import_plays, vault=container.vault, settings=container.settings
    )
    provider = ProviderState(pace=Pace(container.settings.lrclib_gap_s))
    for what in bringing.WHATS:
        found[bringing.kind_of(what)] = partial(
            connections_tasks.bring, vault=container.vault, settings=container.settings
        )
    found["profiles.analyse_recent"] = partial(
        profiles_tasks.analyse_recent, engine=engine, stamps=stamps, vault=container.vault,
        settings=container.settings, provider=provider,
    )  # fmt: skip
    found[gathering.FETCH] = partial(
        gathering_tasks.fetch, settings=container.settings, provider=provider
    )
    found[uploads.MATCH] = partial(
        gathering_tasks.match, max_bytes=container.settings.lyrics_max_bytes
    )
    found["metadata.look_up"] = partial(metadata_tasks.look_up, settings=container.settings)
    found["playback.push"] = partial(
        playback_tasks.push, vault=container.vault, settings=container.settings
    )
    found[forwarding.KIND] = partial(
        scrobbles_tasks.forward, vault=container.vault, settings=container.settings
    )
    data_dir = container.settings.data_dir
    found["takeout.export"] = partial(
        takeout_tasks.export, vault=container.vault, data_dir=data_dir
    )
    found["takeout.sweep"] = partial(takeout_tasks.sweep, data_dir=data_dir)
    keep = container.settings.index_keep
    if store is not None:
        found |= {
            "index.rebuild": partial(
                index_tasks.rebuild, store=store, stamps=container.stamps, keep=keep
            ),
            "index.activate": partial(index_tasks.activate, store=store, keep=keep),
            "index.check": partial(index_tasks.check, store=store, stamps=container.stamps),
            "index.compare": partial(index_tasks.compare, store=store),
            "index.drop": partial(index_tasks.drop, store=store),
        }
    return found
