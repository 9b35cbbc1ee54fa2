"""What can go wrong with the site alone."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import ReportError


class AddressError(ReportError):
    """Two or more ``identifiers`` of ``folder`` (``references``) would have their page at the same address, ``path``."""

    def __init__(self, folder: str, path: str, identifiers: Sequence[str]) -> None:
        super().__init__(folder, path, identifiers)
        self.folder, self.path, self.identifiers = folder, path, tuple(identifiers)

    def __str__(self) -> str:
        """The address, who would share it and how to mend it."""
        names = " and ".join(f'"{identifier}"' for identifier in self.identifiers)
        return (
            f"{self.path} would be the page of {names}. Give one of these {self.folder} an id that differs in letters or digits."
        )


class NotASiteError(ReportError):
    """``folder`` holds files that are none of a site's, so that it is not replaced by one."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder

    def __str__(self) -> str:
        """The folder and what to do."""
        return f"{self.folder} holds files that no site put there; nothing was changed. Name an empty or a new folder."
