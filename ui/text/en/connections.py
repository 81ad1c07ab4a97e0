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
CONNECT_BODY = "Spotify asks whether Attune may read what you played and add to your queue."
NOTE_PREMIUM = (
    "Adding to Spotify's queue needs Premium. Without it, queues become private playlists."
)
NOTE_USERS = "A new app of yours serves you and up to 5 people you list in its dashboard."
ACCOUNT = "Account"
PLAN = "Plan"
SINCE = "Connected"
MAY = "May"
TEST = "Test the connection"
TESTING = "Testing…"
CHECKS = "What the test found"
DISCONNECT = "Disconnect"
DISCONNECT_TITLE = "Disconnect Spotify?"
DISCONNECT_BODY = (
    "Its key is deleted here. Your listens, moods and queues stay. "
    "You can connect again at any time."
)
DISCONNECTED = "Spotify is disconnected."

RECENT = "Your recent listening"
RECENT_BODY = (
    "Attune reads the last songs you played, finds their lyrics and says which moods they have. "
    "It is noted as heard, never as something you said."
)
RECENT_BUTTON = "Analyse recent songs"
RECENT_AGAIN = "Analyse again"
RECENT_NEEDS = "Connect Spotify first, or listen with the sample."
RECENT_TITLE = "Reading what you played"
RECENT_NOTE = "from listening"
PROFILE_UNKNOWN = "songs without a mood are left out"
CANCELLED = "Stopped. What was read stays."

LYRICS = "Lyrics"
LYRICS_SWITCH = "Look up lyrics at LRCLIB"
LYRICS_BODY = (
    "Sends a song's title, artist, album and length to lrclib.net, nothing about you. "
    "Found and missing lyrics are remembered, so each song is asked for once."
)
LYRICS_ON = "Lyrics are looked up from now on."
LYRICS_OFF = "No more look-ups. Lyrics already here stay."
LYRICS_FACTS = "Found so far"
LYRICS_MISSES = "Not there"
