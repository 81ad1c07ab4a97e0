"""Words of the cards of tastes."""

TITLE = "Tastes"
BODY = (
    "What you want more of, and none of; a thing cannot be both. Queues do not follow these yet; "
    "your choice is kept."
)
TITLE_QUEUES = "What queues are like"
QUEUES_BODY = "Queues follow the last switch alone so far; the rest is kept for them."

# By the list that REST knows: heading, label of the field, what an empty one says, to remove one.
LISTS = {
    "favourite_genres": ("Genres I like", "A genre you like", "No genre yet."),
    "disliked_genres": ("Genres not for me", "A genre that is not for you", "No genre yet."),
    "favourite_artists": ("Artists I like", "An artist you like", "No artist yet."),
    "disliked_artists": ("Artists not for me", "An artist that is not for you", "No artist yet."),
}
ADD = "Add"
REMOVE = "Remove {name}"
SAVED = "Saved"
UNDONE = "As it was"
NAME_WRONG = "A name has 1 to 120 characters, and a list at most 100 names."

LANGUAGES = "Languages of the words"
LANGUAGES_BODY = "Those you like to hear. Without any, every language is fine."
LANGUAGE_ADD = "Add a language"
LANGUAGES_ANY = "Any language."

DISCOVERY = "Known or new"
DISCOVERY_BODY = "How far queues may go from what you know."
DISCOVERY_ENDS = ("only what I know", "only what is new")
DISCOVERY_SAYS = ("mostly known", "rather known", "both", "rather new", "mostly new")

ENERGY_MOOD = "The mood decides how lively"
ENERGY_MOOD_BODY = "Switch it off to say yourself how calm or lively songs are."
ENERGY = "Energy"
ENERGY_BODY = "The energy you like to hear, whatever the mood."
ENERGY_ENDS = ("calm", "lively")
ENERGY_SAYS = ("calm", "rather calm", "in the middle", "rather lively", "lively")

# Languages that songs are often sung in, by their ISO 639 code.
LANGUAGE_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian",
    "fi": "Finnish", "fo": "Faroese", "fr": "French", "ga": "Irish", "gd": "Scottish Gaelic",
    "gl": "Galician", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "ko": "Korean", "la": "Latin", "lt": "Lithuanian", "lv": "Latvian",
    "mk": "Macedonian", "mn": "Mongolian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian",
    "pa": "Punjabi", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "wo": "Wolof",
    "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
