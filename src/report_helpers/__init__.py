"""Helpers for the notebooks of the report: the menu that analysts import from.

``load_edition`` reads an edition into a value with tidy DataFrames. What a cell ends with comes from one of four
families: ``table_*`` and ``chart_*`` give tables and charts, ``note_*`` sentences and remarks, ``cite_*`` citations.

The menu itself is ``__init__.pyi``; a name's module is imported when the name is first used, so that a command which
has nothing to do need not wait for pandas.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
