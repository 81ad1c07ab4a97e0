"""Words of the Index page."""

BUILD = "Build a new generation"
CANCEL_BUILD = "Cancel build"
SUB_IDLE = "Generation {active} answers searches."
SUB_BUILDING = (
    "Generation {active} answers searches. Generation {building} is being built beside it."
)
SUB_NONE = "Nothing answers searches yet."

BUILDING = "Building generation {n}"
PHASES = ["Read songs", "Embed lyrics", "Score moods", "Write vectors", "Compare", "Switch"]
WAITS = "waits"
DONE = "done"
KEEPS = (
    "Searches keep using the generation in use until you switch. "
    "A restart goes on where it stopped."
)

STATE = "State"
STATE_NOTE = "of the generation in use"
SONGS = "Songs"
VECTORS = "Vectors"
BEHIND = "Changes not indexed yet"
SIZE = "Size on disk"
MODEL = "Model"
BUILT = "Built"
HEALTHY = "Up to date"
LAGGING = "Catching up"

GENERATIONS = "Generations"
GENERATIONS_NONE = "None yet. The first build makes one."
SWITCH_TO = "Switch to {n}"
GO_BACK = "Go back"
ACTIVATED = "Generation {n} answers now"
ROLLED_BACK = "Back to generation {n}"
STARTED = "Build started"
CANCELLED = "Build stopped. Searches were not touched."
STATES = {
    "building": "building",
    "ready": "ready to use",
    "active": "answers now",
    "kept": "kept to go back to",
    "failed": "failed",
}

COMPARE = "Old and new, on the same searches"
COMPARE_NOTE = "fills in as songs are scored"
MEASURE = "Measure"
CHANGE = "Change"
BEFORE = "Now"
AFTER = "New"
VERDICTS = {"better": "better", "worse": "a little worse", "other": "different"}

WHEN_DONE = "When it is done"
WHEN_DONE_BODY = (
    "Attune will not switch by itself. You see the comparison first; switching takes one step, "
    "and so does going back."
)
UNREAD = "songs could not be read"
UNREAD_BODY = "The build goes on without them."
TRY_AGAIN = "Try again"

ONLY_ADMINS = "This page is for admins."
ONLY_ADMINS_BODY = "It shows and rebuilds the index that searches use. Nothing of yours is missing."
EMPTY_TITLE = "No index yet. One build makes it."
EMPTY_BODY = "Attune reads every song's lyrics, scores them and writes vectors for searches."
