"""Words about a listener's own data: taking it along, leaving, and what happened in the account."""

DATA = "Your data"
EXPORT_BODY = "Everything Attune keeps about you, as a zip of JSON and CSV. Only you can fetch it."
EXPORT = "Put my data together"
EXPORT_AGAIN = "Put it together anew"
EXPORT_DOWNLOAD = "Download all my data"
EXPORT_STATES = {"waiting": "It begins in a moment.", "running": "{done} of {total} records"}
EXPORT_UNTIL = "Ready until {when}"

LEAVE = "Delete the account"
LEAVE_BODY = (
    "Everything in it goes after two weeks. Until then you can sign in and keep it. "
    "All sign-ins end now."
)
LEAVE_PASSWORD = "Your password"
LEAVE_SURE = "Yes, delete everything"
LEAVE_NOT = "Never mind"
LEAVING = "This account and everything in it will be deleted on {when}."
KEEP = "Keep my account"
KEPT = "Your account stays"
SAMPLE = "The sample listener is shared. Make an account to keep data of your own."

ACTIVITY = "What happened in your account"
ACTIVITY_EMPTY = "Sign-ins and changes of your account will be listed here."
OLDER = "Show older ones"
BY = {
    "you": "",
    "somebody_else": "an admin",
    "attune": "Attune",
    "nobody_signed_in": "not signed in",
}
VERBS = {
    "account.made": "Account made",
    "account.changed": "Account changed",
    "account.deletion_asked": "Deletion asked for",
    "account.deletion_refused": "Deletion asked for with a wrong password",
    "account.kept": "Account kept",
    "account.locked": "Account locked",
    "account.role_changed": "Role changed",
    "account.unlocked": "Account unlocked",
    "catalogue.kept_apart": "Two entries of the catalogue kept apart",
    "catalogue.merged": "Entries of the catalogue merged",
    "catalogue.split": "An entry of the catalogue split",
    "catalogue.undone": "A change of the catalogue undone",
    "connection.app_changed": "Connection's app changed",
    "connection.made": "Connected",
    "connection.removed": "Disconnected",
    "email.verified": "E-mail address confirmed",
    "export.begun": "Export begun",
    "export.fetched": "Export downloaded",
    "identity.linked": "Account elsewhere linked",
    "identity.unlinked": "Account elsewhere unlinked",
    "import.for_everybody": "Import for everybody",
    "index.cancelled": "Index build cancelled",
    "index.check_asked": "Index checked",
    "index.dropped": "Index generation removed",
    "index.paused": "Index build paused",
    "index.rebuild_asked": "Index rebuilt",
    "index.resumed": "Index build resumed",
    "index.switch_asked": "Index switched",
    "invitation.made": "Invitation made",
    "invitation.revoked": "Invitation taken back",
    "job.cancelled": "Work stopped",
    "secrets.rotated": "Encryption key renewed",
    "secrets.keys_dropped": "Old encryption keys removed",
    "passkey.added": "Passkey added",
    "passkey.failed": "A passkey's answer did not hold",
    "passkey.refused": "A passkey was refused: it may have been copied",
    "passkey.removed": "Passkey removed",
    "passkey.renamed": "Passkey renamed",
    "passkey.used": "Passkey used",
    "metadata.switched": "Facts from MusicBrainz switched on or off",
    "mail.tested": "Test mail sent",
    "password.changed": "Password changed",
    "password.refused": "A wrong password was entered",
    "password.reset": "Password set anew",
    "password.reset_asked": "A link for a new password was asked for",
    "photo.changed": "Photo changed",
    "photo.removed": "Photo removed",
    "proof.given": "Password or code shown once more",
    "profile.changed": "Profile changed",
    "recovery_codes.renewed": "New recovery codes",
    "sample.loaded": "Sample loaded",
    "sample.removed": "Sample removed",
    "sign_in.done": "Signed in",
    "sign_in.failed": "A sign-in failed",
    "sign_in.reused": "A sign-in was ended: its token was used twice",
    "sign_out.done": "Signed out",
    "sign_out.elsewhere": "Signed out elsewhere",
    "sign_out.everywhere": "Signed out everywhere",
    "token.made": "Personal token made",
    "token.revoked": "Personal token revoked",
    "two_factor.disabled": "Codes of an app switched off",
    "two_factor.enabled": "Codes of an app switched on",
    "two_factor.failed": "A wrong code was entered",
    "two_factor.used": "A code was entered",
}
