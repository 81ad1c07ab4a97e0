"""Words of the page about a listener's Spotify."""

SUBTITLE = "What is read from Spotify, when, and what it cannot give"
BACK = "Back to Connections"

NOT_CONNECTED = "Spotify is not connected"
NOT_CONNECTED_BODY = (
    "Once it is, this page says when your plays are read, what came of it and what Spotify allows."
)
CONNECT = "Connect on the Connections page"

STANDING = "How it stands"
ACCOUNT_NOTE = "as {name}"
WORKS = "What works"
LACKS = "What does not"
NOTHING_WORKS = "Nothing for now: Spotify is not asked until its pause is over."
NOTHING_LACKS = "Nothing is missing."
TEST = "Test now"
TESTING = "Testing…"
RECONNECT = "Connect again"
DISCONNECT = "Disconnect"

POLLING = "Your plays"
POLLING_SWITCH = "Read what I play by itself"
POLLING_BODY = (
    "Attune asks Spotify for your last plays: every few minutes while you listen, seldom otherwise. "
    "They count in your history and statistics, and never train a model."
)
POLL_NOW = "Read now"
POLL_TITLE = "Reading what you played"
LAST = "Read last"
BROUGHT = "New plays then"
NEXT = "Reads next"
RHYTHM = "Rhythm now"
MINUTES = "about every {n} min"
NEVER = "not yet"
NOT_BY_ITSELF = "when you ask"
SOON = "in a moment"
PROBLEM = "{text} Attune tries again {when}."
PROBLEM_STILL = "{text}"
ON = "Your plays are read by themselves."
OFF = "Your plays are read only when you ask."

QUOTA = "Quota and pauses"
QUOTA_FREE = "Spotify may be asked now."
QUOTA_HELD = "{text} It is asked again {when}."
QUOTA_BODY = (
    "A pause that Spotify asks for holds for everybody who uses this app, also over a restart."
)

BRING = "Bring in"
BRING_NOTE = "the second time only what changed"
THINGS = {
    "playlists": (
        "Playlists",
        "Your own and collaborative ones, with their songs. Queues that Attune made stay out.",
        "Import playlists",
    ),
    "library": (
        "Library",
        "Which songs and albums you saved and whom you follow, among all that Attune knows by name.",
        "Import library",
    ),
    "top": (
        "What you hear most",
        "Spotify's lists of your top songs and artists: a month, half a year, a year.",
        "Import top items",
    ),
}
WAITS = "waits its turn"
BEGINS = "asking Spotify"
NEVER_BROUGHT = "Never brought in."
DONE = "{when}: {counts}."
DONE_NOTHING = "nothing to bring in"
HELD = "{text} It goes on by itself {when}."
FAILED = "{text}"
STOPPED = "Stopped {when}. What was in stays."
COUNTS = {
    "new": "{n} new",
    "changed": "{n} changed",
    "unchanged": "{n} as they were",
    "removed": "{n} gone",
    "not_yours": "{n} that Spotify does not show",
    "saved_track": "{n} saved songs",
    "saved_album": "{n} saved albums",
    "saved_artist": "{n} followed artists",
    "songs_new": "{n} songs new in your library",
    "top_short_term": "{n} of the last month",
    "top_medium_term": "{n} of half a year",
    "top_long_term": "{n} of a year",
}
BEGUN = "It has begun."
CANCELLED = "Stopped. What was in stays."

GAPS = "Known gaps"
GAPS_NONE = "None: every play between two looks was seen."
GAPS_BODY = (
    "More than 50 plays came between two looks, so those before them are lost at Spotify. "
    "A file of your history fills a gap."
)
GAP = "{start} to {end}"
GAP_FILLED = "{n} listens of it are known from elsewhere"
GAP_EMPTY = "nothing of it is known yet"
MORE_GAPS = "and {n} older"

PLAYLISTS = "Playlists here"
PLAYLISTS_NONE = "None yet. They come with “Import playlists”."
SONGS = ("{n} song", "{n} songs")
SONGS_OF = "{n} of {total} songs"
NOT_SHOWN = "{total} songs that Spotify does not show: it is somebody else's"
OURS = "made by Attune, not brought in"
MORE_PLAYLISTS = "and {n} more"

LIMITS = "What no app of your own can do"

DISCONNECT_TITLE = "Disconnect Spotify?"
DISCONNECT_BODY = "This is deleted here, along with its key and the client ID:"
DELETES = {
    "listens": ("{n} listen that only Spotify reported", "{n} listens that only Spotify reported"),
    "playlists": ("{n} playlist", "{n} playlists"),
    "songs": (
        "{n} song that came with them, unless you rated it or heard it elsewhere",
        "{n} songs that came with them, unless you rated them or heard them elsewhere",
    ),
    "top": ("{n} place among what you hear most", "{n} places among what you hear most"),
    "gaps": ("{n} known gap", "{n} known gaps"),
    "named": ("{n} name noted by Spotify's ids", "{n} names noted by Spotify's ids"),
}
DELETES_NOTHING = "Nothing besides: no play, playlist or song came from Spotify alone."
DISCONNECT_STAYS = "Moods, queues, ratings and what files and programs reported stay."
DISCONNECTED = "Spotify is disconnected."
