"""REST of forgotten and changed passwords, confirmed addresses, and invitations."""

from uuid import UUID

from fastapi import APIRouter, Response, status

from assistant.auth import cookies, invitations, mailing, recovering, trial_mail, verifying
from assistant.auth.edge import ContextDep
from assistant.auth.schemas import (
    Confirmation,
    EmailOnly,
    InvitationMade,
    InvitationView,
    InvitationWish,
    MailState,
    PasswordChange,
    PasswordReset,
)
from assistant.core.http import ActorDep, OpenUowDep, SeenDep, UowDep
from assistant.jobs.schemas import JobStarted

router = APIRouter(prefix="/auth", tags=["Auth"])


@router.post("/forgot-password", status_code=status.HTTP_202_ACCEPTED)
def forgot_password(
    open_uow: OpenUowDep, context: ContextDep, seen: SeenDep, data: EmailOnly
) -> None:
    """Ask for a link to a new password. The answer is the same whether there is an account."""
    recovering.forgot(open_uow, context, seen, data)


@router.post("/reset-password", status_code=status.HTTP_204_NO_CONTENT)
def reset_password(
    open_uow: OpenUowDep,
    context: ContextDep,
    seen: SeenDep,
    response: Response,
    data: PasswordReset,
) -> None:
    """Choose a new password by the mailed link's token. All sign-ins of the account end."""
    account = recovering.reset(open_uow, seen, data)
    cookies.mark(response, context, account.email)


@router.put("/change-password", status_code=status.HTTP_204_NO_CONTENT)
def change_password(
    open_uow: OpenUowDep, context: ContextDep, actor: ActorDep, data: PasswordChange
) -> None:
    """Change your password. Your other sign-ins end."""
    recovering.change(open_uow, context, actor, data)


@router.post("/send-verification-email", status_code=status.HTTP_202_ACCEPTED)
def send_verification_email(uow: UowDep, context: ContextDep, actor: ActorDep) -> None:
    """Have a link mailed to you that confirms your address."""
    verifying.send(uow, context, actor)


@router.post("/verify-email", status_code=status.HTTP_204_NO_CONTENT)
def verify_email(
    open_uow: OpenUowDep, context: ContextDep, actor: ActorDep, seen: SeenDep, data: Confirmation
) -> None:
    """Confirm an address by the mailed link's token.

    The link shows whose the address is, not who made the account: be signed in to it, or give its
    password. Who did neither chooses a new password by mail, which removes what was added before.
    """
    verifying.verify(open_uow, context, actor, seen, data)


@router.post("/invitations", status_code=status.HTTP_201_CREATED)
def create_invitation(
    uow: UowDep, context: ContextDep, actor: ActorDep, wish: InvitationWish
) -> InvitationMade:
    """Make a link by which one account can be made (moderators, admins). It is shown this once."""
    return invitations.create(uow, actor, context.settings, wish)


@router.get("/invitations")
def list_invitations(uow: UowDep, actor: ActorDep) -> list[InvitationView]:
    """See the invitations that nobody used yet (moderators and admins)."""
    return invitations.list_open(uow, actor)


@router.delete("/invitations/{invitation_id}", status_code=status.HTTP_204_NO_CONTENT)
def revoke_invitation(uow: UowDep, actor: ActorDep, invitation_id: UUID) -> None:
    """Take back an invitation that nobody used yet (moderators and admins)."""
    invitations.revoke(uow, actor, invitation_id)


@router.get("/mail")
def get_mail_state(actor: ActorDep, context: ContextDep) -> MailState:
    """See where mail goes: to a server, or as files into a folder (admins)."""
    return mailing.mail_state(actor, context.settings)


@router.post("/mail/test", status_code=status.HTTP_202_ACCEPTED)
def send_test_mail(uow: UowDep, actor: ActorDep) -> JobStarted:
    """Have a mail sent to your own address, to see whether mails arrive (admins)."""
    return trial_mail.order(uow, actor)
