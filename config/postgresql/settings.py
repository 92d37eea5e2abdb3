"""What DATABASES says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url

from config.postgresql import embedded
from config.postgresql.messages import REMEDY, DatabaseUnavailable

ENGINE = "config.postgresql"
SHARED: dict[str, Any] = {"ENGINE": ENGINE, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def database_settings(environ: Mapping[str, str], var: Path) -> dict[str, Any]:
    """The database at DATABASE_URL if that is set, otherwise our own server with its data in ``var``.

    Starts nothing: the backend does, at the first connection. Raises DatabaseUnavailable for a DATABASE_URL that is not
    a PostgreSQL one.
    """
    if url := environ.get("DATABASE_URL"):
        return SHARED | _at_url(url)
    folder = var / "postgresql"
    return SHARED | {"EMBEDDED_FOLDER": folder, **embedded.address(folder)}


def _at_url(url: str) -> dict[str, Any]:
    scheme = url.partition(":")[0] if ":" in url else ""
    if scheme not in {"postgres", "postgresql"}:
        raise DatabaseUnavailable(
            f"DATABASE_URL begins {scheme + ':' if scheme else 'without a scheme'}, not postgresql://: {REMEDY}."
        )
    try:
        read: dict[str, Any] = {**dj_database_url.parse(url, engine=ENGINE)}
    except ValueError:
        raise DatabaseUnavailable(
            f"DATABASE_URL cannot be read as postgresql://user:password@host/name: {REMEDY}."
        ) from None
    if not read["NAME"]:
        raise DatabaseUnavailable(f"DATABASE_URL names no database (postgresql://user:password@host/name): {REMEDY}.")
    options = {"connect_timeout": 10} | read.get("OPTIONS", {})
    if "pool" in options:
        raise DatabaseUnavailable(f"DATABASE_URL asks for a pool, and connections are kept without one: {REMEDY}.")
    address = {key: read[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    for key in ("HOST", "PORT"):  # a socket's folder is written ?host=/folder
        address[key] = address[key] or options.pop(key.lower(), "")
    return address | {"OPTIONS": options}
