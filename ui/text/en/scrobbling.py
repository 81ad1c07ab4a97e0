"""Words of the Scrobbling page."""

SUBTITLE = "Let your players and scrobblers report what you hear"
BACK = "All connections"

TOKEN = "A token for your programs"
TOKEN_BODY = (
    "A scrobble token lets a program report what you hear and read it back, and nothing else. "
    "It is shown this once. Give each program its own, so that one can be taken back alone."
)
TOKEN_NAME = "Player"
MAKE = "Make a token"
FRESH = "Scrobble token, shown this once"
KEPT = "I have it"
MADE = "Token made. Copy it now."
ADDRESS = "Address"
USER = "User name"
LASTFM = "Last.fm address"
REVOKE_HINT = "Take a token back under Me, Tokens for programs."

PLAYING = "Playing now"
PLAYING_NOTE = "live"
QUIET = "Nothing is reported as playing."
VIA = "by {client}"
A_PROGRAM = "a program"

PROGRAMS = "What your programs sent last"
NO_PROGRAMS = "No program has a token yet."
NEVER = "nothing came yet"
EXPIRED = "run out"
LINE = "{when}, {client}"

GUIDES = "Settings, program by program"
PASTE_TOKEN = "your scrobble token"
# Name, where its settings are, then (label, value): {origin}, {host} and {user} are put in.
CLIENTS = (
    (
        "Pano Scrobbler",
        "Settings, Services, ListenBrainz-compatible (custom)",
        (("API URL", "{origin}/"), ("Token", "{token}")),
    ),
    (
        "Navidrome",
        "The server's settings, then your personal settings: Scrobble to ListenBrainz",
        (("ND_LISTENBRAINZ_BASEURL", "{origin}/1/"), ("Token", "{token}")),
    ),
    (
        "Jellyfin",
        "Dashboard, Plugins, ListenBrainz",
        (("ListenBrainz API URL", "{origin}"), ("User token", "{token}")),
    ),
    (
        "multi-scrobbler",
        "Environment of its ListenBrainz client",
        (("LZ_URL", "{origin}/"), ("LZ_USER", "{user}"), ("LZ_TOKEN", "{token}")),
    ),
    (
        "Web Scrobbler",
        "Options, Accounts, ListenBrainz, Properties",
        (("API URL", "{origin}/1/submit-listens"), ("Token", "{token}")),
    ),
    (
        "mpdscribble",
        "mpdscribble.conf, a section [attune]",
        (("url", "{origin}/"), ("username", "{user}"), ("password", "{token}")),
    ),
)

FORWARD = "Pass it on"
FORWARD_BODY = (
    "What you scrobble here can go on to your accounts elsewhere: each listen once, later when a "
    "service is away, and never back to where it came from."
)
TARGETS = {"listenbrainz": "ListenBrainz", "lastfm": "Last.fm"}
STATES = {"off": "off", "connected": "connected", "reconnect": "its key is not taken any more"}
AS = "as {name}"
COUNTS = {"sent": "{n} sent", "waiting": "{n} waiting", "failed": "{n} not taken"}
UNCERTAIN = "{n} may have arrived"
SEND_AGAIN = "Send them again"
LEAVE = "Leave them"
CONNECT = "Connect"
CONNECT_ONE = "Connect {name}"
DISCONNECT = "Disconnect"
DISCONNECT_ONE = "Disconnect {name}"
LB_TOKEN = "User token"
LB_HINT = "On your ListenBrainz settings page"
FM_KEY = "API key"
FM_HINT = "Of an API account of your own at Last.fm"
FM_SECRET = "Shared secret"
FM_USER = "Your name there"
FM_PASSWORD = "Your password there"
FM_PASSWORD_HINT = "Opens a session once and is not kept"
CONNECTED = "Connected. What you scrobble from now on goes there too."
DISCONNECTED = "Disconnected. Nothing more goes there."
