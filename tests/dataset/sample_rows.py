"""The rows of the invented edition: nothing in them is real."""

EDITION_TOML = '''
title = "Summary of Invented Programs"
subtitle = "For tests"
edition = 2030
status = "draft"
as_of = "2030-05"
languages = ["en"]
default_language = "en"
publisher = "Office of Examples"
license = "Invented for tests."
explanatory_note = """
This is an *invented* edition.
"""

[mandate]
text = "Asked for by the example plan."
reference = "example-plan"
'''

_ACTIVITY = {"title_basis": "printed", "kinds": "training", "status": "unknown", "themes": "remittances", "practice": "true"}
_FIGURE = {"counted": "false", "additive": "false"}
_CHANGE = {"id": "1", "applied": "2030-02-21", "receipt": "desk-1", "state": "applied"}

ROWS: dict[str, list[dict[str, str]]] = {
    "sections": [
        {"id": "secretariat", "order": "1", "number": "I", "title": "Secretariat", "layout": "organizations"},
        {"id": "abroad", "order": "2", "number": "II", "title": "Abroad", "layout": "organizations"},
        {
            "id": "annex-1",
            "order": "3",
            "number": "III",
            "title": "Annex one",
            "layout": "interventions",
            "references": "annex-1-paper",
        },
        {"id": "annex-2", "order": "4", "number": "IV", "title": "Annex two", "layout": "practices"},
        {
            "id": "annex-2-pointers",
            "parent": "annex-2",
            "order": "1",
            "number": "I",
            "title": "Bodies",
            "layout": "pointers",
            "see_also": "ex-desk",
        },
        {"id": "annex-2-work", "parent": "annex-2", "order": "2", "number": "VI", "title": "Work", "layout": "practices"},
        {"id": "annex-2-farms", "parent": "annex-2-work", "order": "1", "title": "Farms", "layout": "practices"},
        {"id": "annex-2-health", "parent": "annex-2", "order": "3", "number": "X", "title": "Health", "layout": "practices"},
    ],
    "entries": [
        {
            "id": "ex-desk",
            "section": "secretariat",
            "order": "1",
            "organization": "desk",
            "name": "Example Desk",
            "reply": "reported",
            "summary": 'Keeps a [cuaderno]{lang=es} of travelers. It *counts* them, "all, always".\n\nIt says so at [its page](http://desk.example).',
            "references": "CE/AM/INF.2/30",
            "cites": "AG/RES. 9 (LX-O/30)",
            "source_lines": "10-12,20",
        },
        {
            "id": "ex-bureau",
            "section": "secretariat",
            "parent": "ex-desk",
            "order": "1",
            "organization": "bureau",
            "name": "Bureau",
            "reply": "reported",
            "summary": "A part of the desk.",
        },
        {
            "id": "ex-office",
            "section": "secretariat",
            "parent": "ex-desk",
            "order": "2",
            "organization": "office",
            "name": "Office",
            "reply": "reported",
            "summary": "Another part.",
        },
        {
            "id": "ex-nothing",
            "section": "secretariat",
            "order": "2",
            "organization": "nothing",
            "name": "Nothing Unit",
            "reply": "nil",
            "summary": "No projects were carried out.",
        },
        {
            "id": "ex-abroad",
            "section": "abroad",
            "order": "1",
            "organization": "office",
            "name": "Office",
            "reply": "not received",
        },
        {
            "id": "ex-helpers",
            "section": "annex-1",
            "order": "1",
            "organization": "helpers",
            "name": "Helpers",
            "reply": "reported",
            "references": "annex-1-paper",
        },
        {
            "id": "ex-practice",
            "section": "annex-2",
            "order": "1",
            "organization": "bureau",
            "name": "Bureau",
            "reply": "reported",
        },
    ],
    "activities": [
        _ACTIVITY
        | {
            "id": "desk-census",
            "entry": "ex-desk",
            "section": "secretariat",
            "order": "1",
            "title": "Census of travelers",
            "description": "Counts travelers in two towns, then counts them again.",
            "kinds": "research;training",
            "status": "completed",
            "start": "2029-11",
            "start_qualifier": "mid",
            "end": "2030-02-15",
            "themes": "data-evidence;remittances",
            "populations": "children",
            "states": "COL:origin;PAN:host;PAN:place",
            "locations": "Upper Town;Lower Town",
            "partners": "office:funder;bureau:partner",
            "references": "CE/AM/INF.2/30",
            "cites": "AG/RES. 9 (LX-O/30)",
            "practice": "false",
        },
        _ACTIVITY
        | {
            "id": "desk-census-atlas",
            "entry": "ex-desk",
            "section": "secretariat",
            "parent": "desk-census",
            "order": "2",
            "title": "Atlas",
            "title_basis": "curated",
            "kinds": "research",
            "status": "planned",
            "themes": "data-evidence",
            "practice": "false",
        },
        _ACTIVITY
        | {
            "id": "bureau-meeting",
            "entry": "ex-bureau",
            "section": "secretariat",
            "order": "1",
            "title": "Meeting",
            "title_basis": "curated",
            "kinds": "conference",
            "status": "ongoing",
            "practice": "false",
        },
        _ACTIVITY
        | {
            "id": "helpers-tents",
            "entry": "ex-helpers",
            "section": "annex-1",
            "order": "1",
            "title": "Tents",
            "kinds": "conference",
            "practice": "false",
        },
        _ACTIVITY | {"id": "bureau-wages", "entry": "ex-practice", "section": "annex-2-work", "order": "1", "title": "Wages"},
        _ACTIVITY
        | {"id": "bureau-harvest", "entry": "ex-practice", "section": "annex-2-farms", "order": "2", "title": "Harvest"},
        _ACTIVITY | {"id": "bureau-clinic", "entry": "ex-practice", "section": "annex-2-health", "order": "3", "title": "Clinic"},
    ],
    "figures": [
        _FIGURE
        | {
            "id": "ex-desk-towns",
            "entry": "ex-desk",
            "measure": "count",
            "value": "2",
            "unit": "towns",
            "printed": "two towns",
            "period": "2029/2030",
        },
        _FIGURE
        | {
            "id": "desk-census-travelers",
            "activity": "desk-census",
            "measure": "reached",
            "value": "1200.5",
            "unit": "persons",
            "qualifier": "more than",
            "printed": "more than 1,200",
            "additive": "true",
        },
        _FIGURE
        | {
            "id": "helpers-tents-people",
            "activity": "helpers-tents",
            "measure": "served",
            "unit": "persons",
            "printed": "No accurate data",
            "missing_reason": "No accurate data",
        },
    ],
    "references": [
        {"id": "AG/RES. 9 (LX-O/30)", "symbol": "AG/RES. 9 (LX-O/30)", "kind": "resolution", "date": "2030", "body": "assembly"},
        {"id": "CE/AM/INF.2/30", "symbol": "CE/AM/INF.2/30", "kind": "document", "date": "2030-03-01", "body": "desk"},
        {"id": "annex-1-paper", "kind": "annex", "title": "Annex one", "url": "desk.example/annex"},
        {"id": "example-plan", "kind": "document", "title": "Example plan", "date": "2030-01-13"},
    ],
    "footnotes": [
        {"id": "1", "targets": "desk-census", "anchor": "travelers in two towns", "text": "The towns are invented."},
        {"id": "2", "targets": "ex-helpers;annex-1", "text": "So are the helpers."},
    ],
    "corrections": [
        {
            "id": "desk-spelling",
            "target": "ex-desk",
            "kind": "spelling",
            "printed": "Dsek",
            "carried": "Desk",
            "reason": "A typing mistake.",
            "source_lines": "10",
        },
        {"id": "undated", "kind": "date", "printed": "(no date)", "carried": "spring", "reason": "The source has none."},
    ],
    "contacts": [
        {
            "id": "tents",
            "activity": "helpers-tents",
            "person": "Dr. Ana  Inventada",
            "email": "ana.inventada@helpers.example",
            "organization": "helpers",
        },
    ],
    "requests": [
        {
            "id": "desk",
            "organization": "desk",
            "asked": "2030-01-10",
            "due": "2030-02-28",
            "language": "en",
            "received": "2030-02-20",
            "outcome": "reported",
        },
        {"id": "helpers", "organization": "helpers", "language": "en", "outcome": "awaited"},
    ],
    "receipts": [
        {
            "id": "desk-1",
            "organization": "desk",
            "received": "2030-02-20",
            "file": "desk-1.xlsx",
            "sha256": "0" * 64,
            "applied": "2030-02-21",
        },
    ],
    "changes": [
        _CHANGE | {"table": "entries", "row": "ex-desk", "field": "summary", "before": "Keeps a\n\nbook.", "after": "Keeps it."}
    ],
    "contact_changes": [_CHANGE | {"table": "contacts", "row": "tents", "field": "person", "after": "Dr. Ana  Inventada"}],
    "organizations": [
        {"id": "assembly", "name_en": "Example Assembly", "type": "oas"},
        {"id": "desk", "name_en": "Example Desk", "type": "oas", "aliases": "The Desk;Dsek"},
        {"id": "bureau", "name_en": "Bureau of Examples", "type": "oas", "parent": "desk"},
        {"id": "office", "name_en": "Oficina de Ejemplos", "name_language": "es", "type": "government", "state": "PAN"},
        {"id": "nothing", "name_en": "Nothing Unit", "type": "oas"},
        {"id": "helpers", "name_en": "Helpers", "type": "civil-society"},
    ],
    "successions": [
        {"id": "first-census", "from": "first-census", "to": "desk-census", "edition": "2020", "reason": "It was widened."},
    ],
    "memberships": [
        {
            "id": "helpers-pan",
            "organization": "helpers",
            "state": "PAN",
            "role": "member",
            "from": "2020",
            "to": "2029-12",
            "basis": "printed",
        },
        {"id": "helpers-office", "organization": "helpers", "member": "office", "role": "observer", "basis": "inferred"},
    ],
}
