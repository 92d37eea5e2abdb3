"""What is logged, and how a line looks: for a person, or as JSON for whatever collects logs."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from config import request_ids

LINE, JSON = "line", "json"


class AddRequest(logging.Filter):
    """Every record knows the request that it was said in."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_ids.current.get() or "-"
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: when in UTC, how grave, who says what, the request, and the facts given with it."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(record, "request_id", "-"),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def logging_settings(shape: str, level: str) -> dict[str, Any]:
    """What Django and gunicorn both log by; everything goes to stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": AddRequest}},
        "formatters": {
            LINE: {"format": "{asctime} {levelname} {name} [{request_id}]: {message}", "style": "{"},
            JSON: {"()": JsonLines},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": shape, "filters": ["request"]}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {name: {"level": level} for name in ("gunicorn.error", "requests", "security")},
    }
