"""Every rule has a case that breaks it, and the problem says where, what and how to mend it."""

from __future__ import annotations

import pytest

from report_helpers.dataset import Problem
from report_helpers.dataset.check import CONTENT, SOUND, STRUCTURE
from report_helpers.dataset.load import read_sources

from .conftest import Sample
from .rule_cases import CASES, Case

RULES = {rule.__name__: rule for rule in STRUCTURE + CONTENT + SOUND}


def breaches(sample: Sample, rule: str) -> list[Problem]:
    return list(RULES[rule](read_sources(sample.year, sample.data, restricted=True)))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_rule_finds_what_breaks_it(sample: Sample, case: Case) -> None:
    assert not breaches(sample, case.rule)
    sample.edit(case.table, case.id, **case.cells)
    found = [problem for problem in breaches(sample, case.rule) if case.text in str(problem)]
    assert found, [str(problem) for problem in breaches(sample, case.rule)]
    problem = found[0]
    assert problem.file == sample.shown(case.table)
    assert problem.line in sample.lines(case.table, case.reported_row)
    assert problem.row == f"{sample.resource(case.table).noun} {case.reported_row}"
    assert problem.field == case.reported_field
    assert "\n" not in str(problem)


def test_every_rule_has_a_case() -> None:
    elsewhere = {"mandate_exists", "numbers_are_unique", "files_are_canonical", "files_are_known", "receipts_are_kept"}
    elsewhere.add("published_is_unchanged")
    assert {case.rule for case in CASES} | elsewhere == set(RULES)
    assert not {case.rule for case in CASES} & elsewhere
