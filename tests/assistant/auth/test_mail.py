"""Mail through the durable job to a real SMTP server: TLS, sign-in, retries, refusals."""

import socket
import ssl
import stat
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from pydantic import ValidationError

from assistant import tls
from assistant.auth import mailing, tasks
from assistant.core.actor import SYSTEM
from assistant.core.settings import Settings
from assistant.jobs import service as jobs
from assistant.jobs.context import Handler, JobContext, execute
from assistant.jobs.schemas import JobView
from tests.support.app import App, make_app
from tests.support.letters import letters_in, link_in, secret_in

EMAIL = "mara@example.com"
MARA = {"email": EMAIL, "password": "harbour lamp at low water", "display_name": "Mara"}
SECRET = "mail account secret"


class Mailbox:
    """What a server took, and how it answers: replies given first, one a try."""

    def __init__(self, *replies: str) -> None:
        self.letters: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.tries = 0
        self._replies = list(replies)

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail, or answer as told."""
        self.tries += 1
        if self._replies:
            return self._replies.pop(0)
        content = envelope.content
        assert isinstance(content, bytes)
        self.letters.append(message_from_bytes(content, policy=policy.default))
        self.receivers += envelope.rcpt_tos
        return "250 OK"


@pytest.fixture
def serve(free_port: int) -> Iterator[Callable[..., int]]:
    """Starts an SMTP server for a mailbox; its port."""
    running: list[Controller] = []

    def start(mailbox: Mailbox, **options: Any) -> int:
        server = Controller(mailbox, hostname="127.0.0.1", port=free_port, **options)
        server.start()
        running.append(server)
        return free_port

    yield start
    for server in running:
        server.stop()


def attune(tmp_path: Path, url: str, port: int, **settings: Any) -> App:
    """An Attune that mails to a server, with a listener who just signed up."""
    values = {"smtp_security": "none", "smtp_timeout_s": 60, **settings}
    app = make_app(url, tmp_path, smtp_host="127.0.0.1", smtp_port=port, **values)
    app.client().post("/auth/register", json=MARA)
    return app


def send(app: App) -> JobView:
    """Run the one mail job, without waits between its tries; how it ended."""
    [job_id] = app.jobs.waiting
    app.jobs.waiting.clear()
    send_mail = partial(tasks.send_mail, settings=app.container.settings, waits_s=(0, 0))
    handlers: dict[str, Handler] = {"auth.send_mail": send_mail}
    execute(job_id, handlers, app.open_uow)
    with app.open_uow(read=True) as uow:
        return jobs.get(uow, SYSTEM, job_id)


def test_a_mail_reaches_its_receiver_and_its_link_works(
    tmp_path: Path, migrated_url: str, serve: Callable[..., int]
) -> None:
    box = Mailbox()
    app = attune(tmp_path, migrated_url, serve(box), mail_from="Attune <music@example.org>")
    ended = send(app)
    assert (ended.state, ended.result) == ("done", {"sent": 1})
    [letter] = box.letters
    assert box.receivers == [EMAIL]
    assert (letter["To"], letter["From"]) == (EMAIL, "Attune <music@example.org>")
    assert link_in(letter).startswith("http://127.0.0.1:3000/verify-email?token=")
    body = {"token": secret_in(letter), "password": MARA["password"]}
    answer = app.client().post("/auth/verify-email", json=body)
    assert answer.status_code == 204
    assert not app.container.settings.outbox_dir.exists()
    app.container.sql.dispose()


def test_a_server_that_says_later_is_asked_again(
    tmp_path: Path, migrated_sqlite_url: str, serve: Callable[..., int]
) -> None:
    box = Mailbox("451 later", "451 later")
    ended = send(attune(tmp_path, migrated_sqlite_url, serve(box)))
    assert (ended.state, box.tries, len(box.letters)) == ("done", 3, 1)


def test_one_that_goes_on_saying_later_fails_the_job_with_words(
    tmp_path: Path, migrated_sqlite_url: str, serve: Callable[..., int]
) -> None:
    box = Mailbox(*["451 later"] * 3)
    ended = send(attune(tmp_path, migrated_sqlite_url, serve(box)))
    assert (ended.state, ended.result, box.tries) == ("failed", {"code": "mail_unreachable"}, 3)
    assert EMAIL not in ended.message


def test_a_refusal_is_not_tried_again(
    tmp_path: Path, migrated_sqlite_url: str, serve: Callable[..., int]
) -> None:
    box = Mailbox("550 no such mailbox")
    ended = send(attune(tmp_path, migrated_sqlite_url, serve(box)))
    assert (ended.state, ended.result, box.tries) == ("failed", {"code": "mail_refused"}, 1)


def test_nobody_listening_fails_the_job(
    tmp_path: Path, migrated_sqlite_url: str, free_port: int
) -> None:
    ended = send(attune(tmp_path, migrated_sqlite_url, free_port))
    assert (ended.state, ended.result) == ("failed", {"code": "mail_unreachable"})


def test_a_server_that_never_answers_is_given_up(tmp_path: Path, migrated_sqlite_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        ended = send(attune(tmp_path, migrated_sqlite_url, port, smtp_timeout_s=0.2))
    assert (ended.state, ended.result) == ("failed", {"code": "mail_unreachable"})


def _keys(folder: Path) -> tuple[ssl.SSLContext, Path]:
    cert, key = tls.self_signed(folder, "127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context, cert


def _accept(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (
        b"attune",
        SECRET.encode(),
    )
    return AuthResult(success=right, handled=False)  # the server tells who is wrong


@pytest.mark.parametrize("password, state", [(SECRET, "done"), ("wrong", "failed")])
def test_starttls_with_an_account(
    tmp_path: Path, migrated_sqlite_url: str, serve: Callable[..., int], password: str, state: str
) -> None:
    context, cert = _keys(tmp_path / "tls")
    file = tmp_path / "smtp.password"
    file.write_text(password + "\n")
    box = Mailbox()
    port = serve(
        box, tls_context=context, require_starttls=True, authenticator=_accept, auth_required=True
    )
    ended = send(
        attune(
            tmp_path, migrated_sqlite_url, port, smtp_security="starttls", smtp_ca_file=cert,
            smtp_user="attune", smtp_password_file=file,
        )
    )  # fmt: skip
    assert ended.state == state
    assert len(box.letters) == (1 if state == "done" else 0)


def test_a_certificate_that_nobody_vouches_for_is_not_spoken_to(
    tmp_path: Path, migrated_sqlite_url: str, serve: Callable[..., int]
) -> None:
    context, _ = _keys(tmp_path / "tls")
    box = Mailbox()
    port = serve(box, tls_context=context, require_starttls=True)
    ended = send(attune(tmp_path, migrated_sqlite_url, port, smtp_security="starttls"))
    assert (ended.result, box.letters) == ({"code": "mail_refused"}, [])


def test_a_server_without_tls_gets_no_mail_unless_that_is_meant(
    tmp_path: Path, migrated_sqlite_url: str, serve: Callable[..., int]
) -> None:
    box = Mailbox()
    ended = send(attune(tmp_path, migrated_sqlite_url, serve(box), smtp_security="starttls"))
    assert (ended.result, box.letters) == ({"code": "mail_refused"}, [])


def test_a_password_never_goes_over_the_network_in_the_clear() -> None:
    with pytest.raises(ValidationError, match="smtp_security"):
        Settings(smtp_host="mail.example.org", smtp_security="none", smtp_user="attune")


def test_without_a_server_mails_are_files_that_only_the_owner_reads(sqlite_app: App) -> None:
    sqlite_app.client().post("/auth/register", json=MARA)
    sqlite_app.run_jobs()
    folder = sqlite_app.container.settings.outbox_dir
    [path] = folder.iterdir()
    [letter] = letters_in(folder)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "mara" not in path.name
    assert letter["To"] == EMAIL


def test_run_again_after_a_kill_the_newest_mail_counts(sqlite_app: App) -> None:
    sqlite_app.client().post("/auth/register", json=MARA)
    [job_id] = sqlite_app.jobs.waiting
    sqlite_app.run_jobs()
    [first] = letters_in(sqlite_app.container.settings.outbox_dir)
    with sqlite_app.open_uow() as uow:
        token_id = jobs.args_of(uow, job_id)[1]["one_time_token_id"]
    again = JobContext(job_id, None, {"one_time_token_id": token_id}, sqlite_app.open_uow)
    mailing.send(again, sqlite_app.container.settings, ())
    [second] = letters_in(sqlite_app.container.settings.outbox_dir)
    api = sqlite_app.client()
    codes = [
        api.post(
            "/auth/verify-email", json={"token": secret_in(letter), "password": MARA["password"]}
        ).status_code
        for letter in (first, second)
    ]
    assert codes == [410, 204]
