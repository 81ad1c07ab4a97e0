"""A new key for tokens and notes: everything opens before, during and after, and nothing is lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet, InvalidToken

from assistant.core.actor import SYSTEM
from assistant.core.crypto import SecretUnreadable, Vault, load_vault
from assistant.core.errors import Conflict, Forbidden
from assistant.moods import service as moods
from assistant.moods.schemas import MoodIn
from assistant.resealing import repository, service
from tests.support.app import App

NOTES = [f"note {n}: the harbour at {n} o'clock ⚓" for n in range(7)]


@pytest.fixture
def kept(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """Somebody's notes, read in pages of three."""
    monkeypatch.setattr(repository, "PAGE", 3)
    mara = app.person("mara")
    for number, note in enumerate(NOTES):
        at = app.clock.at - timedelta(days=1 + number)
        entry = MoodIn(valence=0.5, arousal=0.5, note=note, recorded_at=at)
        with app.open_uow() as uow:
            moods.record(uow, app.container.vault, mara, entry)
    return app


def notes(app: App, vault: Vault) -> list[str]:
    [column] = [c for c in repository.sealed_columns() if c.name == "note_enc"]
    with app.open_uow(read=True) as uow:
        sealed = [row[0] for row in uow.db.execute(column.table.select().with_only_columns(column))]
    return sorted(vault.open(one) for one in sealed)


def test_every_sealed_column_is_found() -> None:
    found = {f"{c.table.name}.{c.name}" for c in repository.sealed_columns()}
    assert {"mood_entry.note_enc", "connection.secrets_enc"} <= found


def test_a_rotation_seals_everything_anew_and_the_old_key_is_dropped(kept: App) -> None:
    vault = kept.container.vault
    [old] = vault.keys()
    assert service.rotate(kept.open_uow, vault, SYSTEM) == len(NOTES)
    assert service.count(kept.open_uow, vault) == service.Counts(newest=len(NOTES))
    assert service.drop_old_keys(kept.open_uow, vault, SYSTEM) == 1
    [new] = vault.keys()
    assert new != old
    assert notes(kept, vault) == sorted(NOTES)
    with pytest.raises(InvalidToken):
        Fernet(old).decrypt(vault.seal("later"))


def test_a_rotation_that_was_killed_is_finished_with_its_own_key(
    kept: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = kept.container.vault
    replace, calls = repository.replace, []

    def dying(*args: object) -> bool:
        calls.append(args)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return replace(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(repository, "replace", dying)
    with pytest.raises(KeyboardInterrupt):
        service.rotate(kept.open_uow, vault, SYSTEM)
    monkeypatch.setattr(repository, "replace", replace)
    assert notes(kept, vault) == sorted(NOTES)
    assert service.count(kept.open_uow, vault) == service.Counts(newest=3, older=4)
    with pytest.raises(Conflict, match="4 secrets or notes still need an old key"):
        service.drop_old_keys(kept.open_uow, vault, SYSTEM)
    assert service.rotate(kept.open_uow, vault, SYSTEM) == 4
    assert len(vault.keys()) == 2
    assert service.drop_old_keys(kept.open_uow, vault, SYSTEM) == 1
    assert notes(kept, vault) == sorted(NOTES)


def test_another_process_opens_and_seals_with_the_new_key_without_a_restart(kept: App) -> None:
    other = load_vault(kept.container.settings.data_dir / "secrets")
    assert notes(kept, other) == sorted(NOTES)
    service.rotate(kept.open_uow, kept.container.vault, SYSTEM)
    assert kept.container.vault.is_newest(other.seal("from the other"))
    assert notes(kept, other) == sorted(NOTES)


def test_a_value_that_changes_meanwhile_keeps_what_was_written(
    kept: App,
) -> None:
    [column] = [c for c in repository.sealed_columns() if c.name == "note_enc"]
    with kept.open_uow() as uow:
        [(key, sealed), *_] = repository.page(uow.db, column, None)
        newer = kept.container.vault.seal("written meanwhile")
        assert repository.replace(uow.db, column, key, sealed, newer)
        assert not repository.replace(uow.db, column, key, sealed, b"an older text")
    assert "written meanwhile" in notes(kept, kept.container.vault)


def test_what_opens_with_no_key_stays_and_keeps_the_keys(kept: App) -> None:
    [column] = [c for c in repository.sealed_columns() if c.name == "note_enc"]
    foreign = Fernet(Fernet.generate_key()).encrypt(b"from another machine")
    with kept.open_uow() as uow:
        [(key, sealed), *_] = repository.page(uow.db, column, None)
        repository.replace(uow.db, column, key, sealed, foreign)
    vault = kept.container.vault
    assert service.rotate(kept.open_uow, vault, SYSTEM) == len(NOTES) - 1
    with pytest.raises(Conflict, match="open with no key at hand"):
        service.drop_old_keys(kept.open_uow, vault, SYSTEM)
    with pytest.raises(SecretUnreadable):
        notes(kept, vault)


def test_only_admins_change_keys(kept: App) -> None:
    before = kept.container.vault.keys()
    with pytest.raises(Forbidden):
        service.rotate(kept.open_uow, kept.container.vault, kept.person("nils"))
    with pytest.raises(Forbidden):
        service.drop_old_keys(kept.open_uow, kept.container.vault, kept.person("noor"))
    assert kept.container.vault.keys() == before


def test_the_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    vault = load_vault(tmp_path)
    vault.add_key()
    [file] = list(tmp_path.iterdir())
    assert (file.name, file.stat().st_mode & 0o777) == ("at-rest.key", 0o600)
