"""Signing in with an account elsewhere: from the button to the provider and back."""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from assistant.accounts import service as accounts
from assistant.accounts.schemas import DisplayName
from assistant.auth import attempts, identities, joining, one_time, proving, rules, service
from assistant.auth.context import AuthContext
from assistant.auth.errors import proof_needed
from assistant.auth.factor_schemas import Proof as ShownProof
from assistant.auth.identity_schemas import OauthWish
from assistant.auth.passwords import Proof
from assistant.core.actor import Actor
from assistant.core.credentials import Seen
from assistant.core.errors import Conflict, Forbidden, RuleViolated, UpstreamError
from assistant.core.rate_limit import network_of
from assistant.core.sign_in_settings import SignInProvider
from assistant.core.unit_of_work import OpenUow, UnitOfWork
from assistant.integrations.oauth import Answer, Person
from assistant.models.identities import OauthAttempt

_NAME: TypeAdapter[str] = TypeAdapter(DisplayName)


@dataclass(frozen=True, slots=True)
class Begun:
    """An attempt: where the browser goes, and the secret for its cookie."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Entered:
    """Who came back.

    Attributes:
        proof: whose account it is here; None when it was linked, or who is signed in proved that it
            is them, and nobody is to be signed in.
        twofold: the provider asked for more than a password.
        proved_on: the page where who is signed in was asked to prove it; empty when they were not.
        mailed: the address is not known to be theirs, and what comes next is told to it by mail.
    """

    proof: Proof | None = None
    twofold: bool = False
    proved_on: str = ""
    mailed: bool = False


def begin(
    open_uow: OpenUow, context: AuthContext, seen: Seen, actor: Actor, key: str, wish: OauthWish
) -> Begun:
    """Begin to sign in, to link, or to prove that it is them, with a provider.

    Raises:
        NotFound: no such provider.
        Forbidden: linking needs a proof of who asks; a page of another site asked.
        RuleViolated: the set-up code is asked for; the password is wrong.
        Gone: the invitation, or the mailed link, is not good.
        RateLimited: too many tries.
        UpstreamError: the provider cannot be asked.
    """
    door = context.providers.get(key)
    _count(context, seen, "oauth_begin")
    if wish.link or wish.prove:
        _check_own_page(seen)
        if wish.link and wish.current_password is not None:
            shown = ShownProof(password=wish.current_password)
            proving.prove(open_uow, context, actor, shown)
    secret = attempts.new_secret()
    challenge = attempts.challenge_of(secret, context.settings, key)
    attempt = attempts.new(challenge, key, wish.time_zone)
    with open_uow(read=True) as uow:
        _allow(uow, context, seen, actor, wish, attempt)
    url = door.authorize_url(challenge, again=wish.prove is not None)
    with open_uow() as uow:
        attempts.keep(uow, attempt)
    return Begun(url, secret)


def finish(
    open_uow: OpenUow, context: AuthContext, seen: Seen, actor: Actor, key: str, answer: Answer
) -> Entered:
    """Take a provider's answer: sign in, make an account, link, or prove.

    Raises:
        RuleViolated: this browser began nothing; no address that an account could be made with.
        Forbidden: the person said no; no new accounts here.
        Conflict: the address has an account, or the account elsewhere is linked to another.
        UpstreamError: the provider is down, slow, or says what cannot be.
    """
    door = context.providers.get(key)
    _count(context, seen, "oauth_finish")
    with open_uow() as uow:
        attempt, challenge = attempts.take(uow, context.settings, seen, key, answer.state)
        now = uow.now
    if attempt.user_id is not None:
        attempts.fits(attempt, actor.user_id, actor.auth_session_id)
    door.check_issuer(answer.issuer)
    _check_answer(door.provider, answer)
    person = door.who(answer, challenge, now)
    if attempt.user_id is not None:
        with open_uow() as uow:
            if attempt.proof_page:
                _prove(uow, actor, person, door.provider)
            else:
                identities.link(uow, actor, person, door.provider)
        return Entered(proved_on=attempt.proof_page)
    with open_uow() as uow:
        owner = identities.find_owner(uow, person, door.provider)
    if owner is None:
        owner = _join(open_uow, context, seen, actor, attempt, person, door.provider)
    return Entered(owner, twofold=person.second_factor, mailed=owner is None)


def _prove(uow: UnitOfWork, actor: Actor, person: Person, provider: SignInProvider) -> None:
    """Let a fresh sign-in elsewhere prove that it is the actor.

    Raises:
        Conflict: whoever signed in there is somebody else here, or nobody.
        Forbidden: they signed in there long ago, as the provider says itself.
    """
    if person.signed_in_at is not None and uow.now - person.signed_in_at > rules.PROOF_LASTS:
        raise proof_needed()
    owner = identities.find_owner(uow, person, provider)
    if owner is None or owner.user_id != actor.require_own():
        raise Conflict(
            "proof_of_another",
            f"That account at {provider.name} is not linked to yours. Sign in there with the one "
            "that is.",
        )
    proving.note(uow, actor)


def _allow(
    uow: UnitOfWork, context: AuthContext, seen: Seen, actor: Actor, wish: OauthWish,
    attempt: OauthAttempt,
) -> None:  # fmt: skip
    """Let an attempt remember what its wish allows, or refuse the wish."""
    if wish.link:
        proving.require(uow, actor)
        attempt.user_id, attempt.auth_session_id = actor.user_id, actor.auth_session_id
    elif wish.prove:
        attempt.user_id, attempt.proof_page = actor.require_own(), wish.prove
        attempt.auth_session_id = actor.auth_session_id
        if attempt.auth_session_id is None:
            raise proof_needed()
    elif wish.join is not None:
        joining.follow(uow, attempt, wish.join)
    elif service.needs_setup(uow):
        service.check_setup_code(context, seen, wish.setup_code)
        attempt.is_set_up = True
    elif wish.invitation is not None and context.settings.registration == "invitation":
        attempt.invitation_id = one_time.look(uow, "invite", wish.invitation).id


def _join(
    open_uow: OpenUow, context: AuthContext, seen: Seen, actor: Actor, attempt: OauthAttempt,
    person: Person, provider: SignInProvider,
) -> Proof | None:  # fmt: skip
    """Make an account for a person who has none; of two at once one makes it and both have it.

    None where their address is not known to be theirs: then it gets a mail.
    """
    if actor.user_id is not None:
        raise Conflict(
            "identity_not_linked",
            f"This account at {provider.name} is linked to none here. Link it under Me.",
        )
    email = _address(person, provider)
    context.limiter.check(
        f"{context.settings.sign_ups_per_hour}/hour", "register", network_of(seen.address)
    )
    with open_uow() as uow:
        accounts.lock(uow)
        owner = identities.find_owner(uow, person, provider)
        if owner is not None:
            return owner
        first = service.needs_setup(uow)
        known = identities.is_confirmed(person, provider)
        mailed = not known and joining.shows(uow, attempt.joining_id, email)
        if not known and not mailed:
            _check_open(context, attempt, first=first)
            joining.ask(uow, context, attempt, email)
            return None
        if accounts.find_by_email_key(uow, accounts.email_key(email)) is not None:
            raise Conflict(
                "oauth_email_taken",
                f"This address has an account here. Sign in to it, then link {provider.name} "
                "under Me.",
            )
        _check_open(context, attempt, first=first)
        if context.settings.registration == "invitation" and not first:
            one_time.spend(uow, attempt.invitation_id)
        account = accounts.create(
            uow, email=email, display_name=_name(person, email), password_hash=None,
            role="admin" if first else "listener", time_zone=attempt.time_zone,
            by=Actor(address=seen.address),
        )  # fmt: skip
        if not identities.attach(uow, account.id, person, provider):
            raise Conflict("identity_taken", "Somebody linked this account just now. Start again.")
        identities.confirm_address(uow, account.id, person, provider)
        if mailed:
            joining.spend(uow, attempt.joining_id)
            accounts.mark_verified(uow, account.id, accounts.email_key(email))
        return Proof(account.id, None)


def _check_open(context: AuthContext, attempt: OauthAttempt, *, first: bool) -> None:
    registration = context.settings.registration
    if first:
        if not attempt.is_set_up:
            raise RuleViolated("setup_code_needed", "The first account needs the set-up code.")
    elif registration == "closed":
        raise Forbidden("registration_closed", "This server takes no new accounts.")
    elif registration == "invitation" and attempt.invitation_id is None:
        raise Forbidden(
            "invitation_needed", "New accounts need an invitation here. Ask an admin for a link."
        )


def _address(person: Person, provider: SignInProvider) -> str:
    """The address for a new account.

    Raises:
        RuleViolated: the provider told none.
    """
    if person.email is None:
        raise RuleViolated(
            "oauth_no_email",
            f"{provider.name} did not tell an e-mail address. Make an account with a password, "
            f"then link {provider.name} under Me.",
        )
    return person.email


def _name(person: Person, email: str) -> str:
    for wish in (person.name, email.partition("@")[0]):
        try:
            return _NAME.validate_python(wish[:80])
        except ValidationError:
            continue
    return "Listener"


def _check_answer(provider: SignInProvider, answer: Answer) -> None:
    if answer.error == "access_denied":
        raise Forbidden("oauth_denied", f"You did not allow it at {provider.name}.")
    if answer.error in ("temporarily_unavailable", "server_error"):
        raise UpstreamError("oauth_refused", f"{provider.name} has a problem. Try again later.")
    if answer.error or not answer.code:
        raise UpstreamError("oauth_refused", f"{provider.name} did not accept this sign-in.")


def _count(context: AuthContext, seen: Seen, what: str) -> None:
    context.limiter.check(
        f"{context.settings.sign_ins_per_minute}/minute", what, network_of(seen.address)
    )


def _check_own_page(seen: Seen) -> None:
    if seen.fetch_site not in ("", "same-origin", "none"):
        raise Forbidden("foreign_origin", "This request came from a page of another site.")
