"""The nbconvert exporter ``report-html``: a notebook as one HTML file that needs nothing else."""

from .exporter import ReportHTMLExporter

__all__ = ["ReportHTMLExporter"]
