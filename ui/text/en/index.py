"""Words of the Index page."""

BUILD = "Build a new generation"
CANCEL_BUILD = "Cancel build"
PAUSE = "Pause"
RESUME = "Go on"
STOPPING = "Stopping…"
SUB_IDLE = "Generation {active} answers searches."
SUB_BUILDING = (
    "Generation {active} answers searches. Generation {building} is being built beside it."
)
SUB_NONE = "Nothing answers searches yet."

BUILDING = "Building generation {n}"
PHASES = {
    "Writing vectors": "Write vectors",
    "Replaying changes": "Replay changes",
    "Checking them": "Check them",
    "Comparing old and new": "Compare",
    "Switching to them": "Switch",
}
COUNTS = "{done} of {total}"
WAITS = "waits"
NOW = "now"
DONE = "done"
PACE = "{rate} songs a second"
LEFT = "about {time} left, "
RESTS = "paused"
RESTING = "Generation {n} is paused"
WAITS_FOR_WORKER = "waits for the worker"
KEEPS = (
    "Searches keep using the generation in use until the new one is whole. "
    "A restart goes on where it stopped; then it is compared with the library, song by song."
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

CHECK_NOW = "Compare with the library"
CHECKED = "Last compared, song by song"
CHECKED_NEVER = "not yet"
CHECK_STARTED = "Comparing with the library"
CHECKS = {
    "": "Every song is in the index, and as the library says.",
    "songs": "Some songs differed. They are being put right.",
    "build": "The index differed too much. A new generation is being built.",
}
REPAIR = {
    "building": "A new generation is being built beside it.",
    "replaying": "The songs are being put right one by one.",
    "scoring": "A new generation follows by itself.",
    "waits": "Build a new generation when you are ready.",
}

PLAN = "Build a new generation?"
PLAN_SONGS = "Songs to write"
PLAN_OWN = "Of them one listener's own"
PLAN_WORDLESS = "Without words, found by mood alone"
PLAN_UNSCORED = "Not read by the model yet, left out"
PLAN_SIZE = "Size of the vectors"
PLAN_MODEL = "Model"
PLAN_TIME = "Time"
MEGABYTES = "{n} MB"
SAME_MODEL = "{model}, as now"
NEW_MODEL = "{model}, another than now"
ABOUT = "about {time}"
UNKNOWN_TIME = "not known"
NO_BASIS = "No build was measured on this server yet, so nobody can say how long it takes."
BASIS = "Measured on {songs} songs of earlier builds here, {rate} a second."
ROUGH = "That is too few to go by: take it as a rough guess."
PLAN_DROPS = "After switching, generation {numbers} is removed."
COMPARE_FIRST = "Build, then compare"
SWITCH_AFTER = "Build, then switch"
NOT_NOW = "Not now"

COMPARED = "Old and new, on the same {n} searches"
COMPARED_AT = "compared {at}"
MEASURE = "Measure"
OLD = "{n}, now"
NEW = "{n}, new"
FIT = "Fit of the mood in the top 10"
FIT_IS = "1 is exactly the mood asked for, 0 the opposite corner of the plane."
OVERLAP = "Same songs in the top 10"
SPEED = "Search time, p95"
SIZE = "Songs"
MILLISECONDS = "{n} ms"
OF_TEN = "{n} of 10"
NOTHING = "–"
PROBE_MOOD = "Songs nearest to {mood}"
PROBE_SONG = "Songs like {song}"
PROBE_NOTE = "{n} of 10 the same"
PROBE_FIT = "fit {old} → {new}"
SAME_SONG = "in both"
SWITCH_TO_N = "Switch to generation {n}"
DISCARD = "Drop it"
COMPARE = "Compare"
DROP = "Drop"
DROP_TITLE = "Drop generation {n}?"
DROP_BODY = "Its vectors are removed, and nobody can go back to it. Its history stays."
KEEP = "Keep it"
DROPPED = "Generation {n} is being removed"
DROP_DONE = "Its vectors are removed"
READY = "Generation {n} is whole. Compare it, then switch."
PAUSED = "Build paused. It waits over restarts."
COMPARISON_DONE = "Compared"

HISTORY = "History"
HISTORY_NONE = "Nothing has happened yet."
WHO = {"cli": "the command line", "job": "Attune"}
SOMEBODY = "somebody who is gone"
HAPPENED = {
    "begun": "begun", "paused": "paused", "resumed": "gone on with", "cancelled": "given up",
    "verified": "found whole", "failed": "failed", "compared": "compared",
    "activated": "switched to", "dropped": "dropped", "mended": "put right",
    "repair": "needs a repair",
}  # fmt: skip
HAPPENED_BY = "{at}, by {who}"

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
    "paused": "paused",
    "ready": "ready to use",
    "active": "answers now",
    "kept": "kept to go back to",
    "failed": "failed",
}
VECTORS_IN_IT = ("{n} vector", "{n} vectors")
CHECK_FAILED = "{found} of {expected} vectors, {wrong} of them wrong"

ONLY_ADMINS = "This page is for admins."
ONLY_ADMINS_BODY = "It shows and rebuilds the index that searches use. Nothing of yours is missing."
EMPTY_TITLE = "No index yet. One build makes it."
EMPTY_BODY = "Attune writes the vectors of every song with a mood, checks them, and switches."
