"""The deployment guide, followed step by step, as on a clean machine."""

import json
import os
import re
import threading
import time
from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse
from urllib.parse import urljoin, urlsplit

import psutil
import psycopg
import pytest

from config.health import latest_migrations
from tests.served.web_server import free_port

from .service import Service, commands_of, database

PASSWORD = "kites over the moor"
NEWER_STYLE = "body{color:darkgreen}"
FOR_EVER = "max-age=315360000, public, immutable"
NAMED = {
    "text/html": r'(?:href|src)="(/static/[^"]+)"',
    "text/css": r"""url\(["']?([^"')]+)""",
    "text/javascript": r'import [^"]*"(\./[^"]+)"',
}  # how files are named in what they make up
LATEST = max(name for app, name in latest_migrations() if app == "plans")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Steps 2 to 5; the first one has been done by whoever runs the tests."""
    with database(f"guide-{os.getpid()}") as address:
        settings = {"DATABASE_URL": address, "SECRET_KEY": "k8s0d9f7g6h5j4l3" * 4, "BIND": f"127.0.0.1:{free_port()}"}
        service = Service(tmp_path_factory.mktemp("service"), settings)
        for command in (*commands_of(2), *commands_of(3)):
            service.run(command)
        (first_account,) = commands_of(4)
        service.run(f"{first_account.rstrip()} --no-input", DJANGO_SUPERUSER_PASSWORD=PASSWORD)
        service.start(commands_of(5)[0])
        try:
            yield service
        finally:
            service.stop()


def test_it_serves_pages_by_https_alone(service: Service) -> None:
    page = service.ask("/sign-in/")
    assert page.status == 200
    assert "Set-Cookie: __Host-csrftoken" in str(page.headers)
    assert page.headers["Strict-Transport-Security"]
    plain = service.ask("/sign-in/", **{"X-Forwarded-Proto": "http"})
    assert (plain.status, plain.headers["Location"]) == (301, "https://plans.example/sign-in/")


def sign_in(service: Service) -> HTTPResponse:
    """As the first account."""
    page = service.ask("/sign-in/")
    (token,) = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.body)  # type: ignore[attr-defined]
    form = {"username": "owner@plans.example", "password": PASSWORD, "csrfmiddlewaretoken": token}
    return service.ask("/sign-in/", form, Cookie=cookies_of(page))


def test_the_first_account_signs_in_and_makes_others(service: Service) -> None:
    signed_in = sign_in(service)
    assert (signed_in.status, signed_in.headers["Location"]) == (302, "/")
    (session,) = [cookie for cookie in signed_in.headers.get_all("Set-Cookie") or [] if "sessionid" in cookie]
    assert session.startswith("__Host-")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(session.split("; "))
    assert service.ask("/accounts/new/", Cookie=cookies_of(signed_in)).status == 200


def cookies_of(answer: HTTPResponse) -> str:
    return "; ".join(cookie.partition(";")[0] for cookie in answer.headers.get_all("Set-Cookie", []))


def test_browsers_keep_for_ever_whatever_a_page_is_made_of(service: Service) -> None:
    session = cookies_of(sign_in(service))
    pages = [service.ask(address, Cookie=session) for address in ("/plans/", "/help/officer/", "/admin/plans/user/")]
    assert [page.status for page in pages] == [200, 200, 200]
    to_ask = {address for page in pages for address in static_files_of("/", page)}
    asked: dict[str, HTTPResponse] = {}
    while to_ask:
        address = to_ask.pop()
        asked[address] = service.ask(address)
        to_ask |= static_files_of(address, asked[address]) - asked.keys()
    assert {file.headers["Cache-Control"] for file in asked.values()} == {FOR_EVER}, asked
    assert {address.rpartition(".")[2] for address in asked} >= {"css", "js", "svg", "png"}


def static_files_of(address: str, answer: HTTPResponse) -> set[str]:
    """What a page, a style sheet or a script names."""
    kind = answer.headers["Content-Type"].partition(";")[0]
    named = re.findall(NAMED.get(kind, "(?!)"), answer.body)  # type: ignore[attr-defined]
    return {urljoin(address, name) for name in named if not name.startswith("data:")}


def test_it_says_that_it_is_well_and_no_more(service: Service) -> None:
    for watching in commands_of(5)[1:]:
        assert service.run(watching) == "ok\nok\n"
    for address in ("/health/", "/ready/"):
        answer = service.ask(address, Host="10.1.2.3", **{"X-Forwarded-Proto": "http"})
        assert (answer.status, answer.body) == (200, "ok\n")  # type: ignore[attr-defined]
        assert "Set-Cookie" not in answer.headers


def test_its_log_is_json_and_knows_the_request(service: Service) -> None:
    answer = service.ask("/plans/", **{"X-Request-ID": "from-the-proxy-1"})
    assert answer.headers["X-Request-ID"] == "from-the-proxy-1"
    lines = [json.loads(line) for line in service.log.read_text().splitlines()]
    (line,) = [line for line in lines if line["request"] == "from-the-proxy-1"]
    assert (line["method"], line["page"], line["status"]) == ("GET", "/plans/", 302)


def test_a_link_that_sets_a_password_is_not_logged(service: Service) -> None:
    service.ask("/accounts/set-password/MQ/secret-token/")
    assert "secret-token" not in service.log.read_text()


def test_new_code_comes_in_without_anybody_being_cut_off(service: Service) -> None:
    assert service.server
    before = {worker.pid for worker in psutil.Process(service.server.pid).children()}
    done, failed, answered = threading.Event(), [], []
    style, was = style_of(service)

    def keep_asking() -> None:
        while not done.is_set():
            try:
                page = service.ask("/sign-in/")
                answered.extend([page.status, *(service.ask(file).status for file in static_files_of("/", page))])
            except (OSError, HTTPException) as error:
                failed.append(error)

    asking = threading.Thread(target=keep_asking)
    asking.start()
    try:
        bring_in_new_code(service, before)
    finally:
        done.set()
        asking.join()
    assert not failed
    assert set(answered) == {200}
    assert service.ask("/health/").body == "newer\n"  # type: ignore[attr-defined]
    newer_style, is_now = style_of(service)
    assert newer_style != style
    assert is_now == was + NEWER_STYLE
    assert service.ask(style).body == was  # type: ignore[attr-defined]


def style_of(service: Service) -> tuple[str, str]:
    """The address and the content of the style sheet that pages have now."""
    page = service.ask("/sign-in/")
    (address,) = [address for address in static_files_of("/", page) if "/application." in address and ".css" in address]
    return address, service.ask(address).body  # type: ignore[attr-defined]


def bring_in_new_code(service: Service, before: set[int]) -> None:
    """As the guide says, until none of the workers from before is left."""
    assert service.server
    code = service.folder / "config" / "health.py"
    code.write_text(code.read_text().replace('_plain("ok", 200)\n\n\n', '_plain("newer", 200)\n\n\n', 1))
    built = service.folder / "build" / "static" / "application.css"
    built.write_text(built.read_text() + NEWER_STYLE)
    service.run(commands_of(6)[0])
    end = time.monotonic() + 60
    while before & {worker.pid for worker in psutil.Process(service.server.pid).children()}:
        assert time.monotonic() < end, service.log.read_text()
        time.sleep(0.1)


def test_it_is_not_ready_while_its_database_is_behind(service: Service) -> None:
    with psycopg.connect(service.settings["DATABASE_URL"], autocommit=True) as server:
        server.execute("DELETE FROM django_migrations WHERE app = 'plans' AND name = %s", [LATEST])
        answer = service.ask("/ready/")
        assert (answer.status, answer.body) == (503, "the database is not migrated\n")  # type: ignore[attr-defined]
        server.execute("INSERT INTO django_migrations (app, name, applied) SELECT 'plans', %s, now()", [LATEST])
    assert service.ask("/ready/").status == 200


def test_it_is_not_ready_while_its_database_is_away(service: Service) -> None:
    name = urlsplit(service.settings["DATABASE_URL"]).path.removeprefix("/")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            answer = service.ask("/ready/")
            assert (answer.status, answer.body) == (503, "the database cannot be reached\n")  # type: ignore[attr-defined]
            assert service.ask("/health/").status == 200
        finally:
            server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    assert service.ask("/ready/").status == 200


def test_it_stops_when_what_was_asked_is_answered(service: Service) -> None:
    """The last one, since it stops. A form is half sent while the server is told to stop."""
    assert service.server
    form = b"username=nobody&password=wrong"
    connection = service.connect()
    connection.putrequest("POST", "/sign-in/", skip_host=True)
    connection.putheader("Host", "plans.example")
    connection.putheader("X-Forwarded-Proto", "https")
    connection.putheader("Content-Type", "application/x-www-form-urlencoded")
    connection.putheader("Content-Length", str(len(form)))
    connection.endheaders()
    connection.send(form[:8])
    time.sleep(1)  # until a worker has begun to read it
    service.run(commands_of(7)[0])
    time.sleep(3)  # so that a server which does not wait for it has cut it off
    connection.send(form[8:])
    assert connection.getresponse().status == 403  # without its token: but answered
    connection.close()
    assert service.server.wait(60) == 0
