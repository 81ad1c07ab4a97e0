"""Words of the log of all mood entries."""

TITLE = "Your mood log"
COUNT = ("{n} entry", "{n} entries")
ALL = "All entries"
TO_MOOD = "Log a mood"
NEWER = "Newer entries"
OLDER = "Older entries"
TURN = "Pages of the log"
EMPTY = "No moods logged yet"
EMPTY_BODY = "Each one you log stays here, with its day, time, words and note, until you delete it."
EMPTY_BUTTON = "Log a mood"
EMPTY_DAY = "No mood logged on this day"
EMPTY_DAY_BODY = "An entry of this day can still be made: More exact on the Mood page takes a time."
