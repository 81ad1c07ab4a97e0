"""Words of the pages outside the frame: sign in, make an account."""

HERO = ("Music that starts", "where you are.")
WELCOME = "Welcome back"
WELCOME_SUB = "Your moods stay on this machine."
NEW = "Make an account"
NEW_SUB = "It lives on this machine."
FIRST = "The first account"
FIRST_SUB = "It runs this Attune: its owner is the admin."
JOIN = "One step is left"
JOIN_SUB = (
    "The link shows that the address is yours. Go on with the same account as before, and yours is "
    "made here."
)
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
WITH = "Go on with {name}"
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
    "link_not_valid": "This link was used already or has run out. Ask for a new one.",
    "email_not_verified": "Confirm your address first: a mail with the link is on its way.",
    "code_wrong": "That code is wrong, or was used before. Wait for the next one.",
    "passkey_refused": "That passkey does not sign in here.",
    "passkey_not_there": "No passkey was used. Try again, or sign in by the password.",
    "passkeys_need_a_name": "Passkeys do not work under this address.",
    "second_step_over": "That took too long. Sign in again.",
    "oauth_denied": "You did not allow it there. Nobody was signed in.",
    "oauth_state": "That took too long, or began in another browser. Start again.",
    "oauth_timeout": "The other side did not answer in time. Try again.",
    "oauth_unavailable": "The other side cannot be reached now. Try again later.",
    "oauth_lied": "The other side's answer cannot be believed. Nobody was signed in.",
    "oauth_refused": "The other side did not accept this sign-in. Start again.",
    "oauth_app_refused": "The other side does not accept this server. Tell the admin.",
    "oauth_email_taken": (
        "Your address has an account here. Sign in to it, then link the other one under Me."
    ),
    "oauth_no_email": (
        "The other side tells no confirmed address. Make an account with a password, then link "
        "the other one under Me."
    ),
    "identity_taken": "Somebody linked that account just now. Start again.",
    "account_closed": "The account that this is linked to is closed.",
    "provider_not_found": "Nobody signs in here with that provider.",
    "signed_out": "You were signed out. Sign in to go on.",
    "foreign_origin": "The form came from another site, so it was not taken.",
    "form_incomplete": "Something is missing or too long. Look at each field again.",
}
ERROR_OTHER = "That did not work. Nothing was changed; try again."
