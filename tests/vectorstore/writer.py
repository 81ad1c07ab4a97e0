"""A process of its own that writes songs until it is killed: `python -m … <url> <generation>`."""

import sys

from tests.vectorstore.songs import DIMS, song
from vectorstore import open_builder, open_store


def main(url: str, name: str, role: str) -> None:
    store = open_store(url) if role == "owner" else open_builder(url, name)
    store.create(name, dims=DIMS, model_stamp="m")
    for start in range(0, 1_000_000, 100):
        store.upsert(name, [song(i) for i in range(start, start + 100)])
        sys.stdout.write(f"{start + 100}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
