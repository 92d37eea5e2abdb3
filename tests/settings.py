"""The settings of production, but for https, which the tests' own servers do not speak."""

import os

os.environ.setdefault("HTTPS", "0")

from config.settings import *  # noqa: F403

# What makes a password slow to guess makes every sign-in of a test slow.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
