"""``python -m servicelint``: the same as the ``servicelint`` command."""

from __future__ import annotations

from servicelint.cli import main

if __name__ == "__main__":
    main()
