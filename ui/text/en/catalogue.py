"""Words of the catalogue's page: what may be the same, merging, taking apart, undoing."""

SUBHEADING = "What everybody shares: songs, artists and albums that are here twice, or two in one."
ONLY_STAFF = "This page is for those who look after the server."
ONLY_STAFF_BODY = "Moderators and admins merge here what is in the catalogue twice."

KINDS = {"track": "Songs", "artist": "Artists", "album": "Albums"}
KIND = "What to look at"
SUSPECTS = "Maybe the same"
COUNT = ("{n} pairs", "1 pair")
SURELY = "{n} % alike"
PAIR = "{one} and {other}"
KEEP = "Keep this one"
KEEP_OF = "Keep {name}; the other one becomes it"
APART = "They are two"
APART_OF = "{one} and {other} are two"
OPEN = "Open"
OPEN_OF = "Open {name}"
MORE = "Show more"
NONE = "Nothing looks as if it were here twice."
NONE_BODY = "Pairs appear here when names, artists and lengths are alike, in any script."

BY_HAND = "By hand"
FIND = "Find by name"
FIND_HINT = "Choose one to take it apart, or two to make them one."
CHOOSE = "Choose"
CHOOSE_OF = "Choose {name}"
CHOSEN = "Chosen"
DROP_OF = "Do not choose {name}"
NOT_FOUND = "Nothing here is called so."

APART_TITLE = "Take {name} apart"
SPLIT_BODY = {
    "track": "Choose what belongs to another recording. Plays reported so go with it.",
    "artist": "Choose the songs of the other artist.",
    "album": "Choose the songs of the other album.",
}
PART_NAME = {
    "track": "Title of the other recording",
    "artist": "What tells the other artist from this one",
    "album": "Title of the other album",
}
IDENTIFIERS = "Identifiers"
NAMES = "Named by sources"
SONGS = "Songs"
SPLIT = "Take apart"
NOTHING_TO_SPLIT = "Sources gave it one name, and nothing else names it."

DONE = "Done so far"
DONE_NONE = "What is merged, taken apart or kept apart stands here, to be undone."
VERBS = {
    "merge": "{one} became {other}",
    "split": "{one} was taken out of {other}",
    "apart": "{one} and {other} are two",
}
UNDONE = "undone"
UNDO = "Undo"
UNDO_OF = "Undo: {what}"

MERGED = "Merged. All that refers to it followed."
KEPT_APART = "They stay two."
SPLIT_SAID = "Taken apart."
UNDONE_SAID = "Everything is as it was."
SONG_LINK = "Merge or take apart"
FACT_TRACKS = ("{n} songs", "1 song")

FACTS_TITLE = "Facts from MusicBrainz"
FACTS_BODY = (
    "Genres, release dates, identifiers and covers. MusicBrainz, ListenBrainz and the Cover Art"
    " Archive then learn which songs are on this server, one a second, never who hears them."
)
FACTS = {
    "found": "Found",
    "missing": "Not known there",
    "refused": "Answers without sense",
    "covers": "Covers",
    "waiting": "To be asked about",
}
FACTS_WORKING = "Asking now, the last heard first."
FACTS_START = "Ask MusicBrainz"
FACTS_STOP = "Stop asking"
FACTS_ON = "MusicBrainz is asked from now on."
FACTS_OFF = "Nothing is asked any more. What was learnt stays."
