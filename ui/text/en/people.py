"""Words of the admin's card about who may come in, and where mail goes."""

TITLE = "People"
REGISTRATION = "New accounts"
REGISTRATIONS = {
    "open": "anybody who reaches this server",
    "invitation": "by invitation",
    "closed": "none",
}
MAIL = "Mail"
MAIL_SERVER = "sent through {host}"
MAIL_OUTBOX = "written as files to {folder}"
INVITE = "Invite somebody"
LINK = "Give this link to one person; it is shown this once"
OPEN = "Open invitations"
UNTIL = "good until {when}"
REVOKE = "Take back"
REVOKED = "The invitation is taken back"
