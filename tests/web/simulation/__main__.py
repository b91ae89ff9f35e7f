"""Lives the evenings of some seeds and prints what happened: `python -m tests.web.simulation 7 8`."""

from __future__ import annotations

import os
import sys

os.environ.pop("DATABASE_URL", None)  # in memory: no other database is touched

import tests.web.conftest  # noqa: F401 (it sets Django up)


def main(seeds: list[int]) -> int:
    """Print the traces. Gives 1 where something broke."""
    from django.db import connection

    from tests.web.simulation.life import evenings, first_plans

    connection.settings_dict["TEST"]["MIGRATE"] = False
    connection.creation.create_test_db(verbosity=0, serialize=False)
    broken = []
    for life in evenings(seeds, first_plans()):
        sys.stdout.write("\n".join([f"seed {life.seed}", *life.trace, *life.broken, ""]))
        broken += life.broken
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main([int(one) for one in sys.argv[1:]]))
