"""A CV or a job advertisement as a file: its text, and nothing else of it, goes on like text that was pasted.

The file is read in memory by a process of its own (`document_text`) within bounds of size, pages, memory and time;
it is stored nowhere, and its name is for showing only.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from pathlib import Path

from prometheus_client import Counter

from extensions.document_text import MOST_PAGES
from extensions.incoming import clean_text

logger = logging.getLogger("waymark.documents")

LARGEST_FILE = 5_000_000  # bytes
SECONDS = 20.0
AT_ONCE = 2  # files that are read side by side; a parser takes a whole core
MOST_WAITING = 8
LONGEST_NAME = 80  # characters
PASTE = "You can also paste its text here."
WRONG = {
    "huge": f"That file is larger than {LARGEST_FILE // 1_000_000} MB, so I did not open it. {PASTE}",
    "kind": f"I read PDF, Word (.docx) and plain text files; that one is none of these. {PASTE}",
    "old": f"That is Word's old format, which I cannot read. Please save it as .docx or PDF. {PASTE}",
    "encrypted": f"That file is locked with a password. Please send one without. {PASTE}",
    "scan": f"I found no text in that file, it may be a scan: I cannot read pictures. {PASTE}",
    "empty": "I found no words in that file.",
    "pages": f"That file has more than {MOST_PAGES} pages, too many for a CV or a job advert. {PASTE}",
    "bomb": f"That file unpacks to far more than a CV or a job advert has, so I did not open it. {PASTE}",
    "slow": f"That file takes me too long to read. {PASTE}",
    "broken": f"That file is damaged, I cannot read it. {PASTE}",
    "busy": "I am reading several files already. Please send it again in a moment.",
    "away": f"I cannot get at that file at the moment. {PASTE}",
    "elsewhere": f"That file is not kept in Slack itself, and I look nowhere else. {PASTE}",
    "failed": f"I could not read that file. {PASTE}",
}
READ = Counter("waymark_files", "Files that people sent, by outcome", ["outcome"])
READER = Path(__file__).with_name("document_text.py")


class Unreadable(Exception):
    """`reason` is a key of WRONG; the text is what the person is told."""

    def __init__(self, reason: str) -> None:
        self.reason = reason if reason in WRONG else "failed"
        super().__init__(WRONG[self.reason])
        READ.labels(self.reason).inc()


class Documents:
    """Reads files, a few at a time. One for a channel; `reader` is the program that does it."""

    def __init__(self, seconds: float = SECONDS, reader: Path = READER) -> None:
        self._seconds = seconds
        self._reader = reader
        self._free = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def text_of(self, content: bytes) -> str:
        """The file's text. Raises Unreadable."""
        if len(content) > LARGEST_FILE:
            raise Unreadable("huge")
        if self._waiting >= MOST_WAITING:
            raise Unreadable("busy")
        self._waiting += 1
        try:
            async with self._free:
                answer = await self._ask(content)
        finally:
            self._waiting -= 1
        if "text" not in answer:
            raise Unreadable(answer.get("wrong", "failed"))
        READ.labels("read").inc()
        return answer["text"].lstrip("/ \t\r\n")  # a file presses no button

    async def _ask(self, content: bytes) -> dict[str, str]:
        pipe = asyncio.subprocess.PIPE
        # -I and the empty environment: nothing of the server's, neither its settings nor its secrets.
        reader = await asyncio.create_subprocess_exec(
            sys.executable, "-IB", str(self._reader), stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.DEVNULL, env={}
        )
        try:
            said, _ = await asyncio.wait_for(reader.communicate(content), self._seconds)
        except asyncio.TimeoutError:
            return {"wrong": "slow"}
        finally:
            if reader.returncode is None:
                reader.kill()
                await reader.wait()
        if reader.returncode != 0:  # ended by one of its limits
            logger.error("a file's reader ended with %s", reader.returncode)
            return {"wrong": "slow" if reader.returncode < 0 else "failed"}
        return dict(json.loads(said))


def shown_name(raw: object) -> str:
    """A file's name for showing: without folders, line breaks or marks that turn the writing; never empty."""
    last = str(raw if isinstance(raw, str) else "")[-1000:].replace("\\", "/").rpartition("/")[2]
    name = " ".join(clean_text(last).text.split())
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME - 9]}\u2026{name[-8:]}"
    return name or "file"
