"""Ties a process to the one that started it, so that kill -9 leaves nothing holding a port."""

import os
import threading
import time

_LOOK_EVERY_S = 0.5


def exit_with_parent() -> None:
    """End this process at once when its parent is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_EVERY_S)
        os._exit(1)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
