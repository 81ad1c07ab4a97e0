"""Words for what a song's mood is, how sure that is, and why a song has none."""

REASONS = {
    "waiting": "Waiting to be read",
    "no_lyrics": "No lyrics found",
    "empty": "No words in them",
    "instrumental": "Instrumental",
    "too_short": "Too few words",
    "language_unknown": "A language not read yet",
}
REASON_OTHER = "Not read yet"
WHY_UNKNOWN = {
    "waiting": "The words are kept and are read as soon as the model is free.",
    "no_lyrics": "There are no words to read.",
    "empty": "There are no words in these lyrics.",
    "instrumental": "Nobody sings here, so there are no words to read.",
    "too_short": "There are too few words to tell a mood from.",
    "language_unknown": "The model does not know this language well enough to say.",
}
WHY_UNKNOWN_OTHER = "The model could not read a mood in these words."

# Each bound with what holds from there on.
CERTAIN = ((0.7, "clear"), (0.5, "fairly clear"), (0.0, "a guess"))
SIDE = ((0.35, "clear"), (0.15, "leaning"), (0.0, "hard to say"))
NOTE = "{mood} {percent}%, {certain}"
SENTENCE = "Pleasant {v}, {v_certain}. Energy {a}, a guess: words alone say little about energy."

GENRES = {"r&b": "R&B", "edm": "EDM"}  # those that do not begin like other words

BY_TAGS = "from tags, low confidence"
BY_TAGS_SHORT = "from tags"
PARTS = {
    "mood_fit": "Mood fit",
    "corrections": "Your corrections",
    "lyric_taste": "Your lyric taste",
    "liked": "You like it",
    "rested": "Fresh for you",
    "popular": "Widely heard",
    "variety": "Variety",
}
SHORT_PARTS = {
    "mood_fit": "mood",
    "corrections": "yours",
    "lyric_taste": "taste",
    "liked": "liked",
    "rested": "fresh",
    "popular": "known",
    "variety": "variety",
}
