"""A case for every rule: a change of one row of the sample that breaks it, and what the problem must say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Case:
    """``rule`` must complain about the row ``id`` of ``table`` once ``cells`` are changed there."""

    rule: str
    table: str
    id: str
    cells: dict[str, str]
    text: str
    field: str = ""
    row: str = ""

    def __str__(self) -> str:
        return f"{self.rule}-{self.id}-{'-'.join(self.cells)}-{next(iter(self.cells.values()))[:20]}"

    @property
    def reported_field(self) -> str:
        return self.field or next(iter(self.cells))

    @property
    def reported_row(self) -> str:
        return self.row or self.id


CENSUS, DESK, RESOLUTION, PAPER = "desk-census", "ex-desk", "AG/RES. 9 (LX-O/30)", "CE/AM/INF.2/30"

CASES = [
    Case("typed_values", "activities", CENSUS, {"order": "first"}, '"first" is not a whole number'),
    Case("typed_values", "activities", CENSUS, {"practice": "yes"}, '"yes" is not true or false. Write true or false.'),
    Case("typed_values", "figures", "desk-census-travelers", {"value": "1,200"}, '"1,200" is not a number'),
    Case(
        "required_values", "activities", CENSUS, {"title": ""}, "title: is empty and must be filled. Title: Name of the activity."
    ),
    Case("required_values", "activities", CENSUS, {"themes": " "}, "is empty and must be filled"),
    Case("allowed_values", "activities", CENSUS, {"status": "finished"}, '"finished" is not an allowed value'),
    Case("allowed_values", "entries", DESK, {"reply": "reportd"}, 'Did you mean "reported"? Allowed: reported, nil'),
    Case("allowed_values", "activities", CENSUS, {"start": "15/02/2029"}, "is not a date written as 2008, 2008-05 or 2008-05-08"),
    Case("allowed_values", "activities", CENSUS, {"source_lines": "10 to 12"}, "is not line numbers written as 95-103"),
    Case("allowed_values", "activities", CENSUS, {"order": "0"}, '"0" is less than 1'),
    Case("allowed_values", "references", "annex-1-paper", {"url": "on paper"}, '"on paper" does not have the form ^(https'),
    Case("allowed_values", "contacts", "tents", {"email": "ana at helpers"}, "email: is not one e-mail address"),
    Case(
        "unique_values",
        "activities",
        CENSUS,
        {"id": "desk-census-atlas"},
        "stands already on line 2",
        field="id",
        row="desk-census-atlas",
    ),
    Case("references_exist", "activities", CENSUS, {"entry": "ex-dsk"}, '"ex-dsk" is not an entry. Did you mean "ex-desk"?'),
    Case("references_exist", "activities", CENSUS, {"states": "XXX:place"}, "States are listed in data/reference/states.csv."),
    Case(
        "references_exist",
        "activities",
        CENSUS,
        {"states": "COL"},
        '"COL" has no role. Write the role after a colon, as in COL:place.',
    ),
    Case(
        "references_exist",
        "activities",
        CENSUS,
        {"partners": "office:founder"},
        'has the unknown role "founder". Did you mean "funder"?',
    ),
    Case(
        "references_exist", "organizations", "bureau", {"parent": "dask"}, '"dask" is not an organization. Did you mean "desk"?'
    ),
    Case(
        "plain_characters", "activities", CENSUS, {"title": "Census\u200b of travelers"}, "holds the invisible character U+200B"
    ),
    Case("plain_characters", "activities", CENSUS, {"description": "In M\u00c3\u00a9xico."}, "broken by a wrong encoding"),
    Case("plain_characters", "activities", CENSUS, {"title": "M\ufffdxico"}, "broken by a wrong encoding"),
    Case("single_lines", "activities", CENSUS, {"title": "Census\nof travelers"}, "holds a line break. Write it on one line."),
    Case(
        "tidy_text",
        "activities",
        CENSUS,
        {"title": "Census "},
        "begins or ends with a space. migration-report check --fix mends it.",
    ),
    Case("tidy_text", "activities", CENSUS, {"practice": "FALSE"}, '"FALSE" is not in small letters'),
    Case("tidy_text", "activities", CENSUS, {"kinds": "research; training"}, "has spaces around the items of its list"),
    Case("tidy_text", "activities", CENSUS, {"title": "Me\u0301xico"}, "holds a letter and its accent as two characters"),
    Case("lists_are_sets", "activities", CENSUS, {"themes": "remittances;remittances"}, '"remittances" stands twice in the list'),
    Case("lists_are_sets", "activities", CENSUS, {"states": "COL:place;COL:place"}, '"COL:place" stands twice'),
    Case("lists_are_sets", "activities", CENSUS, {"locations": "Upper Town;"}, 'has an empty item. Delete the ";" too many.'),
    Case("dates_are_real", "activities", CENSUS, {"end": "2030-02-30"}, '"2030-02-30" is not a date in the calendar'),
    Case("dates_are_real", "activities", CENSUS, {"end": "2030-13"}, '"2030-13" is not a date in the calendar'),
    Case("dates_are_real", "activities", CENSUS, {"start": "1799"}, "is not between 1800 and 2050"),
    Case("dates_are_real", "memberships", "helpers-pan", {"to": "2051"}, "is not between 1800 and 2050"),
    Case("dates_are_real", "figures", "ex-desk-towns", {"period": "last year"}, "is not a period"),
    Case("dates_are_real", "figures", "ex-desk-towns", {"period": "2030/2029"}, "ends before it begins"),
    Case("dates_are_in_order", "activities", CENSUS, {"end": "2028"}, '"2028" is before the start, 2029-11'),
    Case("dates_are_in_order", "memberships", "helpers-pan", {"to": "2019-12"}, "is before the from, 2020"),
    Case("dates_are_in_order", "activities", "bureau-wages", {"end_qualifier": "by"}, "limits a date, but end is empty"),
    Case(
        "symbols_are_canonical",
        "references",
        RESOLUTION,
        {"symbol": "AG/RES 9 LX-O/30"},
        "which is written AG/RES. 1404 (XXVI-O/96)",
    ),
    Case(
        "symbols_are_canonical",
        "references",
        RESOLUTION,
        {"symbol": "AG/RES. 9 (LX-O/31)"},
        "session LX was held in 2030, so the year is 30",
    ),
    Case(
        "symbols_are_canonical",
        "references",
        RESOLUTION,
        {"symbol": "AG/RES. 9 (IIX-O/30)"},
        "a session IIX that is not a Roman numeral",
    ),
    Case("symbols_are_canonical", "references", PAPER, {"symbol": "CE/AM/INF. 2/30"}, "is not a symbol of its series"),
    Case("symbols_are_canonical", "references", PAPER, {"symbol": "CE/AM/INF.2/30 corr.1"}, "is not a symbol of its series"),
    Case("symbols_are_canonical", "references", PAPER, {"symbol": "CE/AM/INF.2/30  corr. 1"}, "has a space too many"),
    Case(
        "symbols_are_canonical", "references", PAPER, {"date": "2029-03-01"}, "is of another year than the symbol CE/AM/INF.2/30"
    ),
    Case(
        "symbols_are_canonical", "references", PAPER, {"symbol": "CE/AM-2/30"}, "is not the row's symbol, CE/AM-2/30", field="id"
    ),
    Case(
        "figures_are_whole",
        "figures",
        "desk-census-travelers",
        {"value": ""},
        "value: is empty without a reason. Write the number",
    ),
    Case(
        "figures_are_whole",
        "figures",
        "desk-census-travelers",
        {"missing_reason": "none"},
        "gives a reason although there is a value",
    ),
    Case("figures_are_whole", "figures", "desk-census-travelers", {"entry": DESK}, "stands beside an activity"),
    Case("figures_are_whole", "figures", "desk-census-travelers", {"activity": ""}, "activity: is empty, and entry too"),
    Case("figures_are_whole", "figures", "helpers-tents-people", {"additive": "true"}, "is not possible without a value"),
    Case("figures_are_whole", "figures", "helpers-tents-people", {"qualifier": "about"}, "limits a number, but value is empty"),
    Case(
        "no_email_addresses",
        "activities",
        CENSUS,
        {"description": "Write to ana@desk.example."},
        "description: holds an e-mail address",
    ),
    Case("no_email_addresses", "entries", DESK, {"note": "ana (at) desk.example"}, "holds an e-mail address"),
    Case("no_email_addresses", "entries", DESK, {"summary": "[Ana](mailto:ana)"}, "holds an e-mail address"),
    Case("no_contact_names", "activities", CENSUS, {"description": "Asked ANA INVENTADA."}, "holds the name of a contact person"),
    Case("no_contact_names", "organizations", "desk", {"note": "Ána  Inventáda"}, "holds the name of a contact person"),
    Case("markdown_is_plain", "activities", CENSUS, {"description": "Counts <b>all</b>."}, '"<b>" is HTML. Use Markdown'),
    Case("markdown_is_plain", "activities", CENSUS, {"description": "<script>x</script>"}, "is HTML"),
    Case(
        "markdown_is_plain",
        "activities",
        CENSUS,
        {"description": "[x](javascript:alert)"},
        '"javascript:alert" is not a web address',
    ),
    Case(
        "markdown_is_plain",
        "activities",
        CENSUS,
        {"description": "[x](desk.example)"},
        "A link is written [words](https://address).",
    ),
    Case("markdown_is_plain", "activities", CENSUS, {"description": "[x](https://desk"}, "is a link that is not closed"),
    Case("markdown_is_plain", "activities", CENSUS, {"description": "Very **strong"}, "is strong text that is not closed"),
    Case("markdown_is_plain", "activities", CENSUS, {"description": "# Big"}, '"Big" is set as a heading'),
    Case("markdown_is_plain", "activities", CENSUS, {"description": "![x](https://desk.example/x.png)"}, "is an image"),
    Case("markdown_is_plain", "activities", CENSUS, {"description": "|a|b|\n|-|-|\n|1|2|"}, "is set as a table"),
    Case("markdown_is_plain", "activities", CENSUS, {"description": "[trata]{lang=xx}"}, "has no two-letter language code"),
    Case("markdown_is_plain", "activities", CENSUS, {"description": "trata{lang=es}"}, "marks a language without words"),
    Case("languages_are_known", "activities", CENSUS, {"title_language": "sp"}, '"sp" is not a language code. Spanish is es'),
    Case(
        "targets_are_clear",
        "activities",
        "desk-census-atlas",
        {"id": "ex-desk"},
        "is an identifier in",
        field="id",
        row="ex-desk",
    ),
    Case(
        "footnotes_attach",
        "footnotes",
        "1",
        {"targets": "desk-cencus"},
        'not an entry, activity or section. Did you mean "desk-census"?',
    ),
    Case(
        "footnotes_attach", "footnotes", "1", {"anchor": "seven towns"}, '"seven towns" does not stand in the text of desk-census'
    ),
    Case("footnotes_attach", "footnotes", "1", {"anchor": "ounts"}, "stands 2 times in the text of desk-census"),
    Case(
        "corrections_attach", "corrections", "desk-spelling", {"target": "ex-dsek"}, '"ex-dsek" is not the identifier of any row'
    ),
    Case("no_cycles", "activities", CENSUS, {"parent": "desk-census-atlas"}, "stands, through others, under this row"),
    Case("no_cycles", "organizations", "desk", {"parent": "desk"}, '"desk" is the row itself'),
    Case(
        "children_stay_with_parents",
        "activities",
        "desk-census-atlas",
        {"entry": "ex-bureau"},
        "is not the entry of its parent desk-census",
    ),
    Case(
        "children_stay_with_parents", "entries", "ex-bureau", {"section": "annex-1"}, "is not the section of its parent ex-desk"
    ),
    Case(
        "activities_stay_in_section",
        "activities",
        "bureau-wages",
        {"section": "annex-1"},
        "the section of the entry, annex-2, nor one below",
    ),
    Case("replies_agree", "entries", "ex-bureau", {"reply": "nil"}, '"nil" says that there are no projects'),
    Case(
        "replies_agree", "entries", "ex-office", {"summary": ""}, "stands without a summary and without activities", field="reply"
    ),
    Case(
        "orders_count_up", "activities", "desk-census-atlas", {"order": "1"}, '"1" stands twice among the rows of entry ex-desk'
    ),
    Case(
        "orders_count_up",
        "entries",
        "ex-office",
        {"order": "4"},
        "follows 1 among the rows of section secretariat, parent ex-desk",
    ),
    Case(
        "references_are_used",
        "references",
        RESOLUTION,
        {"id": "unused", "symbol": "", "body": ""},
        '"unused" is not used anywhere',
        row="unused",
    ),
    Case(
        "organizations_are_named",
        "organizations",
        "office",
        {"id": "nobody", "name_en": "Nobody"},
        '"nobody" is not named anywhere',
        row="nobody",
    ),
    Case("memberships_have_one_member", "memberships", "helpers-pan", {"member": "desk"}, '"desk" stands beside a state'),
    Case("memberships_have_one_member", "memberships", "helpers-pan", {"state": ""}, "is empty, and state too", field="member"),
    Case("allowed_values", "requests", "desk", {"asked": "2030"}, '"2030" is not a day written as 2008-05-08'),
    Case("allowed_values", "changes", "1", {"state": "done"}, '"done" is not an allowed value'),
    Case("references_exist", "changes", "1", {"receipt": "desk-2"}, '"desk-2" is not a receipt. Did you mean "desk-1"?'),
    Case("requests_are_consistent", "requests", "desk", {"id": "dsk"}, "is not the body's identifier, desk", row="dsk"),
    Case("requests_are_consistent", "requests", "desk", {"due": "2030-01-09"}, "is before the day of the request, 2030-01-10"),
    Case("requests_are_consistent", "requests", "desk", {"outcome": "awaited"}, "is not so: a reply came on 2030-02-20"),
    Case("changes_are_traceable", "changes", "1", {"table": "entry"}, '"entry" is not a table'),
    Case("changes_are_traceable", "changes", "1", {"field": "sumary"}, 'is not a column of entries. Did you mean "summary"?'),
    Case("changes_are_traceable", "contact_changes", "1", {"field": "mail"}, "is not a column of contacts"),
    Case("identifiers_keep_their_meaning", "entries", DESK, {"first_edition": "2031"}, "is after this edition, 2030"),
    Case("successions_lead_on", "successions", "first-census", {"to": "first-census"}, "is the identifier that it follows"),
    Case(
        "successions_name_rows",
        "successions",
        "first-census",
        {"edition": "2030"},
        '"first-census" is not an entry or activity of an earlier edition',
        field="from",
    ),
]
"""``field`` and ``row`` are given where they aren't the first cell changed and the row."""
