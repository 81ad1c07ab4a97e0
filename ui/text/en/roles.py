"""Words of the card about who has an account here, and what each may do."""

TITLE = "Who is here"
BODY = (
    "Moderators see names and invite people. Admins run the server, too, and see what was written "
    "down. A change holds at once; the person gets a mail."
)
SEARCH = "Find by name or address"
ROLES = {"listener": "listener", "moderator": "moderator", "admin": "admin"}
ROLE_OF = "Role of {name}"
YOU = "you"
LEAVING = "leaving"
SINCE = "since {when}"
SEEN = "last seen {when}"
NEVER_SEEN = "never signed in"
SIGN_INS = ("{n} sign-ins open", "1 sign-in open")
MORE = "Show more"
ASK = "Make {name} a {role}?"
ASK_AN = "Make {name} an {role}?"
PASSWORD = "Your password"
SURE = "Change the role"
NOT_NOW = "Never mind"
CHANGED = "{name} is now {role}"
