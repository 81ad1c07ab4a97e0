"""Words for why lyrics have their mood: what each line gives, what would change it, energy."""

TITLE = "Why the words say so"
BODY = "Attune reads the song again without each of its lines, so that you see what each one gives."
SHOW = "Show line by line"
BUSY = "Reading it again without each line…"

MOODS = {"angry": "angry", "happy": "happy", "sad": "sad", "relaxed": "relaxed"}
LEAD = "{mood} {percent}%, ahead of {second} by {points}."
POINT = "one point"
POINTS = "{n} points"
LESS_THAN_A_POINT = "less than a point"

TURN = "What would change this"
TURN_ONE = "Without this line the words would be {mood}:"
TURN_MANY = "Without these {n} lines the words would be {mood}:"
TURN_NONE = (
    "No few lines: leaving out up to five of those that hold it most turns it into no other mood."
)

ENERGY = "Energy"
ENERGY_UNSAID = (
    "The lyrics say nothing about energy: other lines like these could as well point the other way."
)
ENERGY_SAID = {
    "high": "The lyrics lean to high energy, and other lines like these would, too.",
    "low": "The lyrics lean to low energy, and other lines like these would, too.",
}

LINES = "What each line gives"
LEGEND = {
    "angry": "In points of the angry share: to the right for it, to the left against it.",
    "happy": "In points of the happy share: to the right for it, to the left against it.",
    "sad": "In points of the sad share: to the right for it, to the left against it.",
    "relaxed": "In points of the relaxed share: to the right for it, to the left against it.",
}
TIMES = "×{n}"
TIMES_SPOKEN = "sung {n} times"
FOR = "{points} for {mood}"
AGAINST = "{points} against {mood}"
NEITHER = "makes no difference"
TOO_LITTLE = "too few words without it"
UNTRIED = "{n} more lines weigh less and were not left out."
LINK = "Why the words say so, line by line"
