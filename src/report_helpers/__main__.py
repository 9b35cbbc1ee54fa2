"""``python -m report_helpers`` is the command ``migration-report``."""

import sys

from .cli import main

sys.exit(main())
