"""A web server for the site on this machine alone."""

from __future__ import annotations

import errno
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

from ..errors import ReportError

HOST = "127.0.0.1"
_TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json", ".csv": "text/csv; charset=utf-8", ".xml": "application/xml", ".pdf": "application/pdf",
    ".woff": "font/woff", ".svg": "image/svg+xml",
}  # fmt: skip
_PLAIN = "text/plain; charset=utf-8"
"""What else there is: lists of checksums, licences, ``edition.toml``."""


class PortTakenError(ReportError):
    """Something else listens on ``port`` already."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port

    def __str__(self) -> str:
        """The port and what to do."""
        return f"Port {self.port} is taken by another program. Choose another: --port {self.port + 1}, or 0 for a free one."


class Server:
    """Serves a folder in a thread of its own until it is closed. ``fault`` stands above every page while it isn't empty.

    Args:
        folder: of the site; it may be replaced while it is served.
        port: 0 for any that is free.

    Raises:
        PortTakenError: the port is taken.
    """

    def __init__(self, folder: Path, port: int) -> None:
        self.fault = ""
        try:
            self._server = ThreadingHTTPServer((HOST, port), partial(_Handler, owner=self, directory=str(folder)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTakenError(port) from None
            raise ReportError(f"Port {port} can't be listened on: {error.strerror}.") from None
        except OverflowError:
            raise ReportError(f"{port} is no port; ports go from 0 to 65535.") from None
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where the site is to be seen."""
        return f"http://{HOST}:{self._server.server_address[1]}/"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Handler(SimpleHTTPRequestHandler):
    """Files of the folder and nothing else: no listing, nothing above it, nothing kept by the browser."""

    def __init__(self, *arguments: Any, owner: Server, directory: str) -> None:
        self._owner = owner
        super().__init__(*arguments, directory=directory)

    def send_head(self) -> Any:
        """Only requests by this machine's own names are answered, so that no other site can read through a name of its own."""
        host = (self.headers.get("Host") or "").rpartition(":")[0] or (self.headers.get("Host") or "")
        if host not in (HOST, "localhost"):
            self.send_error(403)
            return None
        path = Path(self.translate_path(self.path))
        folder = Path(self.directory).resolve()
        if not path.resolve().is_relative_to(folder):
            self.send_error(404)
            return None
        page = path / "index.html" if path.is_dir() else path
        if (
            self._owner.fault
            and page.suffix == ".html"
            and page.is_file()
            and (page is path or self.path.split("?")[0].endswith("/"))
        ):
            return self._with_fault(page)
        return super().send_head()

    def _with_fault(self, page: Path) -> BytesIO:
        """A page of the last good site, with what keeps it from being renewed."""
        banner = f'<div class="note caveat" role="alert"><pre>{escape(self._owner.fault)}</pre></div>'
        before, tag, after = page.read_text("utf-8").partition('<header class="masthead"')
        body = (before + banner + tag + after if tag else before).encode()
        self.send_response(200)
        self.send_header("Content-Type", _TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def end_headers(self) -> None:
        """Nothing is kept: the next request is to see what was built since."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def guess_type(self, path: Any) -> str:
        """The type by the file's ending, the same on every system."""
        return _TYPES.get(Path(str(path)).suffix.lower(), _PLAIN)

    def list_directory(self, path: Any) -> None:
        """There is no listing of a folder."""
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal is for what is built."""
