"""Everything that must hold before a change is kept, one check after another: ``python -m tests``.

It stops at the first check that fails, with that check's exit code; pytest's summary comes last.
Arguments are handed to pytest: ``python -m tests -k cursor``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

CHECKS = {
    "ruff": ("-m", "ruff", "check", "."),
    "mypy": ("-m", "mypy"),
    "import-linter": ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
    "pytest": ("-m", "pytest", "-n", "auto", "--maxprocesses", "4"),
}
"""What Python is asked to run for each check, quick ones first; tests run on up to four cores."""


def main(arguments: Sequence[str]) -> int:
    """Runs the checks from the project's folder, without a screen unless one is asked for."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name, check in CHECKS.items():
        extra = arguments if name == "pytest" else ()
        print(f"== {name}", flush=True)
        code = subprocess.run([sys.executable, *check, *extra], cwd=ROOT, check=False).returncode
        if code:
            print(f"== {name} failed with exit code {code}", file=sys.stderr)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
