"""Words of the calendar: months and weekdays as they are printed."""

MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SHORT = 3
SPAN = "{first} to {last}"
TODAY = "today at {time}"
YESTERDAY = "yesterday at {time}"
ON_DAY = "{day} at {time}"
