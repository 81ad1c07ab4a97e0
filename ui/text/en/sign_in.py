"""Words of the pages outside the frame: sign in, make an account."""

HERO = ("Music that starts", "where you are.")
WELCOME = "Welcome back"
WELCOME_SUB = "Your moods stay on this machine."
NEW = "Make an account"
NEW_SUB = "It lives on this machine."
FIRST = "The first account"
FIRST_SUB = "It runs this Attune: its owner is the admin."
MAIL = "E-mail"
MAIL_HINT = "You sign in with it. It stays on this machine."
NAME = "What shall we call you"
PASSWORD = "Password"
PASSWORD_HINT = "8 characters or more; a sentence is best."
CODE = "Set-up code"
CODE_HINT = "It was printed where Attune was started."
SIGN_IN = "Sign in"
SIGN_UP = "Make the account"
OR = "or"
SAMPLE = "Look around with sample data"
SAMPLE_NOTE = "A made-up listener with 120 days of music. Nothing of yours is used or kept."
NEW_HERE = "New here?"
NEW_HERE_LINK = "Make an account"
CLOSED = "New accounts are closed here."
BY_INVITATION = "New accounts need an invitation: ask the admin for a link."
HAVE_ONE = "Have an account?"
HAVE_ONE_LINK = "Sign in"

# By the code that the sign-in service answers with.
ERRORS = {
    "wrong_credentials": "That address and password do not go together.",
    "too_many_requests": "Too many tries. Wait a minute, then try again.",
    "sample_not_here": "The sample can be looked at on the machine itself only.",
    "no_sample": "There is no sample data here any more.",
    "email_taken": "That address has an account already. Sign in instead.",
    "email_not_valid": "That e-mail address does not look right.",
    "password_short": "That password is too short.",
    "password_weak": "That password is guessed too soon. Longer is better.",
    "setup_code_needed": (
        "The first account runs this Attune and needs the set-up code, "
        "printed where it was started."
    ),
    "registration_closed": "New accounts are closed here. Ask the admin.",
    "invitation_needed": "New accounts need an invitation here. Ask the admin for a link.",
    "link_not_valid": "This invitation was used already or has run out. Ask for a new one.",
    "email_not_verified": "Confirm your address first: a mail with the link is on its way.",
    "code_wrong": "That code is wrong, or was used before. Wait for the next one.",
    "passkey_refused": "That passkey does not sign in here.",
    "passkey_not_there": "No passkey was used. Try again, or sign in by the password.",
    "passkeys_need_a_name": "Passkeys do not work under this address.",
    "second_step_over": "That took too long. Sign in again.",
    "signed_out": "You were signed out. Sign in to go on.",
    "foreign_origin": "The form came from another site, so it was not taken.",
    "form_incomplete": "Something is missing or too long. Look at each field again.",
}
ERROR_OTHER = "That did not work. Nothing was changed; try again."
