"""Words of the History page."""

SUBTITLE = "Everything you heard, as far as it is known here"
TO_RECENT = "Recent listening"

LOOK = "What to look at"
FROM_DAY = "From"
TO_DAY = "To"
SEARCH = "Song or artist"
SEARCH_HINT = "Words of the title or the artist"
SOURCE = "Reported by"
ANY_SOURCE = "anybody"
KIND = "Show"
KINDS = {"listens": "plays that count", "uncounted": "reports that do not count"}
CLEAR = "Show everything"
DAYS_WRONG = "The first day is after the last."
ONLY_NOT = "Show all again"
ONLY_IMPORT = "the import {name}"
AN_IMPORT = "an import"
THIS_ARTIST = "Only this artist"

PLAYS = "Your plays"
WHEN = "When"
SONG = "Song"
HOW_LONG = "Played"
WHO = "Reported by"
WHY_NOT = "Why it does not count"
DO = "Put right"
TURN = "Newer and older plays"
NEWER = "Newer"
OLDER = "Older"
CSV, JSON = "CSV", "JSON"
DOWNLOAD = "Download these:"
ACTIONS = {
    "only": "Show this song's plays only",
    "song": "It was another song",
    "delete": "Take this play out",
}

GAP = "From {first} to {last} nothing can be known: {who} kept fewer plays than there were."
GAP_HINT = "An export file of that time, imported, fills it."

EMPTY = "Nothing was heard yet."
EMPTY_BODY = (
    "Import a history, let a player scrobble here, or connect Spotify. "
    "Each play is listed here with who reported it."
)
EMPTY_FILTERED = "No play is like that."
EMPTY_FILTERED_BODY = "Look at more days, other words or another source."
EMPTY_UNCOUNTED = "Every report counts."
EMPTY_UNCOUNTED_BODY = (
    "A play counts from 30 seconds or half of the song. What is shorter would be listed here."
)
TO_IMPORT = "Import files"

SONG_TITLE = "Which song was it?"
SONG_BODY = "Only this one play changes. What the source said stays known."
FIND = "Find the song"
FOUND_NONE = "No song here is called so. Name it below."
TITLE = "Title"
ARTIST = "Artist"
SAVE_SONG = "It was this song"
OR = "Or name it"
NAMES_WRONG = "Give a title and an artist, up to 300 characters each."
SONG_CHANGED = "That play is of the other song now."
TAKEN_OUT = "The play is taken out. Being reported again does not bring it back."
BROUGHT_BACK = "Put back as it was."

CONTRIBUTED = "Who told what"
CONTRIBUTED_NOTE = "counted anew each time"
CONTRIBUTED_EMPTY = "Nobody reported anything yet."
CONTRIBUTION = "{reports} reports, {listens} count"
SPAN = "{first} to {last}"

CORRECTED = "What you put right"
CORRECTED_EMPTY = "Nothing yet. Each play's menu lets you say which song it was, or take it out."
CORRECTIONS = {"delete": "taken out", "song": "was {title}"}
UNDO = "Take back"
BACK = "taken back"

REASONS = {
    "short": "less than 30 seconds and less than half",
    "future": "in the future",
    "taken_out": "you took it out",
}
SOURCES = {
    "spotify_api": "Spotify",
    "spotify_sandbox": "Spotify, played locally",
    "spotify_file": "Spotify's extended history",
    "spotify_account": "Spotify's account data",
    "lastfm_file": "a Last.fm file",
    "apple_file": "Apple Music's file",
    "youtube_file": "YouTube Music's file",
    "listenbrainz_zip": "ListenBrainz's export",
    "maloja_file": "a Maloja file",
    "pano_file": "a Pano Scrobbler file",
    "table_file": "a table of plays",
    "listenbrainz": "a scrobbler (ListenBrainz)",
    "lastfm": "a scrobbler (Last.fm)",
    "audioscrobbler": "a scrobbler (AudioScrobbler)",
    "sample": "the sample",
}
