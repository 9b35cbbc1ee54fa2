"""The site's pages as files: links, addresses, what machines read, what must not be there."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import etree, html

from report_helpers import Edition
from report_helpers.content.tables.numbers import key_numbers
from report_helpers.site.addresses import Addresses, relative
from report_helpers.site.errors import AddressError

from .conftest import COMPLETED, GONE, RENAMED, ROOT, UNNAMED, change_rows, next_edition


def pages_of(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*.html")) if "documents" not in path.relative_to(folder).parts)


def parsed(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_bytes())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def broken_links(folder: Path) -> Iterator[str]:
    """Links, sources and fragments of all pages that lead nowhere."""
    places: dict[Path, set[str]] = {}
    for path in pages_of(folder):
        for element in parsed(path).iter("a", "link", "script", "form"):
            address = element.get("href") or element.get("src") or element.get("action")
            if address is None or urlsplit(address).scheme:
                continue
            target, part = urldefrag(address)
            file = (path.parent / unquote(urlsplit(target).path)).resolve() if urlsplit(target).path else path
            if not file.is_file():
                yield f"{path.relative_to(folder)}: {address}"
            elif part and file.suffix == ".html":
                if file not in places:
                    places[file] = set(parsed(file).xpath("//@id"))
                if unquote(part) not in places[file]:
                    yield f"{path.relative_to(folder)}: {address} has no such place"


def test_every_internal_link_and_fragment_resolves(site: Path) -> None:
    assert list(broken_links(site)) == []


@pytest.mark.kernel
def test_every_link_into_the_documents_resolves(published: Path) -> None:
    assert list(broken_links(published)) == []
    page = parsed(published / "activities" / f"{COMPLETED}.html")
    assert f"../documents/2008/en/summary-of-current-programs.html#{COMPLETED}" in page.xpath("//@href")
    assert (published / "documents/2008/en/summary-of-current-programs.pdf").read_bytes().startswith(b"%PDF")


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<p id="x"><a href="b.html">1</a><a href="#y">2</a><a href="#x">3</a></p>')
    assert list(broken_links(tmp_path)) == ["a.html: b.html", "a.html: #y has no such place"]


def test_identifiers_stand_once_on_a_page(site: Path) -> None:
    for path in pages_of(site):
        found = Counter(parsed(path).xpath("//@id"))
        assert [identifier for identifier, count in found.items() if count > 1] == [], path


def test_each_activity_and_reference_has_its_page(site: Path, report: Edition) -> None:
    for identifier, title in zip(report.activities["id"], report.activities["title"], strict=True):
        assert words(parsed(site / "activities" / f"{identifier}.html").find(".//h1")).startswith(title)
    assert len(list((site / "references").glob("*.html"))) == len(report.references) + 1
    page = parsed(site / "references" / "ce-am-inf-32-08.html")
    assert words(page.find(".//h1")) == "CE/AM/INF.32/08"


def test_a_state_that_nothing_names_gets_an_honest_page(site: Path, report: Edition) -> None:
    named = set(report.activity_states["state"])
    blank = [row.id for row in report.states.itertuples() if row.oas_member and row.id not in named]
    assert blank
    for code in blank:
        page = parsed(site / "states" / f"{code.lower()}.html")
        assert "That does not say that nothing is done there." in words(page.find(".//main"))
        assert not page.xpath("//*[@class='bars']/li")


def test_home_shows_the_edition_s_own_numbers(site: Path, report: Edition) -> None:
    numbers = key_numbers(report)
    shown = [words(each) for each in parsed(site / "index.html").xpath("//*[@class='glance']//strong")]
    assert shown == [str(numbers[key]) for key in ("activities", "bodies", "states_named", "documents")]
    tiles = parsed(site / "index.html").xpath("//ul[@class='tiles']/li")
    assert len(tiles) == 35


def test_objectives_are_said_to_be_retrospective_before_2018(site: Path) -> None:
    for name in ("index", "10", "23"):
        assert "retrospective reading" in words(parsed(site / "objectives" / f"{name}.html").find(".//main"))
    assert "retrospective reading" in words(parsed(site / "themes" / "trafficking.html").find(".//main"))


class TestAddresses:
    def test_symbols_become_slugs(self) -> None:
        addresses = Addresses({"references": ["CE/AM/INF.32/08", "AG/RES. 1404 (XXVI-O/96)", "Décision 545"]})
        assert addresses.of("references", "CE/AM/INF.32/08") == "references/ce-am-inf-32-08.html"
        assert addresses.of("references", "AG/RES. 1404 (XXVI-O/96)") == "references/ag-res-1404-xxvi-o-96.html"
        assert addresses.of("references", "Décision 545") == "references/decision-545.html"

    def test_two_symbols_with_one_slug_are_an_error_that_names_both(self) -> None:
        with pytest.raises(AddressError) as raised:
            Addresses({"references": ["CE/AM-7/08", "CE/AM.7/08"], "states": ["COL"]})
        assert str(raised.value).startswith('references/ce-am-7-08.html would be the page of "CE/AM-7/08" and "CE/AM.7/08".')

    def test_links_are_relative(self) -> None:
        assert relative("states/col.html", "activities/x.html") == "../states/col.html"
        assert relative("index.html", "index.html") == "index.html"

    def test_addresses_stay_in_the_next_edition(self, site: Path, changed_site) -> None:
        later = changed_site("editions", next_edition)
        before = {path.relative_to(site) for path in pages_of(site)}
        after = {path.relative_to(later) for path in pages_of(later)}
        assert {path for path in before - after if path.parts[0] != "register"} == set()
        gone = words(parsed(later / "activities" / f"{GONE}.html").find(".//main"))
        assert "The 2009 edition no longer reports this activity; this is how the 2008 edition had it." in gone
        assert "2008, 2009" in words(parsed(later / "activities" / f"{COMPLETED}.html").find(".//main"))
        unnamed = words(parsed(later / "references" / f"{UNNAMED}.html").find(".//main"))
        assert "The 2009 edition does not name this document." in unnamed
        assert list(broken_links(later)) == []

    def test_the_register_of_each_edition_can_be_reached(self, changed_site, report: Edition) -> None:
        later = changed_site("editions", next_edition)
        assert parsed(later / "register.html").xpath("//main//p[@class='remark']/a/@href") == ["editions/2008-register.html"]
        assert parsed(later / "editions/2008.html").xpath("//dl//a[@href='2008-register.html']")
        parts = [later / "editions/2008-register.html", *sorted(later.glob("editions/2008-register-*.html"))]
        told = [words(cell) for path in parts for cell in parsed(path).xpath("//tbody//th")]
        assert told == list(report.activities["title"])
        newest = [later / "register.html", *sorted(later.glob("register/*.html"))]
        links = [link for path in newest for link in parsed(path).xpath("//tbody//th/a/@href")]
        assert len(links) == len(report.activities) - 1
        assert not [link for link in links if GONE in link]

    def test_change_notes_compare_editions(self, changed_site) -> None:
        later = changed_site("editions", next_edition)
        notes = words(parsed(later / "changes.html").find(".//main"))
        assert "Compared with the edition of 2008: of the activities, 0 are new" in notes
        page = parsed(later / "editions" / "2009-changes.html")
        assert page.xpath("//h2[@id='not-reported']/following-sibling::ul[1]//a/@href") == [f"../activities/{GONE}.html"]
        assert page.xpath("//h2[@id='ended']/following-sibling::ul[1]//a/@href") == [f"../activities/{COMPLETED}.html"]

    def test_a_renamed_activity_leads_to_what_it_became(self, changed_site) -> None:
        later = changed_site("editions", next_edition)
        page = parsed(later / "activities" / f"{RENAMED}.html")
        assert page.xpath("//div[@role='note']//a/@href") == [f"{RENAMED}-network.html"]
        assert "It is continued as:" in words(page.find(".//main"))


class TestMachines:
    def test_linked_data_is_json_with_a_trail(self, site: Path) -> None:
        for path in pages_of(site):
            (text,) = parsed(path).xpath("//script[@type='application/ld+json']/text()")
            graph = json.loads(text)["@graph"]
            trails = [thing for thing in graph if thing["@type"] == "BreadcrumbList"]
            assert len(trails) == (path != site / "index.html"), path
        things = {thing["@type"]: thing for thing in json.loads(_data_of(site / "index.html"))["@graph"]}
        assert set(things) == {"Report", "Dataset"}
        assert things["Dataset"]["identifier"]["value"] in (site / "editions" / "2008.html").read_text("utf-8")
        assert {each["contentUrl"] for each in things["Dataset"]["distribution"]} >= {"data/editions/2008/activities.csv"}

    def test_without_an_address_nothing_is_absolute(self, site: Path) -> None:
        page = parsed(site / "index.html")
        assert page.xpath("//link[@rel='canonical'] | //meta[@property='og:url']") == []
        assert not (site / "sitemap.xml").exists()

    @pytest.mark.kernel
    def test_with_an_address_map_and_pages_say_it(self, published: Path) -> None:
        found = etree.parse(published / "sitemap.xml").xpath("//*[local-name()='loc']/text()")
        base = "https://www.example.org/migration/"
        assert sorted(found) == sorted(base + path.relative_to(published).as_posix() for path in pages_of(published))
        page = parsed(published / "states" / "per.html")
        assert page.xpath("//link[@rel='canonical']/@href") == [f"{base}states/per.html"]
        items = json.loads(_data_of(published / "states" / "per.html"))["@graph"][-1]["itemListElement"]
        assert [item["item"] for item in items] == [base + p for p in ("index.html", "states/index.html", "states/per.html")]

    def test_policy_allows_nothing_from_outside(self, site: Path) -> None:
        for path in pages_of(site):
            page = parsed(path)
            (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert page.xpath("//style | //*[@style] | //script[not(@src) and @type!='application/ld+json']") == []
            assert page.xpath("//@*[starts-with(name(), 'on')]") == []
            assert not [src for src in page.xpath("//@src | //link/@href") if urlsplit(src).scheme]


class TestDownloads:
    def test_checksums_are_those_of_the_files(self, site: Path) -> None:
        lines = (site / "data" / "SHA256SUMS").read_text("utf-8").splitlines()
        files = {path.relative_to(site / "data").as_posix(): path for path in (site / "data").rglob("*") if path.is_file()}
        assert {line.split("  ")[1] for line in lines} == set(files) - {"SHA256SUMS"}
        shown = words(parsed(site / "downloads.html").find(".//main"))
        for line in lines:
            digest, name = line.split("  ")
            assert digest == hashlib.sha256(files[name].read_bytes()).hexdigest()
            assert digest in shown

    def test_no_restricted_data_anywhere(self, site: Path) -> None:
        contacts = (ROOT / "data/editions/2008/restricted/contacts.csv").read_text("utf-8")
        addresses = set(re.findall(r"[\w.+-]+@[\w.-]+\w", contacts))
        assert addresses
        for path in (path for path in site.rglob("*") if path.is_file()):
            body = path.read_bytes()
            assert not [address for address in addresses if address.encode() in body], path
        package = json.loads((site / "data" / "datapackage.json").read_text("utf-8"))
        assert "contacts" not in {resource["name"] for resource in package["resources"]}


def test_text_from_data_is_text(changed_site) -> None:
    def change(data: Path) -> None:
        def hostile(row: dict[str, str]) -> dict[str, str]:
            if row["id"] != COMPLETED:
                return row
            return {
                **row,
                "title": "<script>alert(1)</script>\u202egpj.exe",
                "description": "[x](javascript:alert(1)) <img src=x>",
            }

        change_rows(data / "editions/2008/activities.csv", hostile)

    page = parsed(changed_site("hostile-page", change) / "activities" / f"{COMPLETED}.html")
    assert words(page.find(".//h1")).startswith("<script>alert(1)</script>[U+202E]gpj.exe")
    assert page.xpath("//main//script | //main//img | //a[starts-with(@href, 'javascript')]") == []


def test_the_same_data_make_the_same_bytes(site: Path, tmp_path: Path) -> None:
    from .conftest import write_site

    write_site(ROOT / "data", tmp_path / "again")
    again = {path.relative_to(tmp_path / "again"): path for path in (tmp_path / "again").rglob("*") if path.is_file()}
    assert set(again) == {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert [name for name, path in again.items() if path.read_bytes() != (site / name).read_bytes()] == []


def _data_of(path: Path) -> str:
    (text,) = parsed(path).xpath("//script[@type='application/ld+json']/text()")
    return str(text)
