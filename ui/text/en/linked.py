"""Words of the card about accounts elsewhere that sign somebody in here."""

TITLE = "Linked accounts"
BODY = "An account that you link signs you in here as well. Nothing else of it is read."
NONE = "None yet."
LINK = "Link {name}"
UNLINK = "Unlink"
UNLINK_ONE = "Unlink {name}"
SINCE = "since {when}"
USED = "last used {when}"
OFF = "no longer offered here"
BEGIN = "Link an account"
LINKED = "It is linked."
UNLINKED = "Unlinked"

# By the code that the service answers with.
ERRORS = {
    "identity_taken": "That account is linked to another account here.",
    "identity_not_linked": "That account is linked to none here. Link it below.",
    "identities_full": "Unlink one of your linked accounts first.",
    "oauth_denied": "You did not allow it there. Nothing was linked.",
    "oauth_state": "That took too long, or began in another browser. Start again.",
    "oauth_timeout": "The other side did not answer in time. Try again.",
    "oauth_unavailable": "The other side cannot be reached now. Try again later.",
    "oauth_app_refused": "The other side does not accept this server. Tell the admin.",
    "proof_needed": "Show first that it is you.",
    "proof_of_another": "That account is not linked to yours. Sign in there with the one that is.",
    "too_many_requests": "Too many tries. Wait a minute, then try again.",
}
ERROR_OTHER = "That did not work. Nothing was linked; try again."
