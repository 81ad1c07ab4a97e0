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
NO_PLAYER = "No player is open"
LOOK_AGAIN = "Look again"
SEND_BUTTONS = {
    "spotify_queue": ("Send", "songs"),
    "spotify_playlist": ("Save", "songs as a playlist"),
    "file": ("Save", "songs to a file"),
}
SEND_REST = "Send the other {n}"
STOP = "Stop"
STOPPED = "Stopped. What was sent stays sent."
SENT = "{sent} of {total} sent"
SENT_TO = "to {player}"
SENT_SPOKEN = (
    "{seen} seen in the queue, {sent} sent and not seen yet, {missing} not on Spotify, "
    "{uncertain} uncertain, {waiting} waiting"
)
SEEN = "Seen in the queue"
UNSEEN = "Sent, not seen yet"
MISSING = "Not on Spotify"
UNCERTAIN = "Uncertain"
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
