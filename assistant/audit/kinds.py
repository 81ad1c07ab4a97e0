"""Kinds of deeds, by which the log is looked through: what verbs of each kind begin with."""

from typing import Literal

Kind = Literal["sign_in", "ways_in", "permission", "secret", "export", "account", "admin"]

# A verb may be of two kinds: using a passkey is a sign-in, and tells of a way in.
KINDS: dict[Kind, tuple[str, ...]] = {
    "sign_in": (
        "sign_in.", "sign_out.", "passkey.used", "passkey.failed", "passkey.refused",
        "two_factor.used", "two_factor.failed", "password.refused",
    ),
    "ways_in": (
        "password.", "two_factor.", "passkey.", "recovery_codes.", "identity.", "proof.", "email.",
    ),
    "permission": (
        "account.role_changed", "account.locked", "account.unlocked", "invitation.", "token.",
    ),
    "secret": ("secrets.", "connection.", "token."),
    "export": ("export.", "account.delet", "account.kept"),
    "account": ("account.", "profile.", "photo.", "email."),
    "admin": (
        "index.", "job.", "sample.", "import.", "secrets.", "mail.", "account.role_changed",
        "account.locked", "account.unlocked", "catalogue.", "metadata.",
        "invitation.",
    ),
}  # fmt: skip
