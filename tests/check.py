"""`python -m tests.check`: everything that must be right before a change lands, in one command.

Format, lint, strict types, the import contract, and the tests; stops at the first that is not. With
`--tests-done` the tests are left out: CI runs them with the command of the README.
"""

import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(sysconfig.get_path("scripts"))

STEPS = (
    ("vorm", [str(TOOLS / "ruff"), "format", "--check", "--quiet", "."]),
    ("regels", [str(TOOLS / "ruff"), "check", "--quiet", "."]),
    ("typen", [str(TOOLS / "mypy")]),
    ("richting van imports", [str(TOOLS / "lint-imports"), "--no-cache"]),
    ("tests", [sys.executable, "-m", "pytest", "-n", "2"]),
)


def main() -> int:
    """Run the steps in order; gives the exit code of the first that fails, or 0."""
    steps = STEPS[:-1] if "--tests-done" in sys.argv[1:] else STEPS
    for name, command in steps:
        print(f"== {name}", flush=True)
        if code := subprocess.run(command, cwd=ROOT, check=False).returncode:
            print(f"== niet in orde: {name}", flush=True)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
