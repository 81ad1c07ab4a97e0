"""Logs: structured, without texts, moods, tokens or addresses."""

import logging
import sys

import structlog
from structlog.typing import Processor


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
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    for chatty in ("httpx", "httpcore", "spotipy", "urllib3", "dbos", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
