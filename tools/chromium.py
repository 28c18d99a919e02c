"""Make a Chromium available for the page tests: the one on the path, else by apt, else Playwright's own."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Return 0 where a Chromium is there in the end."""
    if any(shutil.which(name) for name in NAMES):
        return 0
    if shutil.which("apt-get"):
        prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        print("Installing Chromium by apt for the page tests")
        updated = subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False)
        if updated.returncode == 0:
            installed = subprocess.run([*prefix, "apt-get", "install", "-y", "-qq", "chromium"], check=False)
            if installed.returncode == 0:
                return 0
    print("Installing Playwright's Chromium for the page tests")
    return subprocess.run(
        [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"], check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
