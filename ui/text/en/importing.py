"""Words of the Import page, and what its formats, sources and reasons are called everywhere."""

SUBTITLE = "Bring the listening history you have elsewhere"
TO_IMPORT = "Import files"
TO_LIBRARY = "Library"

DROP = "Bring files"
DROP_NOTE = "what each is, its content says"
DROP_HINT = "JSON, CSV, JSON lines or zips of them, up to {size} each"
GIGA, MEGA = "{n} GB", "{n} MB"
DROP_BODY = (
    "Drop everything you have: the same file again adds nothing, and a play that two services "
    "report is counted once."
)
SAMPLE = "The sample listener is shared. Make an account to bring a history of your own."
REFUSED_FILE = "{name}: {why}"
NOT_TAKEN = "Not taken"
DISMISS = "I have read this"

PAST = "Your imports"
PAST_NOTE = "newest first"
EMPTY = "No file was imported yet."
EMPTY_BODY = "Each file will be listed here, with what became of every row."
OLDER = "Show older ones"
STATES = {
    "waiting": "waits its turn",
    "running": "being read",
    "undoing": "being undone",
    "done": "read",
    "failed": "could not be read",
    "cancelled": "stopped, what was read stays",
    "undone": "undone",
}
COUNTS = {
    "read": "Rows read",
    "added": "New",
    "merged": "Joined",
    "skipped": "Skipped",
    "refused": "Refused",
}
ROWS_REMOVED = "{n} reports of plays removed"
WHY = "Why rows were skipped or refused"
MENDED = "left out of its row, since it made no sense: {what}"
REPORT = "Report of every row"
IN_HISTORY = "In your history"
REFUSED_ROWS = "Refused rows"
UNDO = "Undo this import"
UNDO_TITLE = "Undo this import?"
UNDO_BODY = (
    "Everything that only {name} brought goes out of your history and library. What another "
    "source reported too stays, and so do songs you rated. You can import the file again."
)
UNDO_BUTTON = "Take it out"
UNDONE = "The import is taken out."
STOPPED = "Stopped. What was read stays; Undo takes it out."
BEGUN = "{name} has arrived."
READ = "{name} is read."
NOT_READ = "{name} could not be read."

NOTHING_KNOWN = (
    "Nothing in this file is a play or a song that Attune can read. The list beside says which "
    "exports it knows; a web page (HTML) or a picture is none of them."
)

FORMATS = {
    "spotify_extended": "Spotify, extended history",
    "spotify_account": "Spotify, account data",
    "youtube": "YouTube Music",
    "listenbrainz": "ListenBrainz",
    "maloja": "Maloja",
    "pano": "Pano Scrobbler",
    "lastfm": "Last.fm",
    "apple": "Apple Music",
    "plays": "a table of plays",
    "catalogue": "songs",
}
REASONS = {
    "already_here": "already here",
    "repeated": "twice in the file",
    "short": "played for less than 30 seconds and less than half",
    "future": "in the future",
    "playing_now": "playing then, not played yet",
    "podcast": "a podcast",
    "audiobook": "an audiobook",
    "private_session": "from a private session",
    "not_music": "not from YouTube Music",
    "removed_video": "a video that was removed",
    "not_a_play": "no play: a like, a pause and the like",
    "no_title": "no title",
    "no_artist": "no artist",
    "no_time": "no time",
    "no_listener": "plays without a listener",
    "name_too_long": "a name longer than 300 letters",
    "names_missing": "no title or no artist",
    "impossible_time": "a time that cannot be",
    "impossible_length": "a length that cannot be",
    "empty_row": "an empty row",
    "not_a_row": "not a row",
    "bad_json": "broken JSON",
    "bad_csv": "a broken line of CSV",
    "lyrics_too_long": "lyrics longer than can be taken",
    "lyrics_empty": "lyrics without words",
    "file_cut_short": "the file ends in the middle",
    "file_unreadable": "the file cannot be read",
    "bad_zip": "a damaged zip",
    "encrypted": "a zip with a password",
    "zip_in_zip": "a zip inside a zip: unpack the outer one",
    "too_many_files": "too many files in one zip",
    "too_large": "more than can be taken from one zip",
    "zip_bomb": "a zip that swells beyond reason",
}

HOW = "How to get your files"
HOW_NOTE = "each service has its own way"
# Name, what to do, what to know; the last may be empty.
WAYS = (
    (
        "Spotify, extended history",
        (
            "On spotify.com open Account, then Account privacy.",
            "Under Download your data choose Extended streaming history and confirm the mail.",
            "When Spotify writes, which may take a month, drop its zip here as it is.",
        ),
        "Everything since you signed up there, exact to the second.",
    ),
    (
        "Spotify, account data",
        (
            "On the same page choose Account data; it takes a few days.",
            "Drop the zip here. The files StreamingHistory are the ones that count.",
        ),
        "Only the last year, exact to the minute. It joins the extended history without doubling.",
    ),
    (
        "Last.fm",
        (
            "Last.fm has no export of its own: use a tool that reads your scrobbles.",
            "Drop its JSON pages as Last.fm's API writes them, or a CSV of artist, song and time.",
        ),
        "",
    ),
    (
        "ListenBrainz",
        (
            "On listenbrainz.org open Settings, then Export data.",
            "Drop the zip; it holds one file of JSON lines a month.",
        ),
        "",
    ),
    (
        "Apple Music",
        (
            "On privacy.apple.com ask for a copy of Apple Media Services information.",
            "Unpack it until you find Apple Music Play Activity.csv, and drop that.",
        ),
        "Apple packs zips into zips, which are not opened here.",
    ),
    (
        "YouTube Music",
        (
            "On takeout.google.com choose YouTube and YouTube Music, and only history.",
            "Change the history's format from HTML to JSON, then drop the zip.",
        ),
        "Only what was played in YouTube Music is taken.",
    ),
    (
        "Maloja, Pano Scrobbler, Libre.fm",
        (
            "Maloja: Admin, then Export: a JSON file.",
            "Pano Scrobbler: Settings, then Export: JSON lines.",
            "Libre.fm: your profile's CSV of scrobbles.",
        ),
        "",
    ),
    (
        "Anything else",
        (
            "A CSV, JSON or JSON lines file with song, artist and the time of each play.",
            "Or songs alone: title, artist and, where you have them, album, year, genres, lyrics.",
        ),
        "The first row of a CSV says which column is which.",
    ),
)

DROPPED = "What is left out"
DROPPED_BODY = (
    "Spotify writes your internet address, country and account name beside each play. "
    "Attune reads past them: they are stored nowhere."
)
DROPPED_POINTS = (
    "Kept of a play: what, when, how long, on what kind of device, and how it began and ended.",
    "Private sessions, podcasts and audiobooks are passed over.",
    "The file itself is deleted here as soon as it is read, stopped or refused.",
    "Nothing of it leaves this server.",
)
