"""Words of the Mood page."""

GREETINGS = {
    "morning": "Good morning",
    "day": "Good afternoon",
    "evening": "Good evening",
    "night": "Still up",
}
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
WHEN_HINT = "Leave empty for now. Up to 30 days back."
LOG_THIS = "Log this mood"
SAVE_CHANGE = "Save the change"
CANCEL = "Cancel"

FEELINGS = {
    "angry": {
        "restless": "Restless",
        "tense": "Tense",
        "irritated": "Irritated",
        "anxious": "Anxious",
        "overwhelmed": "Overwhelmed",
        "furious": "Furious",
    },
    "happy": {
        "bright": "Bright",
        "excited": "Excited",
        "playful": "Playful",
        "proud": "Proud",
        "hopeful": "Hopeful",
        "in_love": "In love",
    },
    "sad": {
        "down": "Down",
        "lonely": "Lonely",
        "tired": "Tired",
        "empty": "Empty",
        "homesick": "Homesick",
        "numb": "Numb",
    },
    "relaxed": {
        "at_ease": "At ease",
        "content": "Content",
        "calm": "Calm",
        "grateful": "Grateful",
        "dreamy": "Dreamy",
        "rested": "Rested",
    },
}
ACTIVITIES = {
    "work": "Work",
    "study": "Study",
    "commute": "On the way",
    "exercise": "Exercise",
    "people": "With people",
    "alone": "Alone",
    "outside": "Outside",
    "chores": "Chores",
    "food": "Food",
    "rest": "Rest",
    "screen": "Screen",
    "music": "Music",
}

NOW = "Now, probably"
NOW_UNKNOWN = "Nothing to go by yet"
NOW_UNKNOWN_DETAIL = "Log a mood with one tap; the next queue starts from there."
CERTAINTY = ("a guess", "unsure", "somewhat sure", "fairly sure", "sure", "very sure")

INTENT_TITLE = "What should the music do?"
INTENT_OR = "or shift to"
INTENTS = {
    "stay": "Stay here",
    "lift": "Lift",
    "calm": "Calm",
    "release": "Let it out",
    "focus": "Focus",
}
MAKE_QUEUE = "Make the queue"
MAKING_QUEUE = "Making the queue"
RIBBON_LABEL = "From how you are now to where the music leads"

TODAY = "Today"
ALL_ENTRIES = "All entries"
EMPTY_TODAY = "No moods yet today"
EMPTY_TODAY_BODY = "Each one you log appears here, with its time, and on the pad as a trail."

LOGGED = "Logged"
LOGGED_NOW = "now"
UNDONE = "Taken back."
CHANGED = "Changed."
DELETED = "Deleted."
NOTHING_TO_UNDO = "Nothing to take back."
