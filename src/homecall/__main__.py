"""`python -m homecall` is `homecall`."""

from __future__ import annotations

from homecall.cli.main import main

if __name__ == "__main__":
    main()
