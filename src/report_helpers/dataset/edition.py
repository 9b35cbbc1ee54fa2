"""One edition of the data as tidy tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

import pandas as pd

from .. import recording
from ..errors import LanguageError, UsageError
from ..paths import data_folder
from .indexes import INDEXES
from .info import LANGUAGES, EditionInfo, read_info
from .links import Links
from .named import memberships_at, named_organizations
from .packed import open_pack
from .reads import Records, Tables
from .whole import read_whole

AUDIENCES = ("public", "internal")


@dataclass(frozen=True, eq=False)
class Edition(Links):
    """The data of one year, in one language: a value that nothing changes.

    Every table is an attribute that gives a DataFrame of its own, which may be changed freely. Tables with an order
    stand in reading order. The columns are those of the field guide, and besides:

    * ``number`` of ``entries`` and ``activities``: what readers see (``I.3``, ``I.3.2``, ``A2.VI.1``);
    * ``path`` of ``sections``: the numeral with those above it (``A2.XI.1``);
    * ``label`` of the code lists, ``states`` and ``organizations``: the name in the edition's language.

    Text is never missing (an empty cell is ``""``), numbers and booleans may be ``pd.NA``, lists are tuples.
    Long tables with one row for each item of a list come from :class:`Links` (``activity_themes`` ...).
    """

    year: int
    language: str
    audience: str
    tables: Tables = field(repr=False)

    @property
    def info(self) -> EditionInfo:
        """What the edition says about itself."""
        info: EditionInfo = self.tables.fact("info")
        return info

    @property
    def checksum(self) -> str:
        """Checksum of the published data."""
        return str(self.tables.fact("checksum"))

    def records(self, name: str) -> Records:
        """The rows of the table, or the index, called ``name`` as dictionaries by id, missing values as ``None``.

        A build runs a notebook again when a row changes that it looked up; one that asks for a whole table depends on all
        of it.
        """
        return self.tables.records(name)

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """A copy of the table called ``name``, with all columns or with those asked for; ``KeyError`` where there is none.

        A build runs a notebook again when something changes that it reads: who asks for a few columns depends on no other.
        """
        return (self.tables[name] if columns is None else self.tables.columns(name, columns)).copy()

    def labels(self, name: str) -> dict[str, str]:
        """Label of each row of a code list, of ``states`` or of ``organizations``, by its id."""
        frame = self.tables[name]
        return dict(zip(frame["id"], frame["label"], strict=True))

    @property
    def sections(self) -> pd.DataFrame:
        """Headings of the report, one a row."""
        return self.table("sections")

    @property
    def entries(self) -> pd.DataFrame:
        """Replies of organizations, one a row."""
        return self.table("entries")

    @property
    def activities(self) -> pd.DataFrame:
        """Activities, one a row."""
        return self.table("activities")

    @property
    def figures(self) -> pd.DataFrame:
        """Numbers reported, one a row; ``value`` in the row's own ``unit``. Sum only rows that are ``additive``."""
        return self.table("figures")

    @property
    def references(self) -> pd.DataFrame:
        """Reference documents, one a row."""
        return self.table("references")

    @property
    def footnotes(self) -> pd.DataFrame:
        """Footnotes, one a row."""
        return self.table("footnotes")

    @property
    def corrections(self) -> pd.DataFrame:
        """Known errors of the source, one a row."""
        return self.table("corrections")

    @property
    def contacts(self) -> pd.DataFrame:
        """Contact persons, one a row. Raises :class:`UsageError` unless loaded with ``audience="internal"``."""
        if self.audience != "internal":
            raise UsageError('Contacts are read only where they are asked for: load_edition(..., audience="internal").')
        if "contacts" not in self.tables:
            raise UsageError(f"data/editions/{self.year}/restricted/contacts.csv is not on this machine.")
        return self.table("contacts")

    @property
    def requests(self) -> pd.DataFrame:
        """Bodies that were asked to report, one a row; none where the edition keeps no such list."""
        return self.table("requests")

    @property
    def receipts(self) -> pd.DataFrame:
        """Files as they were received, one a row."""
        return self.table("receipts")

    @property
    def changes(self) -> pd.DataFrame:
        """Changes of cells that came from received files, one a row."""
        return self.table("changes")

    @property
    def organizations(self) -> pd.DataFrame:
        """Bodies that any edition names, one a row."""
        return self.table("organizations")

    @property
    def named_organizations(self) -> pd.DataFrame:
        """The ``organizations`` that this edition names or points to, with those above them and their member bodies."""
        frame = self.organizations
        named = named_organizations(self.tables, self.current_memberships)
        return frame[frame["id"].isin(named)].reset_index(drop=True)

    @property
    def memberships(self) -> pd.DataFrame:
        """Members of bodies, one membership a row, past ones included."""
        return self.table("memberships")

    @property
    def successions(self) -> pd.DataFrame:
        """Entries and activities that became others from one edition to the next, one succession a row."""
        return self.table("successions")

    @property
    def current_memberships(self) -> pd.DataFrame:
        """The ``memberships`` that hold at the edition's date (``info.as_of``)."""
        return memberships_at(self.memberships, self.info.as_of)

    @property
    def states(self) -> pd.DataFrame:
        """States and other countries, one a row."""
        return self.table("states")

    @property
    def themes(self) -> pd.DataFrame:
        """Themes, one a row."""
        return self.table("themes")

    @property
    def kinds(self) -> pd.DataFrame:
        """Kinds of activity (the code list), one a row."""
        return self.table("activity_kinds")

    @property
    def populations(self) -> pd.DataFrame:
        """Population groups, one a row."""
        return self.table("populations")

    @property
    def gcm_objectives(self) -> pd.DataFrame:
        """Objectives of the Global Compact for Migration, one a row."""
        return self.table("gcm_objectives")

    @property
    def dac_codes(self) -> pd.DataFrame:
        """Purpose codes of the Development Assistance Committee, one a row."""
        return self.table("dac_codes")


