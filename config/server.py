"""How gunicorn serves the site: `gunicorn --config python:config.server config.wsgi`.

What cannot be what it is set to ends the start, before there are workers to fail by it.

The application is loaded by each worker, not before: so SIGHUP brings in new code, worker by worker, while the old ones
finish what they are answering. SIGTERM stops it the same way.
"""

import os
import sys
from pathlib import Path

from config import environment
from config.logs import logging_settings
from config.postgresql.messages import DatabaseUnavailable
from config.postgresql.settings import databases

try:
    _env = environment.read(os.environ)
    databases(os.environ, Path("var"))
    environment.require_collected(_env["STATIC_ROOT"])
except (environment.Misconfigured, DatabaseUnavailable) as error:
    sys.exit(str(error))

bind = _env["BIND"]
workers = _env["WEB_WORKERS"]
threads = _env["WEB_THREADS"]
timeout = 120  # seconds without a sign of life before a worker is replaced: a large document takes long to read
graceful_timeout = _env["GRACEFUL_SECONDS"]
control_socket_disable = True
logconfig_dict = logging_settings(_env["LOG_FORMAT"], _env["LOG_LEVEL"])
