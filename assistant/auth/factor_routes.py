"""REST of the second factor: on, off, recovery codes, and fresh proofs."""

from typing import Any

from fastapi import APIRouter, status

from assistant.auth import passkey_answers, proving, two_factor
from assistant.auth.edge import ContextDep
from assistant.auth.factor_schemas import (
    AppSetup,
    CodeOnly,
    MaybePassword,
    Proof,
    ProofWays,
    RecoveryCodes,
    TwoFactorOff,
    TwoFactorState,
)
from assistant.core.http import ActorDep, OpenUowDep, UowDep

router = APIRouter(prefix="/auth", tags=["Auth"])


@router.get("/2fa")
def get_two_factor(uow: UowDep, actor: ActorDep) -> TwoFactorState:
    """See whether your second factor is on, and how many recovery codes are left."""
    return two_factor.get_state(uow, actor)


@router.post("/2fa/enable")
def enable_two_factor(
    open_uow: OpenUowDep, context: ContextDep, actor: ActorDep, data: MaybePassword
) -> AppSetup:
    """Begin: get a secret for an authenticator app. It counts once `/auth/2fa/verify` saw a code.

    Needs your password, unless you signed in less than ten minutes ago.
    """
    return two_factor.enable(open_uow, context, actor, data)


@router.post("/2fa/verify")
def verify_two_factor(
    uow: UowDep, context: ContextDep, actor: ActorDep, data: CodeOnly
) -> RecoveryCodes:
    """Turn the second factor on by a first code. Answers with recovery codes, this once."""
    return two_factor.verify(uow, context, actor, data)


@router.post("/2fa/disable", status_code=status.HTTP_204_NO_CONTENT)
def disable_two_factor(
    open_uow: OpenUowDep, context: ContextDep, actor: ActorDep, data: TwoFactorOff
) -> None:
    """Turn the second factor off, by your password and a code or recovery code."""
    two_factor.disable(open_uow, context, actor, data)


@router.post("/2fa/recovery-codes")
def renew_recovery_codes(uow: UowDep, actor: ActorDep) -> RecoveryCodes:
    """Get new recovery codes, this once; the old ones are void. Needs a fresh proof."""
    return two_factor.renew_codes(uow, actor)


@router.post("/proof", status_code=status.HTTP_204_NO_CONTENT)
def prove(open_uow: OpenUowDep, context: ContextDep, actor: ActorDep, data: Proof) -> None:
    """Show a password, a code or a passkey: this sign-in may change factors for ten minutes."""
    proving.prove(open_uow, context, actor, data)


@router.get("/proof")
def get_proof_ways(uow: UowDep, context: ContextDep, actor: ActorDep) -> ProofWays:
    """See whether you need to prove that it is you, and what you can prove it by."""
    return proving.ways(uow, context, actor)


@router.post("/proof/passkey-options")
def begin_passkey_proof(uow: UowDep, context: ContextDep, actor: ActorDep) -> dict[str, Any]:
    """Get what `navigator.credentials.get` needs to prove by a passkey of yours that it is you."""
    return passkey_answers.begin_proving(uow, context, actor)
