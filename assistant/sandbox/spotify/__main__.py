"""`python -m assistant.sandbox.spotify --port N --catalogue FILE`: the sandbox as a process."""

import argparse
import sys
from pathlib import Path

from assistant.sandbox.server import SandboxServer
from assistant.sandbox.spotify.app import SANDBOX_CLIENT_ID, SpotifySandbox

_RECENT = 50


def run(host: str, port: int, catalogue: Path | None = None) -> None:
    """Serve until interrupted; the Premium account has just heard part of the catalogue.

    Args:
        host: a loopback address.
        port: 0 takes a free one; the address is printed.
        catalogue: JSON list of {name, artists, duration_ms, [id], [isrc], [album], [explicit]}.
    """
    sandbox = SpotifySandbox.from_file(catalogue) if catalogue else SpotifySandbox()
    tracks = list(sandbox.state.catalogue.values())
    # Every third track, so that the history is no block of one artist or mood.
    heard = [track for start in range(3) for track in tracks[start::3]]
    sandbox.state.script_plays("sandbox-premium", heard[:_RECENT])
    robin = sandbox.user("sandbox-premium")
    robin.playing = heard[0] if heard else None
    robin.top = heard[:_RECENT]
    robin.saved = {track.uri for track in heard[:_RECENT:2]}
    uris = [track.uri for track in heard]
    sandbox.state.give_playlist(robin.id, "Slow mornings", uris[:12])
    sandbox.state.give_playlist(robin.id, "Long drives", uris[12:40])
    sandbox.state.give_playlist(robin.id, "Made by Kim", uris[:5], owner_id="sandbox-free")
    server = SandboxServer(sandbox, host, port)
    sys.stdout.write(f"Spotify sandbox on {server.url}, client ID {SANDBOX_CLIENT_ID}\n")
    sys.stdout.flush()
    server.run()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="assistant.sandbox.spotify", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--catalogue", type=Path)
    asked = parser.parse_args()
    run(asked.host, asked.port, asked.catalogue)


if __name__ == "__main__":
    main()
