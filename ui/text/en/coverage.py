"""Words of the Lyrics page: how much has words, looking up, files."""

SUBTITLE = "How much of your music has words, and how to get the rest"
BACK = "Library"
PAGE = "Page"

COVERAGE = "Your music and its words"
BY = {"songs": "Songs", "plays": "Plays"}
BY_LABEL = "Count by"
STATES = {
    "found": "With lyrics",
    "language": "In a language not read yet",
    "instrumental": "Instrumental",
    "missing": "No lyrics found",
    "failed": "Could not be asked",
    "waiting": "Not asked yet",
}
ABOUT = {
    "found": "Attune has their words and reads them.",
    "language": "The words are here; the model does not know their language well enough.",
    "instrumental": "Nobody sings, so there is nothing to read.",
    "missing": "LRCLIB does not have them. Each is asked about again after two weeks.",
    "failed": "LRCLIB gave no answer that makes sense. They are tried again by themselves.",
    "waiting": "Nobody asked about them yet.",
}
UNITS = {"songs": "songs", "plays": "plays"}
SUMMARY = "{percent}% of your {unit} have lyrics"
SPOKEN = "{label}: {number} {unit}, {percent}%"
EMPTY_TITLE = "No songs yet."
EMPTY_BODY = "Songs you play, import or add appear here, with how their lyrics are."
EMPTY_ACTION = "Connect a player"

SONG = "Song"
PLAYS = "Plays"
WHAT = "What is known"
NONE = {
    "found": "No song has lyrics yet.",
    "language": "Every language here is read.",
    "instrumental": "No instrumental songs.",
    "missing": "LRCLIB has every song it was asked for.",
    "failed": "Every question got an answer.",
    "waiting": "Every song was asked about.",
}
OWN = "from you"
ASKED = "asked {when}"
AGAIN = "again {when}"
DUE = "again next time"
FAILED = {
    "lrclib_lied": "the answer made no sense",
    "lrclib_refused": "LRCLIB did not accept these names",
}
FAILED_OTHER = "no answer"
MARK = "Instrumental"
MARK_SPOKEN = "Mark as instrumental: {title}"
MARKED = "Marked as instrumental, for you"
UNMARK = "It has words"
UNMARK_SPOKEN = "Not instrumental: {title}"
UNMARKED = "The mark is gone."
RETRY = "Ask again"
RETRY_SPOKEN = "Ask LRCLIB again: {title}"
RETRY_ALL = "Ask about all of them again"
RETRIED = ("{n} song is asked about again.", "{n} songs are asked about again.")
RETRIED_NONE = "Nothing to ask again: LRCLIB was asked less than a day ago."

LOOK_UP = "Looking up at LRCLIB"
SWITCH = "Look up missing lyrics"
SWITCH_BODY = (
    "Sends title, artist, album and length of your songs to {host}, those you hear most first. "
    "Nothing about you. Each song is asked about once for all who have it here."
)
START = "Look up what is missing"
RESUME = "Go on"
PAUSE = "Pause"
JOB = "Looking up lyrics"
COUNTS = "{done} of {total} songs"
FILE_COUNTS = "{done} of {total} files"
STARTS = "waits its turn"
LAST = "Last asked {when}"
BLOCKED = "LRCLIB wants to be left alone until {when}"
NEXT = "Looks again {when}"
ON = "Lyrics are looked up from now on."
OFF = "Nothing is looked up any more. Lyrics already here stay."
PAUSED = "Paused. What was found stays."
ENDED = "Looking up ended"

FILES = "Your own files"
FILES_BODY = "Files of lyrics find their songs by what they say of themselves, then by their names."
FILES_NOTE = "only for you"
DROP = {
    "choose": "Choose .lrc or .txt files",
    "folder": "Choose a folder",
    "hint": "Or drop files, folders or a zip here. 8 MB at a time.",
    "sending": "Sending {n} files…",
    "failed": "The files could not be sent. Nothing was kept.",
    "too_large": "is too large",
    "none": "There is no .lrc, .txt or .zip in this.",
}
MATCHING = "Finding their songs"
UPLOADS = "Given before"
MATCHED = ("{n} found its song", "{n} found their songs")
UNDECIDED = ("{n} to decide", "{n} to decide")
REFUSED = ("{n} not read", "{n} not read")
DISMISSED = ("{n} left aside", "{n} left aside")
TAKE_OUT = "Take out"
TAKE_OUT_SPOKEN = "Take out what was given {when}"
TAKE_OUT_TITLE = "Take these lyrics out?"
TAKE_OUT_BODY = "The words these files brought are deleted here, and their moods with them."
TAKEN_OUT = "Taken out."

DECIDE = "Whose words are these?"
DECIDE_NOTE = ("{n} file", "{n} files")
LEAVE = "None of them"
LEAVE_SPOKEN = "Leave {name} aside"
OTHER = "Another song…"
OTHER_SPOKEN = "Choose another song for {name}"
CHOOSE_SPOKEN = "{name} is of {title} by {artist}"
CHOSEN = "Its words are kept"
LEFT = "Left aside."
SEARCH = "Title or artist"
SEARCH_NONE = "No song of yours fits."
NOT_READ = "Not read"
