"""Where documents go: a folder, or any address that fsspec knows (``s3://bucket/reports``)."""

from __future__ import annotations

import glob
import hashlib
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from ..errors import ReportError, UsageError


class Output(Protocol):
    """A place for files, each named by a path below it. What isn't moved in yet is never seen under its own name."""

    address: str

    def put(self, file: str, body: bytes, token: str) -> None:
        """Write ``body`` beside the place of ``file``; ``token`` tells builds apart."""

    def move_in(self, file: str, token: str) -> None:
        """Put what was written beside in its place."""

    def read(self, file: str) -> bytes | None:
        """A file's content; ``None`` where there is none."""

    def written(self, file: str, token: str) -> str | None:
        """Hash of what was written beside; ``None`` where nothing was."""

    def tidy(self, files: list[str]) -> None:
        """Remove what builds that were killed left beside some files."""

    def shown(self, file: str) -> str:
        """The file's address, for people."""


def open_output(address: str | Path) -> Output:
    """The place that an address stands for.

    Raises:
        UsageError: no file system of that protocol is installed.
    """
    text = str(address)
    return _Remote(text) if "://" in text else _Folder(Path(text))


def sha256(body: bytes) -> str:
    """Hash in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def _beside(file: str, token: str) -> str:
    folder, _, name = file.rpartition("/")
    return f"{folder}/.{name}.{token}" if folder else f".{name}.{token}"


class _Folder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = str(path)

    def put(self, file: str, body: bytes, token: str) -> None:
        target = self.path / _beside(file, token)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(body)
        except OSError as error:
            raise ReportError(f"{target.parent} can't be written to: {error.strerror}.") from None

    def move_in(self, file: str, token: str) -> None:
        try:
            (self.path / _beside(file, token)).replace(self.path / file)
        except OSError as error:
            raise ReportError(f"{self.path / file} can't be written: {error.strerror}.") from None

    def read(self, file: str) -> bytes | None:
        try:
            return (self.path / file).read_bytes()
        except OSError:
            return None

    def written(self, file: str, token: str) -> str | None:
        body = self.read(_beside(file, token))
        return None if body is None else sha256(body)

    def tidy(self, files: list[str]) -> None:
        for file in files:
            place = self.path / file
            for left in place.parent.glob(f".{glob.escape(place.name)}.build-*"):
                left.unlink(missing_ok=True)

    def shown(self, file: str) -> str:
        return str(self.path / file)


class _Remote:
    def __init__(self, address: str) -> None:
        import fsspec

        self.address = address.rstrip("/")
        try:
            self._system, self._root = fsspec.core.url_to_fs(self.address)
        except (ValueError, ImportError) as error:
            raise UsageError(f"{urlsplit(address).scheme}:// can't be written to here: {error}") from None

    def put(self, file: str, body: bytes, token: str) -> None:
        self._try("written to", self._system.pipe_file, f"{self._root}/{_beside(file, token)}", body)

    def move_in(self, file: str, token: str) -> None:
        self._try("written to", self._system.mv, f"{self._root}/{_beside(file, token)}", f"{self._root}/{file}")

    def read(self, file: str) -> bytes | None:
        self._system.invalidate_cache()
        try:
            return bytes(self._system.cat_file(f"{self._root}/{file}"))
        except FileNotFoundError:
            return None
        except Exception as error:
            raise ReportError(f"{self.shown(file)} can't be read: {error}.") from None

    def written(self, file: str, token: str) -> str | None:
        body = self.read(_beside(file, token))
        return None if body is None else sha256(body)

    def tidy(self, files: list[str]) -> None:
        """Nothing: there is no lock on shared storage, so what is beside may belong to a build that is running."""

    def shown(self, file: str) -> str:
        return f"{self.address}/{file}"

    def _try(self, what: str, function: Any, *arguments: Any) -> None:
        try:
            function(*arguments)
        except Exception as error:  # each file system has errors of its own
            raise ReportError(f"{self.address} can't be {what}: {' '.join(str(error).split())}.") from None
