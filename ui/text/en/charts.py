"""Words of the charts: labels, table headings, and the sentences that are read aloud."""

from ui.text.en import common

WORDS: dict[str, str] = {
    **common.MOODS,
    "even": common.EVEN,
    "table": "Table",
    "table_of": "The chart as a table",
    "when": "When",
    "mood": "Mood",
    "song": "Song",
    "share": "Share",
    "pleasant": common.PLEASANT,
    "energy": common.ENERGY,
    "entry": "entry",
    "entries": "entries",
    "songs": "songs",
    "song_unit": "song",
    "one_day": "day with an entry",
    "many_days": "days with an entry",
    "one_week": "week with an entry",
    "many_weeks": "weeks with an entry",
    "one_month": "month with an entry",
    "many_months": "months with an entry",
    "of": common.OF,
    "weekday": "Weekday",
    "hour": "Hour",
    "high": "high energy",
    "low": "low energy",
    "no_entry": "no entry",
    "day_before": "The day before",
    "day_after": "The day after",
    "too_few": "too few to say",
    "not_yet": "Not enough yet, still missing:",
    "when_angry": "When angry",
    "when_happy": "When happy",
    "when_sad": "When sad",
    "when_relaxed": "When relaxed",
    "map_keys": (
        "Mood map. Arrow keys move a frame, with Shift they size it, Enter filters, Escape clears."
    ),
}

WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

TOO_FEW = "Not enough entries to draw this yet."
SPOKEN_TREND = (
    "Mood over time, {n} points: pleasant {v_first} at the start and {v_last} at the end, "
    "energy {a_first} and {a_last}."
)
SPOKEN_CALENDAR = "{n} days with an entry; most often {mood}, on {count} of them."
SPOKEN_FIELD = "{n} entries on the mood plane: {shares}."
SPOKEN_HOURS = "Mood by hour and weekday, {n} entries; most often on {day} at {hour}:00."
SPOKEN_LISTENING = "Songs by mood while in each mood: {parts}."
SPOKEN_LISTENING_PART = "when {mood}, {percent}% {mood} songs"
SPOKEN_MAP = "{n} songs on the mood plane: {shares}."
SPOKEN_BUILD = "{done} of {total} songs written; each mark is about {songs}."
SPOKEN_SONGS = ("{n} song", "{n} songs")
