"""Words of the Index page."""

BUILD = "Build a new generation"
CANCEL_BUILD = "Cancel build"
SUB_IDLE = "Generation {active} answers searches."
SUB_BUILDING = (
    "Generation {active} answers searches. Generation {building} is being built beside it."
)
SUB_NONE = "Nothing answers searches yet."

BUILDING = "Building generation {n}"
PHASES = ("Write vectors", "Check them", "Switch")
COUNTS = "{done} of {total}"
WAITS = "waits"
NOW = "now"
DONE = "done"
WAITS_FOR_WORKER = "waits for the worker"
KEEPS = (
    "Searches keep using the generation in use until the new one is whole. "
    "A restart goes on where it stopped."
)

STATE = "State"
STATE_NOTE = "of the generation in use"
SONGS = "Known moods"
VECTORS = "Vectors"
BEHIND = "Changes not indexed yet"
MODEL = "Model"
BUILT = "In use since"
HEALTHY = "Up to date"
LAGGING = "Catching up"
OUTDATED = "Made with an older model. A new generation brings it up to date."
MODEL_AND_HEAD = "{model}, head {head}"

GENERATIONS = "Generations"
GENERATIONS_NONE = "None yet. The first build makes one."
SWITCH_TO = "Switch to it"
GO_BACK = "Go back"
ACTIVATED = "Generation {n} answers now"
STARTED = "Build started"
CANCELLED = "Build stopped. Searches were not touched."
FAILED_WHERE = "Index, a job failed"
FAILED = "The index was left as it was."
STATES = {
    "building": "building",
    "stopped": "stopped, the next build goes on from here",
    "ready": "ready to use",
    "active": "answers now",
    "kept": "kept to go back to",
    "failed": "failed",
}
VECTORS_IN_IT = ("{n} vector", "{n} vectors")
CHECK_FAILED = "{found} of {expected} vectors, {wrong} of them wrong"

WHEN_DONE = "When it is done"
WHEN_DONE_BODY = (
    "Attune compares the new generation with the library, song by song, and switches when nothing "
    "is missing or different. The one before is kept, and going back takes one step."
)

ONLY_ADMINS = "This page is for admins."
ONLY_ADMINS_BODY = "It shows and rebuilds the index that searches use. Nothing of yours is missing."
EMPTY_TITLE = "No index yet. One build makes it."
EMPTY_BODY = "Attune writes the vectors of every song with a mood, checks them, and switches."
