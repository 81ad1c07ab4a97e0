"""Words of the audit log: who did what to what, from where, when."""

SUBHEADING = "Who did what, to what, from where. Nobody can change or remove a line."
ONLY_ADMINS = "This page is for admins."
ONLY_ADMINS_BODY = "What happened in your own account is on your own page."

FILTERS = "What to look at"
KIND = "Kind"
KINDS = {
    "": "everything",
    "sign_in": "sign-ins and sign-outs",
    "ways_in": "passwords, codes, passkeys",
    "permission": "roles, invitations, tokens",
    "secret": "secrets and connections",
    "export": "exports and deletions",
    "account": "accounts and profiles",
    "admin": "what admins do",
}
PERSON = "Person"
PERSON_HINT = "Letters of a name or address; or choose a name in the list."
NOBODY_FOUND = "Nobody here is called so."
ONLY = "Only the lines of this account"
ONLY_NOT = "Show everybody again"
FROM_DAY = "From"
TO_DAY = "To"
CLEAR = "Show everything"
DAY_WRONG = "The first day is after the last."
CSV = "Download as CSV"

WHEN = "When"
WHO = "Who"
WHAT = "What"
WHOM = "Whose account"
WHERE = "From where"
LINES = "Lines of the audit log"
TURN = "Newer and older lines"
NEWER = "Newer"
OLDER = "Older"

EMPTY = "Nothing of the kind was written down."
EMPTY_BODY = "Look at another kind, another person or more days."
FAILED_WHERE = "Audit log"
FAILED = "The log could not be read."
FAILED_BODY = "Nothing is lost. Try again; the server's log says more."
AGAIN = "Try again"

ATTUNE = "Attune"
COMMAND_LINE = "the command line"
STRANGER = "nobody signed in"
GONE = "deleted account {id}"
VIA = {
    "browser": "in a browser",
    "api": "by a program",
    "token": "by a personal token",
    "cli": "at the server",
    "job": "by itself",
}
ROLE = "{was} → {role}"
ENDED = ("{n} sign-ins ended", "1 sign-in ended")
# What only admins read, besides ui/text/en/my_data.py: the account that it is about is gone.
VERBS = {"account.deleted": "Account deleted"}
