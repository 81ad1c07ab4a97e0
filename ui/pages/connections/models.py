"""Owns the plain values of the Connections page; no token ever reaches one."""

from dataclasses import dataclass, field

from ui.models import Share


@dataclass
class SpotifyView:
    """The connection to Spotify as shown.

    Attributes:
        client_id: The app's public id, or empty while none is set.
        redirect_uri: What has to stand in the app's settings, exactly.
        needs_paste: Whether Spotify's answer has to be pasted, since its page will not open.
        is_connected: Whether a key is held.
        account: Name of the account.
        plan: Its plan in words, such as ``"Premium"``.
        since: Since when, in words.
        may: What was granted, in words.
        is_sandbox: Whether a local stand-in answers instead of Spotify.
    """

    client_id: str = ""
    redirect_uri: str = ""
    needs_paste: bool = False
    is_connected: bool = False
    account: str = ""
    plan: str = ""
    since: str = ""
    may: str = ""
    is_sandbox: bool = False


@dataclass
class Check:
    """One finding of the test: ``"good"``, ``"warn"`` or ``"bad"``, and what to do."""

    kind: str = "good"
    label: str = ""
    detail: str = ""


@dataclass
class Profile:
    """The moods of recent listening; not drawn while `songs` is 0.

    Attributes:
        songs: How many songs it is made of.
        unknown: How many were left out for want of a mood.
        sentence: What stands out, in one sentence.
        shares: The four moods, largest first.
        when: When it was made, in words.
    """

    songs: int = 0
    unknown: int = 0
    sentence: str = ""
    shares: list[Share] = field(default_factory=list)
    when: str = ""
