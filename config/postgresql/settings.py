"""What DATABASES says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url

from config.postgresql import embedded
from config.postgresql.messages import DatabaseUnavailable, remedy

ENGINE = "config.postgresql"
REPLICA = "replica"
SHARED: dict[str, Any] = {"ENGINE": ENGINE, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def databases(environ: Mapping[str, str], var: Path) -> dict[str, dict[str, Any]]:
    """The database, and its replica if REPLICA_URL names one, which has to answer soon: the database can as well."""
    found = {"default": database_settings(environ, var)}
    if url := environ.get("REPLICA_URL"):
        found[REPLICA] = SHARED | _at_url(url, "REPLICA_URL", connect_timeout=3)
    return found


def database_settings(environ: Mapping[str, str], var: Path) -> dict[str, Any]:
    """The database at DATABASE_URL if that is set, otherwise our own server with its data in ``var``.

    Starts nothing: the backend does, at the first connection. Raises DatabaseUnavailable for a DATABASE_URL that is not
    a PostgreSQL one.
    """
    if url := environ.get("DATABASE_URL"):
        return SHARED | _at_url(url, "DATABASE_URL", connect_timeout=10)
    folder = var / "postgresql"
    return SHARED | {"VARIABLE": "DATABASE_URL", "EMBEDDED_FOLDER": folder, **embedded.address(folder)}


def _at_url(url: str, variable: str, *, connect_timeout: int) -> dict[str, Any]:
    def unusable(why: str) -> DatabaseUnavailable:
        return DatabaseUnavailable(f"{variable} {why}: {remedy({'VARIABLE': variable})}.")

    scheme = url.partition(":")[0] if ":" in url else ""
    if scheme not in {"postgres", "postgresql"}:
        raise unusable(f"begins {scheme + ':' if scheme else 'without a scheme'}, not postgresql://")
    try:
        read: dict[str, Any] = {**dj_database_url.parse(url, engine=ENGINE)}
    except ValueError:
        raise unusable("cannot be read as postgresql://user:password@host/name") from None
    if not read["NAME"]:
        raise unusable("names no database (postgresql://user:password@host/name)")
    options = {"connect_timeout": connect_timeout} | read.get("OPTIONS", {})
    if "pool" in options:
        raise unusable("asks for a pool, and connections are kept without one")
    address = {key: read[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    for key in ("HOST", "PORT"):  # a socket's folder is written ?host=/folder
        address[key] = address[key] or options.pop(key.lower(), "")
    return address | {"VARIABLE": variable, "OPTIONS": options}
