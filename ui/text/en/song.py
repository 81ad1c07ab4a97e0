"""Words of the Song page."""

PLAY_NEXT = "Play next"
ADD = "Add to queue"
SIMILAR = "Similar"
REMOVE = "Remove"
REMOVE_TITLE = "Remove this song?"
REMOVE_BODY = "It leaves your library, and lyrics you gave it are deleted. What you played stays."

SAYS = "What the words say"
MINE = "For me this song is…"
MINE_NOTE = "only for you"
MINE_NONE = "Your word counts more than the score, for you alone."
MINE_SAID = {
    "angry": "Noted as angry for you. The words keep their own score.",
    "happy": "Noted as happy for you. The words keep their own score.",
    "sad": "Noted as sad for you. The words keep their own score.",
    "relaxed": "Noted as relaxed for you. The words keep their own score.",
}
MINE_GONE = "The song has its own mood again."
BASIS = "What this mood rests on"
BASIS_YOURS = "your word"
BASIS_PARTS = {
    "words": "Its words",
    "genre": "Tag “{tag}”",
    "artist": "Its artist’s “{tag}”",
    "you": "Your corrections",
}
BASIS_SAID = {
    "lyrics": "Read from the words alone: no tag of the song or its artist says more.",
    "tags": "No words speak for a mood here, so tags alone say it. Take it as a guess.",
    "both": "Words weigh most; tags of the song or its artist add a little.",
    "corrected": "You said what this song is for you. Nothing else counts.",
    "you": "Songs you corrected move it, for you alone.",
}
WHY = "Why it was recommended"

LYRICS = "Lyrics"
VIEWS = {"lines": "By line", "plain": "Plain"}
VIEW = "How lyrics are shown"
LEGEND = "Bar: how strongly the line speaks. Shape: for which mood."
PEAKS = {
    "angry": "The bold line speaks most for angry.",
    "happy": "The bold line speaks most for happy.",
    "sad": "The bold line speaks most for sad.",
    "relaxed": "The bold line speaks most for relaxed.",
}
REPLACE = "Replace lyrics"
PASTE = "Paste lyrics"
FORM_TITLE = "Lyrics of this song"
NO_LYRICS = "No lyrics yet."
NO_LYRICS_BODY = (
    "Without words tags can only give a guess. Paste them, and Attune reads them at once."
)
SILENT = "Nobody sings here."
SILENT_MARKED = "You said so. It is not asked about again."
MARK_SILENT = "Nobody sings in it"
NOT_SILENT = "It has words"
MARKED_SAID = "Noted as instrumental, for you"
UNKNOWN = "Unknown mood"

CLOSE_BY = "Close by in mood"
CLOSE_BY_NOTE = "words and feeling, not genre"
CLOSE_BY_NONE = "Nothing close yet. More songs with lyrics will bring some."
ALIKE = "alike"

MISSING_TITLE = "There is no such song."
MISSING_BODY = "It may have been removed, with the sample or by hand."
TO_LIBRARY = "Go to the library"

NEXT_SAID = "Plays next"
ALREADY_SAID = "It is in the queue already"
ADDED_SAID = "Added to the queue"
