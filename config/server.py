"""How gunicorn serves the site: `gunicorn --config python:config.server config.wsgi`.

The application is loaded by each worker, not before: so SIGHUP brings in new code, worker by worker, while the old ones
finish what they are answering. SIGTERM stops it the same way.
"""

import os
import sys

from config import environment
from config.logs import logging_settings

try:
    _env = environment.read(os.environ)
except environment.Misconfigured as error:
    sys.exit(str(error))

bind = _env["BIND"]
workers = _env["WEB_WORKERS"]
threads = _env["WEB_THREADS"]
timeout = 120  # seconds without a sign of life before a worker is replaced: a large document takes long to read
graceful_timeout = _env["GRACEFUL_SECONDS"]
control_socket_disable = True
logconfig_dict = logging_settings(_env["LOG_FORMAT"], _env["LOG_LEVEL"])
