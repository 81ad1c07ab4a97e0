"""Which addresses are fit to send a password to."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from assistant.remote.errors import Misused

API = "/api/v1"


def address_of(typed: str, *, insecure_http: bool = False) -> str:
    """The server's address as it is kept: scheme, host and port, then a folder if there is one.

    Without a scheme it is https, or http on this machine.

    Raises:
        Misused: it is no address, carries a password, or is plain http to another machine.
    """
    text = typed.strip()
    if "://" not in text:
        text = f"{'http' if _host_is_here(f'http://{text}') else 'https'}://{text}"
    parts = _split(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Misused("the address of a server looks like https://attune.example.com")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise Misused("give the server's address alone, without a name, password or query in it")
    if parts.scheme == "http" and not insecure_http and not is_here(parts.hostname):
        raise Misused(
            "plain http would show your password and moods to the network. Use https, or say "
            "--insecure-http if you are sure of every machine between here and there"
        )
    folder = parts.path.rstrip("/").removesuffix(API)
    return f"{parts.scheme}://{parts.netloc.lower()}{folder}"


def is_here(host: str) -> bool:
    """Whether a host is this machine, so that nothing crosses a network."""
    if host.lower() in ("localhost", "localhost."):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host_is_here(text: str) -> bool:
    return is_here(_split(text).hostname or "")


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port  # a wrong one raises here
    except ValueError as error:
        raise Misused("the address of a server looks like https://attune.example.com") from error
    return parts
