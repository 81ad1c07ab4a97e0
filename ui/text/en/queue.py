"""Words of the Queue page."""

EMPTY_HEADING = "Queue"
FIT = "Make it fit"
NOW = "Your mood now"
MAKE = "Make a new queue"
MAKING = "Making it…"
CLEAR = "Clear"
CLEAR_TITLE = "Clear this queue?"
CLEAR_BODY = "Its songs leave the queue here. What was already sent to Spotify stays there."
CLEARED = "The queue is empty."
REMOVED = "Removed from the queue"
LOCKED = "Locked in its place"
UNLOCKED = "Free to move"

NAMES_CHOSEN = {
    "angry": "Songs with some anger in them",
    "happy": "Happy songs",
    "sad": "Sad songs",
    "relaxed": "Relaxed songs",
}
NAMES_INTENT = {
    "stay": "Right where you are",
    "lift": "A lift from here",
    "calm": "Calmer from here",
    "let_out": "Letting it out",
    "focus": "Something to focus with",
}
NAME_NEUTRAL = "An even start"
NAME_CUSTOM = "Your own queue"
STAYS = "{at} all through"
WAY = "from {start} to {to}"
SUMMARY = "{way}. {n} {songs}, {minutes} min, ends about {end}"
ONE_SONG = "song"
BY_HAND = "You put it here."

SONGS = "Songs"
PLAYED = "Played"
SHOW = "Show"
HIDE = "Hide"
RIBBON = "From {start} to {to} in {n} songs: pleasant is the solid line, energy the dotted one"

WHY = "Why these"
WHY_NOTE = "adds up to the score"

SEND = "Send to Spotify"
TARGETS = {"spotify_queue": "Queue", "spotify_playlist": "Playlist", "file": "File"}
TARGET = "Where to send"
TARGET_NOTES = {
    "spotify_queue": "Songs are added to what plays on the player, one by one.",
    "spotify_playlist": "A private playlist of yours with these songs. Works without Premium.",
    "file": "A list of the songs, to keep or to open elsewhere.",
}
PLAYER = "Player"
PLAYER_ACTIVE = "Now playing"
NO_PLAYER = "No player is open. Open Spotify on a phone or speaker first."
LOOK = "Look for players"
LOOK_AGAIN = "Look again"
CHECK = "See what arrived"
OPEN_PLAYLIST = "Open the playlist"
FILE_HREF = "/api/v1/me/queue/push/{push_id}/file"
ROW_STATES = {
    "waiting": "",
    "sent": "Sent to Spotify, not seen there yet",
    "uncertain": "Uncertain: it may have arrived",
    "refused": "Spotify would not take it",
    "missing": "Not on Spotify; it stays here and in any file you save",
}
ROW_SEEN = {
    "spotify_queue": "In Spotify's queue",
    "spotify_playlist": "In the playlist",
    "file": "In the file",
}
FAILED_AT = "Queue, sending stopped"
SAFE = "{there} of {total} songs went through and are safe."
CODE = "Said: {code}"
FAILURES = {
    "spotify_no_device": (
        "Spotify sees no player to send to.",
        "Open Spotify on a phone or speaker, play anything for a second, then send the rest.",
    ),
    "spotify_premium_required": (
        "Only Premium accounts have a queue that can be added to.",
        "A private playlist works without it.",
    ),
    "spotify_reconnect": (
        "Spotify has ended the connection.",
        "Connect again under Connections, then send the rest.",
    ),
    "spotify_not_connected": (
        "Spotify is not connected any more.",
        "Connect it under Connections, or keep the queue as a file.",
    ),
    "spotify_quota_exceeded": (
        "Spotify's quota for your app is used up for now.",
        "It can last hours. Send the rest later.",
    ),
    "spotify_rate_limited": (
        "Spotify asks for a longer pause.",
        "Send the rest in some minutes.",
    ),
    "spotify_unavailable": (
        "Spotify does not answer.",
        "Send the rest when it does again.",
    ),
}
FAILURE_OTHER = (
    "Sending stopped before its end.",
    "Send the rest, or keep the queue another way.",
)
SEND_BUTTONS = {
    "spotify_queue": ("Send", "songs"),
    "spotify_playlist": ("Save", "songs as a playlist"),
    "file": ("Save", "songs to a file"),
}
SEND_LEFT = "Send what is not there yet"
SEND_NONE = "Nothing left to send"
SAVE_AGAIN = {"spotify_playlist": "Save another playlist", "file": "Save again"}
SEND_REST = "Send the other {n}"
STOP = "Stop"
STOPPED = "Stopped. What was sent stays sent."
SENT = {
    "spotify_queue": "{sent} of {total} sent",
    "spotify_playlist": "{sent} of {total} saved",
    "file": "{sent} of {total} saved",
}
SENT_TO = {
    "spotify_queue": "to Spotify's queue",
    "spotify_playlist": "into a private playlist",
    "file": "into a file",
}
SENT_SPOKEN = (
    "{seen} {there}, {sent} sent and not seen yet, {missing} not on Spotify, "
    "{uncertain} uncertain, {refused} refused, {waiting} waiting"
)
SEEN = {
    "spotify_queue": "Seen in the queue",
    "spotify_playlist": "In the playlist",
    "file": "In the file",
}
UNSEEN = "Sent, not seen yet"
MISSING = "Not on Spotify"
UNCERTAIN = "Uncertain"
REFUSED = "Refused"
WAITING = "Waiting"
ONCE = "Nothing is sent twice unless you ask."
UNCERTAIN_BODY = (
    "The answer was lost on the way, so these may or may not have arrived. "
    "Look at Spotify's queue before sending them again."
)
RETRY_UNCERTAIN = "Send the uncertain again"
DOWNLOAD = "Download the file"
NOT_CONNECTED = "Spotify is not connected."
NOT_CONNECTED_BODY = "The queue works without it. Connect to send it, or save a file."
CONNECT = "Connect Spotify"
AS_PLAYLIST = "Save as playlist"
AS_FILE = "Save a file"

HOW_NOW = "How now?"
HOW_NOW_BODY = "One tap when the queue ends. It teaches the next one."
HOW_NOW_SAID = "Noted. It counts for the next queue."

EMPTY_TITLE = "No queue yet. One tap makes it."
EMPTY_BODY = (
    "Attune looks for songs whose words fit your mood now, or one you choose, and says for each "
    "why it is there."
)
EMPTY_BUTTON = "Make a queue that fits"
NONE_TITLE = "There are no songs to choose from yet."
NONE_BODY = "A queue needs songs whose mood is known. Paste lyrics or connect Spotify first."
TO_LIBRARY = "Go to the library"
