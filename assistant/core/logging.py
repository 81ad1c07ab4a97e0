"""Logs: structured, without texts, moods, tokens or addresses."""

import logging
import re
import sys

import structlog
from structlog.typing import Processor

# Reflex writes an event that it cannot place as it came: with the cookie, and what was typed.
_EVENT = re.compile(r"(\bEvent\(name='[^',]{0,300}'|\bevent data: ).*", re.IGNORECASE)


class EventlessFormatter(logging.Formatter):
    """Lines of libraries, tracebacks too, without what an event of the dashboard carried."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as text."""
        return _EVENT.sub(r"\1…", super().format(record))


def configure(level: str, log_format: str) -> None:
    """Set up logging for this process.

    Args:
        level: the least that is written, such as "INFO".
        log_format: "text" for people, "json" for programs.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(),
            exception_formatter=structlog.dev.plain_traceback,  # the rich one prints local values
        )
    )
    tail = [structlog.processors.format_exc_info] if log_format == "json" else []
    structlog.configure(
        processors=[*shared, *tail, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(EventlessFormatter("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for chatty in ("httpx", "httpcore", "spotipy", "urllib3", "dbos", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
