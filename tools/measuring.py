"""What the proofs measure of a process, and of which commit they speak."""

import os
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def commit() -> str:
    """Return the short id of the commit that is proved."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT).stdout.strip()


def mebibytes(process: int) -> float:
    """Return the memory that a process holds (resident), in MiB."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def processor_seconds(process: int) -> float:
    """Return the processor time that a process has used, in its own code and in the system's."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
