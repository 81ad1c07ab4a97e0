"""What Python's garbage collector looks at, in processes that live long."""

import gc


def settle() -> None:
    """Leave alone what is loaded by now: it stays to the end, and there is much of it.

    The collector looked through every module, page and table again and again: a third of an
    import's time (`python -m bench.importing`), and in the web process, whose pages are hundreds
    of thousands of objects, 40 ms each time. It also looks less often at what is new.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
