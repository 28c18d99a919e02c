"""Make a PostgreSQL server available for the tests of the records: the one that is installed, else by apt."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from postgres_server import NOT_INSTALLED, programs


def main() -> int:
    """Return 0 in any case: without a server the tests say that they leave it out, and why."""
    if programs() is not None:
        return 0
    if shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        print("Installing PostgreSQL by apt for the tests of the records")
        updated = subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False)
        if updated.returncode == 0:
            subprocess.run(
                [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"], check=False
            )
    if programs() is None:
        print(NOT_INSTALLED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
