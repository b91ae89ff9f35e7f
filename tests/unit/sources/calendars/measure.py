"""Runs a command and says what it took, as JSON on the last line of standard error.

A process of its own, and a small one: the system also counts to a child the memory of what it was forked from.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys


def main() -> None:
    """Runs the command that it is given, and ends as that does."""
    running = subprocess.Popen(sys.argv[1:])
    _, state, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(state)
    took = {"seconds": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / 1024}
    sys.stderr.write(f"\n{json.dumps(took)}\n")
    sys.exit(running.returncode)


if __name__ == "__main__":
    main()
