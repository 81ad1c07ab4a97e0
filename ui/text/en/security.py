"""Words of the card about signing in, and of the second step at the door."""

TITLE = "Sign-in and security"

PROOF_TITLE = "Is it you?"
PROOF_BODY = "What follows needs you, not only this browser. It then holds for ten minutes."
PROOF_PASSWORD = "Password, once more"
PROOF_GO = "Go on"
PROOF_PASSKEY = "Use a passkey"
PROOF_NO_PASSKEY = "No passkey was used. Try again."
PROOF_AT = "Sign in with {name} again"
PROOF_NOTHING = "Sign out and in again: who just signed in needs no other proof."
PROOF_DONE = "It is you. Go on with what you wanted."
NEVER_MIND = "Never mind"

APP = "Codes of an app"
APP_OFF = (
    "After the password, a code from an app on your phone. Whoever learns your password "
    "alone then stays outside."
)
APP_ON = "Asked for after your password since {when}."
APP_LEFT = "{n} of 10 recovery codes left"
APP_BEGIN = "Set up an app"
APP_END = "Stop asking for codes"
APP_RENEW = "New recovery codes"

SCAN = "Scan this with an authenticator app"
SCAN_ALT = "QR code with the same secret as below"
SCAN_SECRET = "Or type this secret into it"
SCAN_CODE = "The code that it shows"
SCAN_CODE_HINT = "Six digits, new every 30 seconds."
SCAN_DONE = "Turn it on"

CODES = "Your recovery codes"
CODES_BODY = (
    "Each signs you in once when the phone is not there. They are shown this once: keep them "
    "on paper or in a password manager."
)
CODES_COPY = "Copy them"
CODES_COPIED = "Copied"
CODES_SAVE = "Save as a file"
CODES_FILE = "attune-recovery-codes.txt"
CODES_DONE = "I have kept them"

OFF_TITLE = "Stop asking for codes?"
OFF_BODY = "The password alone will then sign in. Your recovery codes go, too."
OFF_CODE = "A code of the app, or a recovery code"
OFF_SURE = "Stop asking for codes"
WAS_OFF = "Codes are no longer asked for"

STEP = "One more step"
STEP_SUB = "Enter the code that your app shows for Attune."
STEP_CODE = "Code"
STEP_CODE_HINT = "No phone at hand? A recovery code does it, too; each works once."
STEP_GO = "Sign in"
STEP_BACK = "Back to signing in"

PASSKEYS = "Passkeys"
PASSKEYS_BODY = (
    "A fingerprint, a face or a PIN on your own device instead of password and code. "
    "Nothing that could be stolen leaves the device."
)
PASSKEYS_NO_NAME = (
    "Browsers make passkeys for a name only, not for a number such as 127.0.0.1. Whoever runs "
    "this Attune can set ATTUNE_PUBLIC_URL, such as http://localhost:3000."
)
PASSKEY_ADD = "Add a passkey"
PASSKEY_NAME = "Name of the passkey"
PASSKEY_RENAME = "Rename"
PASSKEY_SAVE = "Save the name"
PASSKEY_REMOVE = "Remove"
PASSKEY_REMOVE_ONE = "Remove the passkey {name}"
PASSKEY_RENAME_ONE = "Rename the passkey {name}"
PASSKEY_ADDED = "The passkey is added"
PASSKEY_REMOVED = "The passkey is removed"
PASSKEY_NOT_MADE = "No passkey was made. Nothing was changed."
PASSKEY_MADE = "added {when}"
PASSKEY_USED = "used {when}"
PASSKEY_UNUSED = "not used yet"
PASSKEY_SYNCED = "on several devices"
PASSKEY_SIGN_IN = "Sign in with a passkey"
