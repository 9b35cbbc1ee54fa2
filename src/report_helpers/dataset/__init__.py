"""Read and check editions of the data."""

from ..errors import Problem
from .check import check_all, check_edition, fix_all, fix_edition
from .edition import Edition, load_edition
from .info import LANGUAGES, EditionInfo

__all__ = [
    "LANGUAGES",
    "Edition",
    "EditionInfo",
    "Problem",
    "check_all",
    "check_edition",
    "fix_all",
    "fix_edition",
    "load_edition",
]
