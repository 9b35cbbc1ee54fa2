"""Warm kernels: notebooks run by papermill in kernels forked from a process that has imported pandas and matplotlib already.

``papermill --engine warm in.ipynb out.ipynb``: papermill and nbclient drive a standard IPython kernel as ever; only how
its process comes to be differs. papermill imports this module whenever it is imported itself, so that nothing heavy, and
nothing of papermill, is imported here.
"""

from __future__ import annotations

from typing import Any


class Engine:
    """The engine as papermill knows it; see :class:`report_helpers.warm.engine.WarmEngine`."""

    def execute_notebook(self, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Execute a notebook; returns it."""
        from .engine import WarmEngine

        return WarmEngine.execute_notebook(nb, kernel_name, **options)

    def nb_kernel_name(self, nb: Any, name: str | None = None) -> Any:
        """Name of the kernel that a notebook asks for."""
        from .engine import WarmEngine

        return WarmEngine.nb_kernel_name(nb, name)

    def nb_language(self, nb: Any, language: str | None = None) -> Any:
        """Language of a notebook."""
        from .engine import WarmEngine

        return WarmEngine.nb_language(nb, language)


papermill_engine = Engine()
"""What the entry point names."""
