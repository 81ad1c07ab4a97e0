"""`attune remote …`: an Attune elsewhere, by its REST API; starts without the product.

Exit codes: 1 the server refused, 2 not asked for rightly, 3 not signed in, 4 not reachable, 130
stopped by Ctrl-C.
"""

import typer

from assistant.commands.remote import moods, signing_in, work

app = typer.Typer(
    help="Use an Attune on another machine, from scripts too. Exit codes: 1 the server refused, "
    "2 wrong usage, 3 not signed in, 4 not reachable.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
signing_in.add_to(app)
moods.add_to(app)
work.add_to(app)
