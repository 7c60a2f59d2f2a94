"""A lifeline from one process to the processes that it starts.

The parent keeps the writing end of a pipe; the child holds the reading end in a thread. However the
parent ends, also by SIGKILL, the pipe closes and the child ends too: no process is left behind. (Linux
alone could do it with prctl; a pipe works everywhere.)
"""

from __future__ import annotations

import os
import signal
import threading
import time

VARIABLE = "WAYMARK_LIFELINE"  # number of the file descriptor with the reading end
SECONDS_TO_LEAVE = 5.0


def hold() -> None:
    """End this process (SIGTERM, then at once) when the parent is gone; does nothing where none was given."""
    number = os.environ.pop(VARIABLE, "")
    if number.isdigit():
        threading.Thread(target=_wait, args=(int(number),), daemon=True, name="lifeline").start()


def _wait(descriptor: int) -> None:
    try:
        while os.read(descriptor, 1):
            pass
    except OSError:
        return  # no such pipe: there is no parent to watch
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(SECONDS_TO_LEAVE)
    os._exit(1)
