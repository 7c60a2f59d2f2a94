"""A disk that a test can fill: a small file system in memory where one may be mounted, else a bound on file sizes."""

from __future__ import annotations

import resource
import subprocess
from pathlib import Path

SIZE = 256  # megabytes: PostgreSQL's first files and its log take about 60


class Disk:
    """The database's folder. `fill` leaves no room, `free` gives it back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_small = False

    def __enter__(self) -> Disk:
        self.folder.mkdir(exist_ok=True)
        words = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "waymark-test", str(self.folder)]
        self.is_small = subprocess.run(words, capture_output=True, check=False).returncode == 0
        return self

    def __exit__(self, *_: object) -> None:
        if self.is_small:
            subprocess.run(["umount", "--lazy", str(self.folder)], capture_output=True, check=False)

    @property
    def how(self) -> str:
        return f"a file system of {SIZE} MB, full" if self.is_small else "no file may grow (RLIMIT_FSIZE)"

    def fill(self, process: int) -> None:
        """No further byte for the database whose first process has this number."""
        if not self.is_small:
            self._limit(process, 1)
            return
        ballast = self.folder / "ballast"
        with ballast.open("wb", buffering=0) as out:
            piece = b"\0" * 65536
            while piece:
                try:
                    out.write(piece)
                except OSError:
                    piece = piece[: len(piece) // 2]

    def free(self, process: int) -> None:
        if self.is_small:
            (self.folder / "ballast").unlink(missing_ok=True)
        else:
            self._limit(process, resource.RLIM_INFINITY)

    def _limit(self, process: int, size: int) -> None:
        """For the server; the processes that it starts for new connections inherit it."""
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
