"""Words of the page of the people here: who may come in, and where mail goes."""

SUBHEADING = "Who is here, what each may do, and how others come in."
ONLY_STAFF = "This page is for those who look after the server."
ONLY_STAFF_BODY = "Moderators and admins see here who has an account. You miss nothing."
TITLE = "Coming in"
REGISTRATION = "New accounts"
REGISTRATIONS = {
    "open": "anybody who reaches this server",
    "invitation": "by invitation",
    "closed": "none",
}
MAIL_TITLE = "Mail"
MAIL = "Mail is"
MAIL_SERVER = "sent through {host}"
MAIL_OUTBOX = "written as files to {folder}"
SENDER = "Sender"
TRY_MAIL = "Send me a test mail"
TRIAL_ON_ITS_WAY = "On its way to {address} …"
TRIAL_SENT = "The mail server took it. Look into your mailbox."
TRIAL_LEFT = "It lies in the folder above."
TRIAL_FAILED = "It was not sent. {why}"
INVITE = "Invite somebody"
LINK = "Give this link to one person; it is shown this once"
OPEN = "Open invitations"
UNTIL = "good until {when}"
REVOKE = "Take back"
REVOKED = "The invitation is taken back"
