"""Owns the addresses of the dashboard's pages; everything that links uses these names."""

MOOD = "/"
LOG = "/log"
QUEUE = "/queue"
LIBRARY = "/library"
IMPORT = "/library/import"
LYRICS = "/library/lyrics"
HISTORY = "/history"
SONG = "/song/[track_id]"
STATS = "/stats"
CONNECTIONS = "/connections"
SCROBBLING = "/connections/scrobbling"
SPOTIFY = "/connections/spotify"
# Not "/index": Reflex takes that word for the first page.
INDEX = "/admin/index"
EVALUATION = "/admin/evaluation"
PEOPLE = "/admin/people"
AUDIT = "/admin/audit"
CATALOGUE = "/admin/catalogue"
ME = "/me"
ME_SETTINGS = "/me/settings"
ME_SECURITY = "/me/security"
ME_DATA = "/me/data"
SIGN_IN = "/sign-in"
SIGN_UP = "/sign-up"
SECOND_STEP = "/second-step"
# Links in mails lead to the last two: assistant/auth/letters.py.
FORGOT = "/forgot-password"
RESET = "/reset-password"
VERIFY = "/verify-email"

# Answered by the REST side, never by a page: native forms post here.
POST_SIGN_IN = "/api/v1/auth/browser-session"
POST_SECOND_STEP = "/api/v1/auth/browser-second-step"
POST_PASSKEY = "/api/v1/auth/browser-passkey"
POST_SIGN_UP = "/api/v1/auth/browser-register"
POST_SAMPLE = "/api/v1/auth/browser-sample"
POST_FORGOT = "/api/v1/auth/browser-forgot"
POST_RESET = "/api/v1/auth/browser-reset"
POST_VERIFY = "/api/v1/auth/browser-verify"
POST_CHANGE_PASSWORD = "/api/v1/auth/browser-change-password"  # noqa: S105 - an address
POST_SIGN_OUT = "/api/v1/auth/browser-sign-out"

# Files are sent here.
POST_IMPORT = "/api/v1/me/library/import"

# Files of lyrics are dropped here.
POST_LYRICS = "/api/v1/me/lyrics/files"

# Followed by the browser itself: downloads.
AUDIT_CSV = "/api/v1/admin/audit.csv"
HISTORY_CSV = "/api/v1/me/history.csv"
HISTORY_JSON = "/api/v1/me/history.json"
IMPORT_REPORT = "/api/v1/me/imports/{id}/report"
IMPORT_REFUSED = "/api/v1/me/imports/{id}/report?outcome=refused"
# Followed by the browser itself: leads on to the page of a provider of sign-ins.
OAUTH = "/api/v1/auth/oauth/{key}"

# A place in the song page: why its words have their mood.
WHY_WORDS = "why-words"

# Pictures, drawn by the web process.
COVER = "/covers/{track_id}.svg"


def oauth(key: str) -> str:
    """Return where signing in with a provider begins."""
    return OAUTH.format(key=key)


def log_day(day: str) -> str:
    """Return the address of one day's entries.

    Args:
        day: as an ISO date.
    """
    return f"{LOG}?day={day}"


def history_of_import(import_id: str) -> str:
    """Return the address of what one import brought to the history."""
    return f"{HISTORY}?import={import_id}"


def song(track_id: str) -> str:
    """Return the address of one song's page."""
    return SONG.replace("[track_id]", track_id)
