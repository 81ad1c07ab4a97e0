"""Words of the card about personal tokens."""

TITLE = "Personal tokens"
BODY = (
    "A program shows a token instead of your password. It may do what you choose here and nothing "
    "else; nothing about passwords, sign-ins and tokens."
)
NONE = "No program has a token."
MAKE = "Make a token"
NOT_NOW = "Never mind"
NAME = "Name"
NAME_HINT = "What it is for, such as “Backup script”."
KIND = "For"
KINDS = {"api": "a program of mine", "scrobble": "a player that reports what I hear"}
SCROBBLE_HINT = "It reports what you hear and opens nothing else."
SCOPES = "It may"
SCOPE_WORDS = {
    "mood:read": "read moods and their statistics",
    "mood:write": "log, change and delete moods",
    "music:read": "read songs, lyrics, history and recommendations",
    "music:write": "change the library, lyrics, imports and corrections",
    "playback:read": "read the queue and what was sent to Spotify",
    "playback:write": "change the queue and send it to Spotify",
    "jobs:read": "see background work",
    "jobs:write": "stop background work",
    "account:read": "read profile, settings and preferences",
    "admin": "do on this server what an admin may do",
    "scrobble": "report what was heard",
}
LASTS = "Good for"
DAYS = {"30": "30 days", "90": "90 days", "365": "a year", "0": "until I revoke it"}
PASSWORD = "Your password"
FRESH = "Give this to the program now; it is shown this once"
KEPT = "I have kept it"
NEVER_USED = "never used"
USED = "used {when} from {place}"
UNTIL = "good until {when}"
ENDLESS = "no end"
RAN_OUT = "ran out {when}"
MADE = "made {when}"
REVOKE = "Revoke"
REVOKE_NAMED = "Revoke {name}"
REVOKED = "The token opens nothing any more"
SCOPE_MISSING = "Choose at least one thing it may do."
