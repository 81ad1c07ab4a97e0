"""Use cases of preferences: reading and changing what a listener chose."""

from assistant.accounts import service as accounts
from assistant.accounts.schemas import AccountChange
from assistant.core.actor import Actor
from assistant.core.columns import clean_text
from assistant.core.errors import RuleViolated
from assistant.core.unit_of_work import UnitOfWork
from assistant.models.accounts import UserSettings
from assistant.preferences import repository
from assistant.preferences.schemas import (
    THEMES,
    Notifications,
    Playback,
    PreferencesChange,
    PreferencesView,
    Privacy,
    SettingsChange,
    SettingsView,
)

_OF_ACCOUNT = frozenset({"time_zone", "language"})
_COLUMNS = frozenset({"explicit_ok"})
_TASTES = {
    "favourite_genres": ("genre", 1), "disliked_genres": ("genre", -1),
    "favourite_artists": ("artist", 1), "disliked_artists": ("artist", -1),
    "languages": ("language", 1),
}  # fmt: skip


def get_settings(uow: UnitOfWork, actor: Actor) -> SettingsView:
    """How Attune looks and behaves for the actor."""
    account = accounts.get_me(uow, actor)
    row = repository.find(uow.db, account.id) or UserSettings(user_id=account.id)
    theme = row.settings.get("theme")
    kept = row.settings.get
    return SettingsView(
        notifications=Notifications(**kept("notifications", {})),
        privacy=Privacy(**kept("privacy", {})), playback=Playback(**kept("playback", {})),
        theme=theme if theme in THEMES else "system",
        time_zone=account.time_zone, language=account.locale, explicit_ok=row.explicit_ok,
        sample_hidden=row.settings.get("sample_hidden") is True,
        prompts=row.settings.get("prompts") is not False,
    )  # fmt: skip


def change_settings(uow: UnitOfWork, actor: Actor, change: SettingsChange) -> SettingsView:
    """Change some of it; what is left out stays."""
    user_id = actor.require_user()
    wanted = change.model_dump(exclude_none=True)
    if _OF_ACCOUNT & wanted.keys():
        accounts.update_me(
            uow, actor, AccountChange(time_zone=change.time_zone, locale=change.language)
        )
    columns = {name: value for name, value in wanted.items() if name in _COLUMNS}
    kept = {n: value for n, value in wanted.items() if n not in _COLUMNS | _OF_ACCOUNT}
    if columns or kept:
        repository.change(uow.db, user_id, uow.now, columns, kept)
    return get_settings(uow, actor)


def get_preferences(uow: UnitOfWork, actor: Actor) -> PreferencesView:
    """What the actor likes in queues."""
    user_id = actor.require_user("account:read")
    row = repository.find(uow.db, user_id) or UserSettings(user_id=user_id)
    held = repository.tastes(uow.db, user_id)
    lists = {
        name: [taste.ref for taste in held if (taste.kind, taste.stance) == stands]
        for name, stands in _TASTES.items()
    }
    return PreferencesView(
        explicit_ok=row.explicit_ok, discovery=row.discovery, energy=row.energy, **lists
    )


def change_preferences(uow: UnitOfWork, actor: Actor, change: PreferencesChange) -> PreferencesView:
    """Change some of it; what is left out stays, and no energy lets the mood decide.

    Raises:
        RuleViolated: something is to be liked and disliked at once.
    """
    user_id = actor.require_user()
    given = change.model_dump(exclude_unset=True)
    columns = {n: value for n, value in given.items() if n == "energy" or value is not None}
    lists = {name: _distinct(columns.pop(name)) for name in _TASTES if name in columns}
    _refuse_both(lists)
    if columns:
        repository.change(uow.db, user_id, uow.now, columns, {})
    for name, refs in lists.items():
        kind, stance = _TASTES[name]
        repository.set_tastes(uow.db, user_id, kind, stance, refs)
    return get_preferences(uow, actor)


def _distinct(names: list[str]) -> list[str]:
    """Names as they are stored, each once, whatever its case."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(clean_text(name).casefold(), clean_text(name))
    return list(found.values())


def _refuse_both(lists: dict[str, list[str]]) -> None:
    for kind in ("genres", "artists"):
        liked = {name.casefold() for name in lists.get(f"favourite_{kind}", [])}
        both = [n for n in lists.get(f"disliked_{kind}", []) if n.casefold() in liked]
        if both:
            raise RuleViolated(
                "liked_and_disliked", f"{both[0]} cannot be liked and disliked at once.",
                pointer=f"/disliked_{kind}",
            )  # fmt: skip
