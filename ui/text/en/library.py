"""Words of the Library page."""

SUBTITLE = "{total} songs, {known} with a mood"
SUBTITLE_WAITING = "{total} songs, {known} with a mood, {waiting} waiting to be read"
SEARCH_HINT = "Title, artist or a line"
PASTE = "Paste lyrics"
PASTE_TITLE = "Paste lyrics"
PASTE_DONE = "What the words say"
TITLE = "Title"
ARTIST = "Artist"

FILTER = "Show songs that are"
ALL = "All"
UNKNOWN = "unknown"

SONG = "Song"
MOOD = "Mood in the words"
GENRE = "Genre"
YEAR = "Year"
PLAYS = "Plays"
PAGE = "Page"
EARLIER = "Earlier"
LATER = "Later"
RANGE = "{first} to {last} of {total}"

MAP = "Mood map"
MAP_NOTE = "drag a frame to filter"
MAP_SONGS = "songs"
MAP_QUEUE = "Make a queue"
CLEAR_FRAME = "Clear"

UNKNOWN_TITLE = "Unknown mood"
UNKNOWN_NONE = "Every song here has a mood."

NONE_FOUND = "No song fits."
NONE_FOUND_BODY = "Try fewer words, or look at all moods."
SHOW_ALL = "Show all songs"
EMPTY_LABEL = "Library, empty"
EMPTY_TITLE = "No songs yet. Lyrics make the first one."
EMPTY_BODY = (
    "Paste the words of a song and Attune reads their mood at once. "
    "Connect Spotify, and what you played lately appears here by itself."
)
EMPTY_CONNECT = "Connect Spotify"
