"""Notebook to PDF: tagged, archivable, the same bytes for the same notebook."""

from .exporter import ReportPDFExporter

__all__ = ["ReportPDFExporter"]
