"""Words shared by every page: names of things, the frame, states and controls."""

BRAND = "Attune"
SKIP = "Skip to the content"
NAV = "Main"

PAGES = {
    "mood": "Mood",
    "queue": "Queue",
    "library": "Library",
    "import": "Import",
    "history": "History",
    "stats": "Stats",
    "connections": "Connections",
    "scrobbling": "Scrobbling",
    "spotify": "Spotify",
    "lyrics": "Lyrics",
    "index": "Index",
    "evaluation": "Evaluation",
    "people": "People",
    "catalogue": "Catalogue",
    "audit": "Audit log",
    "me": "Me",
    "song": "Song",
    "log": "Mood log",
}

MOODS = {"angry": "Angry", "happy": "Happy", "sad": "Sad", "relaxed": "Relaxed"}
EVEN = "Even"
UNKNOWN_MOOD = "Unknown"
YOURS = "yours"
SHARE_UNIT = "%"

EXPLICIT = "explicit"
SAMPLE = "sample"
SANDBOX = "sandbox"
SAMPLE_NOTE = "songs, gone with one click"
SAMPLE_REMOVE = "Remove the sample"
SAMPLE_REMOVE_TITLE = "Remove the sample library?"
SAMPLE_REMOVE_BODY = (
    "Its songs, listens and mood entries go away, and nothing else. "
    "An admin can load it again later."
)
SAMPLE_HIDE = "Hide the sample"
SAMPLE_HIDE_TITLE = "Hide the sample library?"
SAMPLE_HIDE_BODY = (
    "Its songs leave your library and your queues. You can show them again on your own page."
)
SAMPLE_HIDDEN = "The sample is out of sight."
SAMPLE_LISTENER_NOTE = "a made-up listener"
SAMPLE_REMOVED = "The sample is gone."
SANDBOX_NOTE = "Spotify, played locally"

THEME = "Theme"
THEME_NEXT = {
    "dark": "Theme is dark. Switch to light",
    "light": "Theme is light. Switch to what the system uses",
    "system": "Theme follows the system. Switch to dark",
}
THEME_NAMES = {"dark": "Dark", "light": "Light", "system": "System"}

LEAVING = "Your account will be deleted on {when}."
KEEP_IT = "Keep it"
WARMING = "The mood model is waking up. You can log moods; scoring follows in a moment."
OFFLINE = "No connection to Attune. Trying again; nothing you saved is lost."
NOT_VALID = "That cannot be taken like this. Look at it again."
UNEXPECTED = "That did not work."
UNEXPECTED_DETAIL = "Nothing was changed. The server's log says more."
NOW_PLAYING = "Current queue"
OPEN_QUEUE = "Open the queue"

SIGN_OUT = "Sign out"
SIGN_IN = "Sign in"
SIGN_UP = "Make an account"
CANCEL = "Cancel"
CLOSE = "Close"
UNDO = "Undo"
MORE = "More"
EDIT = "Edit"
DELETE = "Delete"
SAVE = "Save"
SEARCH = "Search"
CHOOSE_FILE = "Choose a file, or drop it here"
CHOOSE_FILES = "Choose files, or drop files, zips or a folder here"
SENDING_FILE = "Sending"
FILE_ARRIVING = "sent, being stored"
FILES_WAITING = "{n} more to send"
STOP_SENDING = "Stop sending"
STAY_WHILE_SENDING = "Stay on this page until it is sent. It is read without you."
FILE_TOO_LARGE = "That file is too large."
FILE_FAILED = "The file did not arrive. Nothing was changed; try again."
TOO_LONG = "{n} too many."
LOADING = "Loading"
CRASHED_TITLE = "This page stopped working."
CRASHED_BODY = "What you saved is safe. Load the page again to go on."
RELOAD = "Load again"

CONTRIBUTIONS = "Why this song: parts of the score"
MORE_ABOUT = "More actions for"
OF = "of"
NOT_FOUND_TITLE = "There is no such page."
NOT_FOUND_BODY = "The address may be old, or mistyped."
NOT_FOUND_BUTTON = "Go to Mood"

REMOVE = "Remove"
LOCKED = "locked"
LOCK = "Lock in place"
UNLOCK = "Unlock"
MOVE_UP = "Move up"
MOVE_DOWN = "Move down"
DRAG = "Move"
MOVING = {
    "how": "Space lifts the song, the arrows move it, Space puts it down, Escape leaves it there.",
    "lifted": "{title} is lifted.",
    "place": "Place {at} of {of}.",
    "dropped": "Put down at place {at} of {of}.",
    "cancelled": "{title} stays where it was.",
}
QUEUE_LIST = "Songs, in the order they play"
SCORE = "score"

PLEASANT = "pleasant"
ENERGY = "energy"
PLEASANT_LINE = "solid line"
ENERGY_LINE = "dotted line"

COPY = "Copy"
COPIED = "Copied"
SONGS = "songs"
