"""The export menu of JupyterLab: what the server lists, and the files that it gives for download."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPResponse
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from .notebook_corpus import code, markdown, notebook, picture, printed

TOKEN = "only-for-this-test"
Get = Callable[[str], HTTPResponse]


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Get]:
    """A server of notebooks with one in it, as JupyterLab starts it, asked by the path of an address."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "runtime").mkdir()
    (folder / "work").mkdir()
    source = "# An analysis\n\nWords.\n\n![Red](attachment:red.png)"
    image = {"red.png": {"image/png": picture()}}
    nb = notebook(markdown(source, attachments=image), code("1 + 1", printed("printed words")))
    (folder / "work" / "an analysis.ipynb").write_text(json.dumps(nb), "utf-8")
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--ServerApp.port=0"]
    command += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={folder / 'work'}", "--ServerApp.ip=127.0.0.1"]
    places = {f"JUPYTER_{kind}_DIR": str(folder / kind.lower()) for kind in ("RUNTIME", "CONFIG", "DATA")}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, env={**os.environ, **places}, stdout=log, stderr=log)
    try:
        address = _address(folder / "runtime", server)
        headers = {"Authorization": f"token {TOKEN}", "Referer": address}
        yield lambda path: urlopen(Request(address + path, headers=headers), timeout=120)
    finally:
        server.terminate()
        server.wait(30)


def _address(runtime: Path, server: subprocess.Popen[bytes]) -> str:
    """Where the server listens: it says so in a file, a moment before it does."""
    while server.poll() is None:
        for file in runtime.glob("jpserver-*.json"):
            if (text := file.read_text("utf-8")).endswith("}"):
                said = json.loads(text)
                with suppress(ConnectionRefusedError), socket.create_connection((said["hostname"], said["port"])):
                    return str(said["url"])
        time.sleep(0.1)
    raise AssertionError((runtime.parent / "log").read_text("utf-8"))


@pytest.mark.parametrize(("name", "mime"), [("report-html", "text/html"), ("report-pdf", "application/pdf")])
def test_the_menu_has_both(get: Get, name: str, mime: str) -> None:
    assert json.loads(get("api/nbconvert").read())[name] == {"output_mimetype": mime}


def test_the_pdf_is_downloaded_under_the_name_of_the_notebook(get: Get) -> None:
    answer = get("nbconvert/report-pdf/an%20analysis.ipynb?download=true")
    assert answer.headers.get_content_type() == "application/pdf"
    assert "an%20analysis.pdf" in answer.headers["Content-Disposition"]
    assert answer.read().startswith(b"%PDF-")


def test_the_page_is_downloaded_and_holds_the_notebook(get: Get) -> None:
    answer = get("nbconvert/report-html/an%20analysis.ipynb?download=true")
    assert answer.headers.get_content_type() == "text/html"
    assert "an%20analysis.html" in answer.headers["Content-Disposition"]
    page = answer.read().decode()
    assert all(words in page for words in ("<h1", "An analysis", "printed words", "data:image/png;base64,"))
