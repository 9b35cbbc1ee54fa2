"""The server on this machine, and the site that follows the data."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from report_helpers.site.serving import PortTakenError, Server

from .conftest import ROOT


def ask(address: str, path: str = "/", host: str = "") -> tuple[int, dict[str, str], bytes]:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(str(place.hostname), place.port, timeout=20)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    found = answer.status, {key.lower(): value for key, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


@pytest.fixture
def served(site: Path) -> Iterator[Server]:
    server = Server(site, 0)
    yield server
    server.close()


def test_files_have_their_types(served: Server, site: Path) -> None:
    types = {
        "/": "text/html; charset=utf-8",
        "/states/per.html": "text/html; charset=utf-8",
        "/data/editions/2008/activities.csv": "text/csv; charset=utf-8",
        "/data/SHA256SUMS": "text/plain; charset=utf-8",
        f"/{next(site.glob('assets/site-*.js')).relative_to(site)}": "text/javascript; charset=utf-8",
        f"/{next(site.glob('assets/*.woff')).relative_to(site)}": "font/woff",
    }
    for path, kind in types.items():
        status, headers, body = ask(served.address, path)
        assert (status, headers["content-type"]) == (200, kind)
        assert (site / path.lstrip("/") / "index.html" if path == "/" else site / path.lstrip("/")).read_bytes() == body
        assert headers["cache-control"] == "no-store"


def test_only_the_site_is_served(served: Server, site: Path) -> None:
    (site.parent / "secret.html").write_text("secret")
    (site / "outside.html").symlink_to(site.parent / "secret.html")
    try:
        for path in ("/assets/", "/../secret.html", "/%2e%2e/secret.html", "/outside.html", "/nothing.html"):
            assert ask(served.address, path)[0] == 404, path
    finally:
        (site / "outside.html").unlink()
    assert ask(served.address, "/", host="attacker.example")[0] == 403


def test_a_fault_stands_above_each_page_as_text(served: Server) -> None:
    served.fault = "activities.csv:3: <script>alert(1)</script>"
    body = ask(served.address, "/states/per.html")[2].decode()
    assert "activities.csv:3: &lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "activities.csv:3" in ask(served.address, "/")[2].decode()
    served.fault = ""
    assert "activities.csv:3" not in ask(served.address, "/")[2].decode()


def test_a_port_that_is_taken_is_said(served: Server, site: Path) -> None:
    port = urlsplit(served.address).port
    with pytest.raises(PortTakenError, match=f"Port {port} is taken by another program"):
        Server(site, int(port or 0))


def eventually(holds: Callable[[], bool], seconds: int = 90) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


@pytest.mark.skipif(os.name != "posix", reason="ends the command as a terminal does")
def test_the_command_follows_the_data_keeps_the_last_good_site_and_ends_clean(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "notebooks").symlink_to(ROOT / "notebooks")
    out, err = tmp_path / "out.txt", tmp_path / "err.txt"
    command = [sys.executable, "-m", "report_helpers", "serve", "--port", "0", "--no-documents"]
    with out.open("w") as stdout, err.open("w") as stderr:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=stdout, stderr=stderr)
    try:
        assert eventually(lambda: "http://127.0.0.1:" in out.read_text()), err.read_text()
        address = out.read_text().split()[0]
        themes = tmp_path / "data/reference/themes.csv"
        good = themes.read_text("utf-8")

        def shown(path: str) -> str:
            return ask(address, path)[2].decode()

        assert "Trafficking in persons" in shown("/themes/trafficking.html")
        themes.write_text(good.replace("Trafficking in persons", "Trafficking in people"), "utf-8")
        assert eventually(lambda: "Trafficking in people" in shown("/themes/trafficking.html"))
        themes.write_text(good.replace("trafficking,", "no-more,", 1), "utf-8")
        assert eventually(lambda: "is not a theme" in shown("/themes/trafficking.html"))
        assert "Trafficking in people" in shown("/themes/trafficking.html")
        assert "The last good site stays." in err.read_text()
        themes.write_text(good, "utf-8")
        assert eventually(lambda: "is not a theme" not in shown("/themes/trafficking.html"))
    finally:
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=60)
    assert code == 0
    assert "Traceback" not in err.read_text()
