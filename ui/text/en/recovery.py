"""Words of the pages that mailed links lead to: forgotten password, new password, address."""

FORGOT = "Forgot your password?"
FORGOT_SUB = "A link to choose a new one comes by mail. It works once, for an hour."
MAIL = "E-mail"
SEND = "Mail me a link"
BACK = "Back to signing in"
RESET = "Choose a new password"
RESET_SUB = "It signs you out everywhere. Then you sign in with it."
PASSWORD = "New password"
PASSWORD_HINT = "8 characters or more; a sentence is best."
SAVE = "Save the password"
VERIFY = "Confirm your e-mail address"
VERIFY_SUB = "One click, and it is known to be yours."
CONFIRM = "This address is mine"
ACCOUNT_PASSWORD = "The account's password"
ACCOUNT_PASSWORD_HINT = "The one it was made with: you are not signed in to it here."
NOT_MINE = "Did not make this account, or forgot its password? Choose a new one by mail."
GO_ON = "Go on to Attune"
INCOMPLETE = "This link is incomplete. Open it from the mail, or ask for a new one."

SAID = {
    "mail_sent": (
        "If there is an account with that address, a mail with a link is on its way. "
        "Nothing there? Look among the unwanted mail, or ask the admin."
    ),
    "address_confirmed": "Thank you. The address is confirmed.",
    "password_reset": "The new password holds. Sign in with it.",
    "join_by_mail": (
        "The other side does not know whether your address is yours, so a mail was sent to it. Open "
        "the link in it to go on."
    ),
    "leaving": "Your account will be deleted in two weeks. Sign in before then to keep it.",
    "confirm_address": "The account is made. Open the link in the mail to you, then sign in.",
}

ERRORS = {
    "link_not_valid": "This link was used already, has run out, or is incomplete. Ask for a new one.",
    "too_many_requests": "That was asked too often. Wait a while, then try again.",
    "confirm_password": (
        "You are not signed in to the account that this link belongs to. Enter its password."
    ),
    "confirm_password_wrong": "That is not this account's password.",
    "email_not_valid": "That e-mail address does not look right.",
    "password_short": "That password is too short.",
    "password_weak": "That password is guessed too soon. Longer is better.",
    "foreign_origin": "The form came from another site, so it was not taken.",
    "form_incomplete": "Something is missing or too long. Look at each field again.",
}
ERROR_OTHER = "That did not work. Nothing was changed; try again."