def load_edition(edition: int = 2008, language: str = "en", data: Path | None = None, *, audience: str = "public") -> Edition:
    """Reads the edition of a year.

    ``language`` is that of the labels (en, es, fr, pt; a regional form such as pt-BR takes those of its language).
    ``data`` is the data folder, by default the project's. Contacts are read only with ``audience="internal"``.

    Raises :class:`UnknownEditionError`, :class:`LanguageError`, :class:`DataError` where the data has problems that
    leave its tables without a sound meaning, :class:`ProjectNotFoundError` and :class:`SchemaError`.
    """
    if language.split("-")[0] not in LANGUAGES:
        raise LanguageError(language, LANGUAGES)
    if audience not in AUDIENCES:
        raise UsageError(f'Audience "{audience}" is not one of: {", ".join(AUDIENCES)}.')
    with recording.paused():  # what is read of the files is recorded as it is asked for
        return _read(edition, language, data or data_folder(), audience)


def _read(edition: int, language: str, data: Path, audience: str) -> Edition:
    pack = open_pack(edition, data, language.split("-")[0]) if audience == "public" else None
    if pack is not None:
        own = data / "editions" / str(edition) / "edition.toml"
        facts: dict[str, object] = {"info": read_info(own, str(own), edition)[0], "checksum": pack.checksum}
        indexes = {name: itemgetter(name) for name in INDEXES}  # they are in the pack
        return _made(Tables(pack, facts, indexes, pack.rows), edition, language, audience)
    frames, facts = read_whole(edition, language.split("-")[0], data, audience)
    return _made(Tables(frames, facts, INDEXES), edition, language, audience)


def _made(tables: Tables, year: int, language: str, audience: str) -> Edition:
    asked = {"edition": year, "language": language, "audience": audience}
    recording.keep(lambda: {**asked, "selections": tables.described()})
    return Edition(year=year, language=language, audience=audience, tables=tables)
