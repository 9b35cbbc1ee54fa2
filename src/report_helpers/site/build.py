"""Building the site: its documents first, then all pages beside their place, then moved in whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UnknownEditionError, UsageError
from ..hashes import FileHashes, digest_of
from ..pipeline.build import Built, build_report
from ..pipeline.inputs import CACHE, Inputs
from ..pipeline.progress import Watch
from ..pipeline.request import Options, Request
from .documents import Documents, find_documents
from .folder import SiteFolder
from .request import SiteRequest

if TYPE_CHECKING:
    from .collection import Collection


@dataclass(frozen=True)
class Site:
    """A site that is there: its folder, how many pages it has, whether it was made just now, and warnings of its documents."""

    folder: Path
    pages: int
    made: bool
    warnings: tuple[str, ...] = ()


def build_site(request: SiteRequest, watch: Watch = lambda _: None, options: Options | None = None) -> Site:
    """Build the documents that are out of date and the site, unless nothing that it is made from has changed.

    Raises:
        UsageError: an edition or a language that there is not.
        DataError: the data has problems; the site stays as it was.
        BuildError: documents failed; the site stays as it was.
        NotASiteError: the output folder holds something else.
    """
    options = options or Options()
    years = _years(request)
    warnings = _build_documents(request, years, watch, options) if request.documents else ()
    documents = find_documents(request.project, years, request.language)
    hashes = FileHashes(request.project / CACHE / "site.json")
    key = _key(request, years, documents, hashes)
    folder = SiteFolder(request.folder, hashes)
    with folder.alone(request.project / CACHE):
        pages = None if options.force else folder.is_done(key)
        made = pages is None
        if pages is None:
            pages = folder.replace(key, _files(request, years, documents))
        hashes.save()
    return Site(request.folder, pages, made, warnings)


def _years(request: SiteRequest) -> tuple[int, ...]:
    folders = (request.project / "data" / "editions").glob("[0-9]*/edition.toml")
    known = sorted(int(path.parent.name) for path in folders if path.parent.name.isdigit())
    for year in request.editions:
        if year not in known:
            raise UnknownEditionError(year, known)
    if not known:
        raise UsageError("There is no edition in data/editions.")
    return tuple(sorted(set(request.editions or known)))


def _build_documents(request: SiteRequest, years: tuple[int, ...], watch: Watch, options: Options) -> tuple[str, ...]:
    """Report and profiles of every edition, as far as they are out of date; what the builds warned of."""
    built = [one for year in years for one in _build_edition(request, year, watch, replace(options, force=False))]
    return tuple(dict.fromkeys(warning for one in built for warning in one.warnings))


def _build_edition(request: SiteRequest, year: int, watch: Watch, options: Options) -> Iterator[Built]:
    from ..pipeline.profiles import KINDS, plan_profiles
    from ..pipeline.request import ProfilesRequest

    yield build_report(Request(request.project, year, request.language), watch, options)
    if all((request.project / kind.notebook).is_file() for kind in KINDS.values()):
        profiles = ProfilesRequest(request.project, year, request.language, everything=True)
        yield build_report(profiles, watch, options, lambda _: plan_profiles(profiles))


def _key(request: SiteRequest, years: tuple[int, ...], documents: Documents, hashes: FileHashes) -> str:
    """One hash of all that the site is made from."""
    inputs = Inputs(request.project, hashes)
    files = {file.path: hashes.sha256(file.source) for file in documents}
    return digest_of([years, request.language, request.base, files, inputs.everything()])


def _files(request: SiteRequest, years: tuple[int, ...], documents: Documents) -> Iterator[tuple[str, bytes | Path]]:
    """Every file of the site: its path with its bytes, or with the file that it is a copy of."""
    from ..dataset import check_edition, load_edition
    from ..errors import DataError
    from .collection import Collection
    from .data import read_data

    data = request.project / "data"
    problems = [problem for year in years for problem in check_edition(year, data, decisions=False)]
    if problems:
        raise DataError(problems)
    editions = [load_edition(year, request.language, data) for year in years]
    collection = Collection.of(editions, documents, read_data(data, years), request.base)
    yield from site_files(collection)


def site_files(collection: Collection) -> Iterator[tuple[str, bytes | Path]]:
    """Every file of the site of a collection: its path with its bytes, or with the file that it is a copy of."""
    from .assets import Assets
    from .data import CHECKSUMS, checksums
    from .machines import robots, sitemap
    from .pages import all_pages
    from .pages.register import register_name
    from .render import Renderer
    from .searching import register_data, search_index

    pages = list(all_pages(collection))
    registers = ((register_name(collection, each.year), register_data(collection, each)) for each in collection.volumes)
    assets = Assets(collection.say, (("search", search_index(pages)), *registers))
    renderer = Renderer(collection, assets)
    for page in pages:
        yield page.path, renderer.html(page).encode()
    yield from assets.files.items()
    yield from ((file.path, file.body) for file in collection.data)
    yield CHECKSUMS, checksums(collection.data)
    yield from ((file.path, file.source) for file in collection.documents)
    if collection.base:
        yield "sitemap.xml", sitemap(collection.base, (page.path for page in pages)).encode()
        yield "robots.txt", robots(collection.base).encode()
