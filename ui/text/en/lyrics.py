"""Words of the form that takes lyrics, on Library and Song."""

FIELD = {
    "lyrics": "Lyrics",
    "placeholder": "Paste the words here, one line below the other",
    "choose": "Choose a .lrc or .txt file",
    "hint": "They stay on this machine.",
    "read": "Read from",
    "guessed": "Look at its letters: the file does not say how they are written.",
    "too_large": "This file is too large for lyrics. Nothing was read.",
    "too_long": "That is more than the words of one song. Nothing was cut; shorten it first.",
    "not_text": "This file is no text. Nothing was read.",
}
SCORE = "Read the mood"
SCORING = "Reading…"
LOUDEST = "Speaks most:"
LINES = "The words, line by line"
OPEN = "Open the song"
