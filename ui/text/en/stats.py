"""Words of the Stats page."""

PERIODS = {"week": "Week", "month": "Month", "year": "Year", "all": "All"}
PERIOD = "Period"
TITLES = {
    "week": "Your week",
    "month": "Your month",
    "year": "Your year",
    "all": "All of it",
}
SUBTITLE = "{entries}, {listens}, {first} to {last}"
ENTRIES = ("{n} entry", "{n} entries")
PLAYED = ("{n} song played", "{n} songs played")

DAYS = "In days"
DAYS_NOTE = "larger is stronger, a dot is a day without entry"
SHARES = "How the moods divide"
SHARES_NOTE = "share of entries"
SHARES_TEXT = {
    "": "Moods are spread evenly.",
    "angry": "Most often you were angry or tense.",
    "happy": "Most often you were happy or excited.",
    "sad": "Most often you were sad or tired.",
    "relaxed": "Most often you were relaxed.",
}
TREND = "Mood over time"
TREND_NOTES = {
    "day": "by day, 80% band",
    "week": "weekly mean, 80% band",
    "month": "monthly mean, 80% band",
}
FIELD = "Where you have been"
FIELD_NOTE = "entries"
HOURS = "Hours and weekdays"
HOURS_NOTE = "size is how often"
LISTENING = "What you play in each mood"
LISTENING_NOTE = "share of songs"
LISTENING_MEANS = "Songs heard within two hours of an entry."
WORDS_USED = "Words you chose"
WORDS_EMPTY = "Words you pick when logging a mood gather here."

SAMPLE_LOADING = "The sample is still loading."
SAMPLE_LOADING_BODY = (
    "Its 120 days of moods and songs are being read in, which takes a minute or two after the "
    "first start. They appear here by themselves."
)
EMPTY_LABEL = "Stats, empty"
EMPTY_TITLES = [
    "No mood logged here. Five, and the charts begin.",
    "One mood logged. Four more, and the charts begin.",
    "Two moods logged. Three more, and the charts begin.",
    "Three moods logged. Two more, and the charts begin.",
    "Four moods logged. One more, and the charts begin.",
]
EMPTY_BODY = (
    "With five entries Attune shows how your moods divide, with entries on five days how they go "
    "over time. With about thirty it can say which hours are hard. It will not guess before that."
)
EMPTY_BUTTON = "Log a mood"
EMPTY_COUNT = "of 5"
