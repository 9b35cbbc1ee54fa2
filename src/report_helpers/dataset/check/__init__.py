"""The rules that the data is held to, one function each: it takes the files of an edition and yields what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ...errors import Problem
from ...paths import data_folder
from ..canonical import fix_files
from ..load import Sources, editions, read_sources
from .collecting import changes_are_traceable, identifiers_keep_their_meaning, receipts_are_kept, requests_are_consistent
from .contradictions import contradictions_are_settled
from .dates import dates_are_in_order, dates_are_real
from .figures import figures_are_whole
from .form import files_are_canonical, files_are_known
from .frozen import published_is_unchanged
from .keys import references_exist, unique_values
from .lists import lists_are_sets
from .numbering import numbers_are_unique, orders_count_up
from .privacy import no_contact_names, no_email_addresses
from .prose import languages_are_known, markdown_is_plain
from .replies import replies_agree
from .successions import successions_lead_on, successions_name_rows
from .symbols import symbols_are_canonical
from .targets import corrections_attach, footnotes_attach, mandate_exists, targets_are_clear
from .text import plain_characters, single_lines, tidy_text
from .trees import activities_stay_in_section, children_stay_with_parents, no_cycles
from .usage import memberships_have_one_member, organizations_are_named, references_are_used
from .values import allowed_values, required_values, typed_values

Rule = Callable[[Sources], Iterable[Problem]]

STRUCTURE: tuple[Rule, ...] = (typed_values, required_values, allowed_values, unique_values, references_exist, no_cycles)
"""Rules without which the tables have no sound meaning: an edition that breaks one is not loaded."""

CONTENT: tuple[Rule, ...] = (
    plain_characters,
    single_lines,
    tidy_text,
    lists_are_sets,
    dates_are_real,
    dates_are_in_order,
    symbols_are_canonical,
    figures_are_whole,
    no_email_addresses,
    no_contact_names,
    markdown_is_plain,
    languages_are_known,
    targets_are_clear,
    footnotes_attach,
    corrections_attach,
    mandate_exists,
    children_stay_with_parents,
    activities_stay_in_section,
    replies_agree,
    orders_count_up,
    references_are_used,
    organizations_are_named,
    memberships_have_one_member,
    requests_are_consistent,
    receipts_are_kept,
    changes_are_traceable,
    identifiers_keep_their_meaning,
    successions_lead_on,
    successions_name_rows,
    files_are_canonical,
    files_are_known,
    published_is_unchanged,
)
"""Rules of the domain and of form."""

FILES: tuple[Rule, ...] = (receipts_are_kept, files_are_canonical, files_are_known)
"""Those of :data:`CONTENT` that look at files."""

DECISIONS: tuple[Rule, ...] = (contradictions_are_settled,)
"""Rules about what people have to decide; a draft is built, and replies are merged, meanwhile."""

SOUND: tuple[Rule, ...] = (numbers_are_unique,)
"""Rules that can be asked only of tables that break none of :data:`STRUCTURE`."""


def structural_problems(sources: Sources) -> list[Problem]:
    """Faults of form of the files, and every breach of :data:`STRUCTURE`, by file and line."""
    return _sorted([*sources.problems, *_broken(STRUCTURE, sources)])


def content_problems(sources: Sources) -> list[Problem]:
    """Every problem of tables as they are in ``sources``, be they written to files or not; the files aren't looked at."""
    structural = _broken(STRUCTURE, sources)
    rules = [rule for rule in CONTENT if rule not in FILES] + ([] if structural else list(SOUND))
    return _sorted([*structural, *_broken(rules, sources)])


def check_edition(edition: int, data: Path | None = None, *, decisions: bool = True) -> list[Problem]:
    """Every problem of the edition of a year and of the shared tables, by file and line; empty where all is well.

    ``data`` is the data folder, by default the project's. Restricted tables are checked where they are on this
    machine. Without ``decisions`` those are left out that wait for one: a draft is built meanwhile.
    Raises :class:`UnknownEditionError`, :class:`SchemaError` and :class:`ProjectNotFoundError`.
    """
    sources = read_sources(edition, data or data_folder(), restricted=True)
    structural = structural_problems(sources)
    rules = CONTENT + (() if structural else SOUND) + (DECISIONS if decisions else ())
    return _sorted([*structural, *_broken(rules, sources)])


def check_all(data: Path | None = None) -> list[Problem]:
    """Every problem of every edition, each once, by file and line."""
    folder = data or data_folder()
    years = editions(folder)
    if not years:
        return [Problem("data/editions", 0, "", "", "", "holds no edition", "An edition is a folder named after its year.")]
    return _sorted(problem for year in years for problem in check_edition(year, folder))


def fix_edition(edition: int, data: Path | None = None) -> list[str]:
    """Writes the files of an edition and the shared ones in canonical form; returns the paths of those changed.

    Only the form changes: see :func:`report_helpers.dataset.canonical.fix_files`.
    """
    return fix_files(read_sources(edition, data or data_folder(), restricted=True))


def fix_all(data: Path | None = None) -> list[str]:
    """Writes the files of every edition in canonical form; returns the paths of those changed."""
    folder = data or data_folder()
    return [path for year in editions(folder) for path in fix_edition(year, folder)]


def _broken(rules: Iterable[Rule], sources: Sources) -> list[Problem]:
    return [problem for rule in rules for problem in rule(sources)]


def _sorted(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(dict.fromkeys(problems), key=Problem.sort_key)
