"""Words of the Mood page."""

GREETINGS = {
    "morning": "Good morning",
    "day": "Good afternoon",
    "evening": "Good evening",
    "night": "Still up",
}
DATE_LINE = "{day} {date}, {time}"
ASK_IN_WORDS = "Ask for music in words"

PAD_LABEL = (
    "Mood pad. Left is unpleasant, right is pleasant; up is high energy, down is low. "
    "Arrow keys move, Shift moves further, Enter logs, U takes it back."
)
HOW = "How are you?"
HIGH_ENERGY = "high energy"
LOW_ENERGY = "low energy"
PLEASANT = "pleasant"
UNPLEASANT = "unpleasant"
SLIGHTLY = "slightly"
VERY = "very"
EVEN = "even"

STEPS_LABEL = "Five steps"
STEPS = ("Rough", "Low", "Even", "Good", "Great")
HINT_TAP = "One tap logs:"
HINT_STEPS = "steps"
HINT_PAD = "With the pad chosen (Tab):"
HINT_MOVE = "move,"
HINT_LOGS = "logs"
HINT_UNDO = "undo"
MORE_EXACT = "More exact"

SHEET_TITLE = "More exact"
SHEET_EDIT_TITLE = "Change this entry"
SLIDER_PLEASANT = "Pleasant"
SLIDER_ENERGY = "Energy"
WORDS_LABEL = "Words for it, as many as fit"
ACTIVITIES_LABEL = "What was going on"
NOTE_LABEL = "Note"
NOTE_HINT = "Only you can read it."
WHEN_LABEL = "When"
WHEN_HINT = "Leave empty for now; any time in the past is fine."
NOTE_LONG = "That note is too long."
PLACE_WRONG = "That is no place on the pad."
WHEN_WRONG = "That is no date and time."
LOG_THIS = "Log this mood"
SAVE_CHANGE = "Save the change"
CANCEL = "Cancel"

# The keys are those of the product's vocabulary; these are only their words.
FEELINGS = {
    "angry": {
        "restless": "Restless",
        "edgy": "Edgy",
        "annoyed": "Annoyed",
        "worried": "Worried",
        "tense": "Tense",
        "resentful": "Resentful",
        "frustrated": "Frustrated",
        "overwhelmed": "Overwhelmed",
        "stressed": "Stressed",
        "furious": "Furious",
    },
    "happy": {
        "hopeful": "Hopeful",
        "amused": "Amused",
        "bright": "Bright",
        "proud": "Proud",
        "playful": "Playful",
        "cheerful": "Cheerful",
        "inspired": "Inspired",
        "energetic": "Energetic",
        "delighted": "Delighted",
        "excited": "Excited",
    },
    "sad": {
        "disappointed": "Disappointed",
        "hurt": "Hurt",
        "homesick": "Homesick",
        "lonely": "Lonely",
        "down": "Down",
        "bored": "Bored",
        "flat": "Flat",
        "heavy": "Heavy",
        "tired": "Tired",
        "numb": "Numb",
    },
    "relaxed": {
        "grateful": "Grateful",
        "tender": "Tender",
        "content": "Content",
        "at_ease": "At ease",
        "unhurried": "Unhurried",
        "cosy": "Cosy",
        "rested": "Rested",
        "calm": "Calm",
        "dreamy": "Dreamy",
        "peaceful": "Peaceful",
    },
}
ACTIVITIES = {
    "work": "Work",
    "study": "Study",
    "commuting": "Commuting",
    "walk": "A walk",
    "sport": "Sport",
    "cooking": "Cooking",
    "chores": "Chores",
    "reading": "Reading",
    "friends": "Friends",
    "rest": "Rest",
}

NOW = "Now, probably"
NOW_UNKNOWN = "Nothing to go by yet"
NOW_UNKNOWN_DETAIL = "Log a mood with one tap; the next queue starts from there."
CERTAINTY = ("a guess", "unsure", "somewhat sure", "fairly sure", "sure", "very sure")

NOW_PAIR = "{first}, a little {second}"
HARD_TO_SAY = "Hard to say"
FROM_LOGGED = (
    "From what you logged in the last day.",
    "From {n} things you logged in the last day.",
)
FROM_LISTENING = "Only from songs you played lately, so take it lightly."
LISTENING_TOO = "Songs you played lately count for {percent}%."

INTENT_TITLE = "What should the music do?"
INTENT_OR = "or shift to"
INTENTS = {
    "stay": "Stay here",
    "lift": "Lift",
    "calm": "Calm",
    "let_out": "Let it out",
    "focus": "Focus",
}
MAKE_QUEUE = "Make the queue"
MAKING_QUEUE = "Making the queue"
RIBBON_LABEL = "From how you are now to where the music leads"

QUEUE_LENGTH = "{n} songs"

TODAY = "Today"
ALL_ENTRIES = "All entries"
EMPTY_TODAY = "No moods yet today"
EMPTY_TODAY_BODY = "Each one you log appears here, with its time, and on the pad as a trail."

LOGGED = "Logged"
LOGGED_NOW = "now"
TAKEN_BACK = {"log": "Taken back.", "change": "As it was before.", "delete": "Back again."}
CHANGED = "Changed."
DELETED = "Deleted."
NOTHING_TO_UNDO = "Nothing to take back."
