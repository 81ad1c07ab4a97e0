"""Words of the pages outside the frame: sign in, make an account."""

HERO = ("Music that starts", "where you are.")
WELCOME = "Welcome back"
WELCOME_SUB = "Your moods stay on this machine."
NEW = "Make an account"
NEW_SUB = "It lives on this machine. No mail is sent."
FIRST = "The first account"
FIRST_SUB = "It runs this Attune: its owner is the admin."
NAME_OR_MAIL = "Name or e-mail"
NAME = "Name"
NAME_HINT = "3 to 30 letters, digits, dots, dashes or underscores."
MAIL = "E-mail, if you like"
PASSWORD = "Password"
PASSWORD_HINT = "10 characters or more; a sentence is best."
CODE = "Set-up code"
CODE_HINT = "It was printed where Attune was started."
SIGN_IN = "Sign in"
SIGN_UP = "Make the account"
OR = "or"
SAMPLE = "Look around with sample data"
SAMPLE_NOTE = "A made-up listener with 120 days of music. Nothing of yours is used or kept."
NEW_HERE = "New here?"
NEW_HERE_LINK = "Make an account"
HAVE_ONE = "Have an account?"
HAVE_ONE_LINK = "Sign in"

ERRORS = {
    "bad_credentials": "That name and password do not go together.",
    "too_many_tries": "Too many tries. Wait a minute, then try again.",
    "sample_off": "The sample is switched off on this machine.",
    "no_sample": "There is no sample data here any more.",
    "name_taken": "Somebody already has that name.",
    "bad_name": "That name cannot be used: 3 to 30 letters, digits, dots, dashes or underscores.",
    "bad_mail": "That e-mail address does not look right.",
    "weak_password": "That password is easy to guess. Longer is better.",
    "bad_setup_code": "The set-up code is not right. It is printed where Attune was started.",
    "sign_up_closed": "New accounts are closed here. Ask the admin.",
    "expired": "You were signed out. Sign in to go on.",
    "bad_origin": "The form came from another site, so it was not taken.",
}
ERROR_OTHER = "That did not work. Nothing was changed; try again."
