"""What production settings make of a request, and that Django finds nothing to say about them."""

import json
import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parent.parent.parent
PRODUCTION = {"HTTPS": "1", "ALLOWED_HOSTS": "plans.example", "SITE_URL": "https://plans.example", "PROXY_COUNT": "1"}
ASK = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
import django; django.setup()
from django.test import Client
plain = Client().get("/sign-in/", headers={"host": "plans.example", "x-forwarded-proto": "http"})
secure = Client().get("/sign-in/", headers={"host": "plans.example", "x-forwarded-proto": "https"})
cookies = {name: dict(cookie.items()) for name, cookie in secure.cookies.items()}
print(json.dumps([plain.status_code, plain.headers.get("Location"), dict(secure.headers), cookies], default=str))
"""


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    of_tests = {"DEMO", "DEBUG", "HTTPS", "DJANGO_ALLOW_ASYNC_UNSAFE", "DJANGO_SETTINGS_MODULE"}
    cleared = {name: value for name, value in os.environ.items() if name not in of_tests}
    return subprocess.run(
        [sys.executable, *words], cwd=CHECKOUT, env=cleared | environment, capture_output=True, text=True, check=False
    )


def test_nothing_is_to_be_said_of_it() -> None:
    result = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert result.returncode == 0, result.stderr


def test_what_is_sent_with_every_page() -> None:
    result = run("-c", ASK, **PRODUCTION)
    status, location, headers, cookies = json.loads(result.stdout)
    assert (status, location) == (301, "https://plans.example/sign-in/")
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert {headers["X-Frame-Options"], headers["X-Content-Type-Options"]} == {"DENY", "nosniff"}
    assert headers["Referrer-Policy"] == "same-origin"
    for name, cookie in cookies.items():
        assert name.startswith("__Host-")
        assert cookie["secure"]
        assert cookie["httponly"]
        assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")
    assert cookies


def test_the_demo_speaks_plain_http() -> None:
    status, _, headers, cookies = json.loads(run("-c", ASK, DEMO="1", ALLOWED_HOSTS="plans.example").stdout)
    assert status == 200
    assert "Strict-Transport-Security" not in headers
    assert set(cookies) == {"csrftoken"}
