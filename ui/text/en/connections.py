"""Words of the Connections page."""

SUBTITLE = "What Attune may talk to, and what it says there"

SPOTIFY = "Spotify"
NOT_SET_UP = "not set up"
SET_UP = "set up, not connected"
CONNECTED = "connected"

STEPS_INTRO = "Spotify lets each household bring its own app. Three steps, once."
STEP_APP = "Make an app in Spotify's developer dashboard. Any name will do."
STEP_APP_LINK = "Open the dashboard"
STEP_URI = "Add this redirect URI to it, exactly as it stands here."
REDIRECT_URI = "Redirect URI"
STEP_ID = "Copy the app's client ID into this field. No secret is needed."
CLIENT_ID = "Client ID"
CLIENT_ID_HINT = "32 letters and digits"
CLIENT_ID_WRONG = "A client ID is 32 letters and digits. Please copy it again."
SAVE_CLIENT = "Save the client ID"
CLIENT_SAVED = "Client ID saved"
CHANGE_CLIENT = "Use another app"

CONNECT = "Connect Spotify"
CONNECT_BODY = (
    "Spotify asks whether Attune may read what you played, your playlists and what you saved, and "
    "add to your queue. From then on your plays are read by themselves; you can switch that off."
)
NOTE_PREMIUM = (
    "Adding to Spotify's queue needs Premium. Without it, queues become private playlists."
)
NOTE_USERS = "A new app of yours serves you and up to 5 people you list in its dashboard."
ACCOUNT = "Account"
PLAN = "Plan"
SINCE = "Connected"
MAY = "Allowed"
TEST = "Test the connection"
TESTING = "Testing…"
CHECKS = "What the test found"
TEST_GOOD = "Spotify answers"
TEST_ACCOUNT = "as {name}"
TEST_FAILED = "Spotify does not help now"
NO_PLAYER = "No player is open"
NO_PLAYER_BODY = "Open Spotify on a phone or speaker before sending a queue."
PLAYERS = ("{n} player is open", "{n} players are open")
NO_NAME = "without a name"
PLANS = {
    "yes": "Premium",
    "required": "without Premium",
    "unknown": "not known until a queue is sent",
}
MAY_NOTHING = "nothing now"
CONNECT_SAID = {
    "connected": "Spotify is connected.",
    "denied": "You did not allow it. Nothing was connected.",
    "spotify_state": "That took too long, or began in another browser. Connect again.",
    "spotify_callback": "Spotify's answer was not complete. Connect again.",
    "not_signed_in": "You were signed out meanwhile. Connect again.",
}
CONNECT_FAILED = "Spotify could not be connected. Try again in a moment."
PASTE = "Address of the page that did not open"
PASTE_BODY = (
    "After you allow it, the browser ends on a page that does not open. "
    "Copy that page's whole address into this field."
)
PASTE_BUTTON = "Finish connecting"
DETAILS = "Plays, playlists and gaps"
DISCONNECT = "Disconnect"
DISCONNECT_TITLE = "Disconnect Spotify?"
DISCONNECT_BODY = (
    "Its key, the client ID, and the plays, playlists and songs that came only from Spotify are "
    "deleted here. Moods, queues and ratings stay. You can connect again at any time."
)
DISCONNECTED = "Spotify is disconnected."

RECENT = "Your recent listening"
RECENT_BODY = (
    "Attune takes the last 50 songs you played, finds their lyrics and says which moods they have. "
    "It is noted as heard, never as something you said."
)
RECENT_BUTTON = "Analyse recent songs"
RECENT_AGAIN = "Analyse again"
RECENT_NEEDS = "There is nothing to read yet. Connect Spotify first."
RECENT_TITLE = "Reading what you played"
RECENT_NOTE = "from listening"
PROFILE_SAYS = {
    "": "Lately you heard something of every mood.",
    "angry": "Lately you heard mostly angry songs.",
    "happy": "Lately you heard mostly happy songs.",
    "sad": "Lately you heard mostly sad songs.",
    "relaxed": "Lately you heard mostly relaxed songs.",
}
PROFILE_UNKNOWN = "songs without a mood are left out"
WAITS = "waits its turn"
BEGINS = "asking Spotify what you played"
ANALYSED = "Your recent listening is read."
NOT_ANALYSED = "Your recent listening could not be read."
CANCELLED = "Stopped. What was read stays."

FILES = "Listening history"
FILES_BODY = "Exports of Spotify, Last.fm, Apple Music and others, with all you heard before."

SCROBBLING = "Scrobbling"
SCROBBLING_BODY = "Players and scrobblers can report what you hear straight to Attune."
SCROBBLING_OPEN = "Set up a program"

LYRICS = "Lyrics"
LYRICS_SWITCH = "Look up lyrics at LRCLIB"
LYRICS_BODY = (
    "Sends title, artist, album and length of your songs to lrclib.net, in the background, those "
    "you hear most first. Nothing about you. What is found or missing is remembered."
)
LYRICS_ON = "Lyrics are looked up from now on."
LYRICS_OFF = "No more look-ups. Lyrics already here stay."
LYRICS_FACTS = "Songs of yours with lyrics"
LYRICS_MISSES = "Without"
LYRICS_OPEN = "See which, and give files"
