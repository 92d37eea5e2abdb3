"""The backend that Django loads for ``ENGINE = "config.postgresql"``."""

import shutil
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base, client
from django.db.utils import NotSupportedError
from psycopg import OperationalError, ProgrammingError

from config.postgresql import data_folder, embedded
from config.postgresql.messages import DatabaseUnavailable, refusal, too_old, unusable


class DatabaseClient(client.DatabaseClient):
    """``manage.py dbshell``, with the psql from the wheel where the system has none."""

    executable_name = shutil.which("psql") or str(data_folder.program("psql"))

    def runshell(self, parameters: Iterable[str]) -> None:
        embedded.start_for(self.connection.settings_dict)
        super().runshell(parameters)


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient

    def connect(self) -> None:
        try:
            super().connect()
        except ImproperlyConfigured as error:
            raise DatabaseUnavailable(unusable(error, self.settings_dict)) from None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        embedded.start_for(self.settings_dict)
        try:
            return super().get_new_connection(conn_params)
        except OperationalError as error:
            raise DatabaseUnavailable(refusal(error, self.settings_dict)) from None
        except ProgrammingError as error:
            raise DatabaseUnavailable(unusable(error, self.settings_dict)) from None

    def check_database_version_supported(self) -> None:
        try:
            super().check_database_version_supported()
        except NotSupportedError:
            found, least = self.get_database_version(), self.features.minimum_database_version
            self.close()  # or the next request would take it for a good connection
            raise DatabaseUnavailable(too_old(_dotted(found), _dotted(least), self.settings_dict)) from None


def _dotted(version: tuple[int, ...] | None) -> str:
    return ".".join(map(str, version or ()))
