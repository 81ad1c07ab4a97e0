"""Words of the section of settings."""

SAVED = "Saved"
UNDONE = "As it was"

LOOK = "Look and language"
THEME_BODY = "For all your browsers. The switch beside your name changes this one alone."
LANGUAGE = "Language"
LANGUAGE_BODY = "Of this dashboard. English is the one there is so far."
DASHBOARD_LANGUAGES = {"en": "English"}
TIME_ZONE = "Time zone"
TIME_ZONE_BODY = "New entries get their day and hour by it; what is logged keeps its own."
LOOK_SAMPLE = (
    "Language and time zone of the sample listener stay as they are, and the theme is this "
    "browser's alone: many share them."
)

MUSIC = "Music and moods"
PLAYBACK = "Playback"
PLAYBACK_BODY = "For players that Attune controls itself. There is none yet; your choice is kept."
CROSSFADE = "Crossfade"
CROSSFADE_BODY = "How long the end of a song and the start of the next overlap."
CROSSFADE_ENDS = ("none", "12 s")
SECONDS = "s"

NOTIFICATIONS = "Mails"
NOTIFICATIONS_BODY = (
    "What the safety of your account needs is always sent. The mails below are not sent yet; "
    "your choice is kept."
)
PRIVACY = "Privacy"
PRIVACY_BODY = (
    "Moods are never shown to anybody. Nothing below is shown to others yet either; "
    "your choice is kept."
)

# Title and what happens when it is on.
SWITCHES = {
    "explicit_ok": (
        "Explicit songs are fine",
        "When off, songs marked explicit stay out of your queues.",
    ),
    "sample_hidden": (
        "Keep the sample out of sight",
        "Its songs stay out of your library and your queues.",
    ),
    "prompts": (
        "Ask me how I feel",
        "Before and after a queue. Nothing asks yet; your choice is kept.",
    ),
    "autoplay": ("Go on by itself", "When a queue ends, songs that fit follow."),
    "finished": ("Long work has ended", "A mail when an import or an export is done."),
    "weekly": ("A look back on the week", "A mail each week with your moods and your music."),
    "public_profile": (
        "Others may see my profile",
        "Name, words, place and photo, for those with an account on this server.",
    ),
    "listening_activity": (
        "Others may see what I hear",
        "The song that plays now and the last ones.",
    ),
}
