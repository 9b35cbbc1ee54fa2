"""The exporters on a Jupyter server: routes for the downloads that JupyterLab's export menu asks for.

The server lists every exporter that is registered, but its own routes know only names of letters, digits and underscores, so
that ``report-html`` and ``report-pdf`` stood in the menu and led nowhere. The extension is switched on by the file
``report_helpers.json`` beside this one, which the installation puts where servers look for it.
"""

from __future__ import annotations

from typing import Any

_NAMES = r"(?P<format>report-(?:html|pdf))"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """What Jupyter asks of every extension."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    """Add the routes, answered by the server's own handlers."""
    from jupyter_server.base.handlers import path_regex
    from jupyter_server.nbconvert.handlers import NbconvertFileHandler, NbconvertPostHandler
    from jupyter_server.utils import url_path_join

    root = url_path_join(server.web_app.settings["base_url"], "nbconvert", _NAMES)
    server.web_app.add_handlers(".*$", [(root, NbconvertPostHandler), (root + path_regex, NbconvertFileHandler)])
