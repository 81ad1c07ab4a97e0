"""Words of the pages about the listener."""

ABOUT_YOU = "About you"
WAYS = {"profile": "Profile", "settings": "Settings", "security": "Security", "data": "Your data"}

PROFILE = "Profile"
PROFILE_SAMPLE = (
    "A made-up listener whom everybody on this machine may be. Make an account to keep "
    "moods and music of your own."
)
NAME = "Name"
EMAIL = "E-mail"
NAME_HINT = "What greetings call you."
NAME_WRONG = "A name has 1 to 80 characters."
BIO = "About me"
BIO_HINT = "A few words, if you like."
BIO_WRONG = "That is more than 500 characters."
PLACE = "Place"
PLACE_HINT = "As wide as you like: a town, a coast."
PLACE_WRONG = "That is more than 80 characters."
SAVE = "Save the profile"
SAVED = "Saved"

PHOTO = {
    "photo": "Photo",
    "yours": "Your photo",
    "preview": "The photo you chose, not kept yet",
    "choose": "Choose a photo",
    "another": "Choose another",
    "use": "Use this photo",
    "not": "Not this one",
    "remove": "Remove",
    "hint": "JPEG, PNG, WebP or GIF, at most 5 MB. It is cut to a square and drawn anew: where and "
    "with what it was taken is not kept.",
    "wrong_type": "That is no picture of a kind Attune knows: JPEG, PNG, WebP or GIF.",
    "too_large": "That picture has more than 5 MB. Make it smaller.",
}
PHOTO_KEPT = "That is your photo now"
PHOTO_REMOVE = "Remove the photo"
PHOTO_REMOVE_BODY = "Its file is deleted at once."
PHOTO_REMOVED = "The photo is gone"

SESSIONS = "Where you are signed in"
SEEN_NOW = "used just now"
SEEN = "used {when}"
THIS_ONE = "this one"
END = "Sign out there"
ENDED = "Signed out there"
END_ALL = "Sign out everywhere else"
ENDED_ALL = "Only this browser is still signed in."
SESSIONS_SAMPLE = "The sample listener has no sessions to keep."

EMAIL_UNCONFIRMED = "not confirmed"
EMAIL_CONFIRMED = "confirmed"
EMAIL_SEND = "Mail me the link"
EMAIL_SENT = "A mail with a link is on its way"

PASSWORD = "Password"
PASSWORD_CURRENT = "Current password"
PASSWORD_NEW = "New password"
PASSWORD_HINT = "8 characters or more; a sentence is best. Other places are signed out."
PASSWORD_SAVE = "Change the password"
PASSWORD_CHANGED = "The password is changed. You stay signed in here alone."
PASSWORD_ERRORS = {
    "current_password_wrong": "The current password is wrong.",
    "password_short": "The new password is too short.",
    "password_weak": "The new password is guessed too soon. Longer is better.",
    "too_many_requests": "Too many tries. Wait a minute, then try again.",
    "form_incomplete": "Something is missing or too long. Look at each field again.",
}
PASSWORD_ERROR_OTHER = "That did not work. The password is as it was."

PLACES = {
    "this_machine": "this machine",
    "home_network": "home network",
    "elsewhere": "elsewhere",
}

MORE = "More"
SAMPLE = "Sample data"
SAMPLE_BODY = "Songs, listens and moods of a made-up listener. One click takes them all away."
