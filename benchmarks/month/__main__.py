"""A month of many families: `python -m benchmarks.month [--families 500] [--family 217]`."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("HOMECALL_SECRET", "only for a benchmark, where nothing is kept secret")
os.environ.setdefault("HOMECALL_DATA", f"{tempfile.gettempdir()}/homecall-month-never-made")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.web.settings")

from benchmarks.month.run import main

if __name__ == "__main__":
    main()
