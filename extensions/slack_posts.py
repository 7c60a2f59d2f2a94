"""Posts in Slack: which of them are for the bot, and what is done with words, files, edits and deletions."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace

from extensions.documents import Unreadable
from extensions.slack_answers import Answers
from extensions.slack_events import Deleted, Edited, Said
from extensions.slack_files import MOST_FILES, Files, Shared
from extensions.slack_place import Place

logger = logging.getLogger("waymark.slack")

MOST_THREADS = 5000  # of which it is known that somebody talks with the bot there
READ_AGAIN = "I read your edited message again. What its first wording told me stays until you take it back."
DELETED = "You deleted a message that I had already read. What I noted from it stays until you take it back."
TAKE_BACK = (
    {"title": "Take back the last", "payload": "/undo"},
    {"title": "Show my profile", "payload": "/export_or_show_profile"},
)
MORE_FILES = f"I read the first {MOST_FILES} files of a message; please send the others in another one."

Once = Callable[[tuple[str, str], Callable[[], Awaitable[None]]], Awaitable[None]]
Exists = Callable[[str], Awaitable[bool]]  # is there a stored conversation of this id?


class Posts:
    """`once` does a piece of work for a key the first time only."""

    def __init__(self, answers: Answers, files: Files, exists: Exists, once: Once) -> None:
        self._answers, self._files, self._exists, self._once = answers, files, exists, once
        self._threads: OrderedDict[str, None] = OrderedDict()
        self._heard: OrderedDict[str, None] = OrderedDict()

    async def take(self, found: Said | Edited | Deleted | None) -> None:
        """Answers what is for the bot."""
        if isinstance(found, Said) and await self._is_for_us(found):
            await self._once(("post", found.key), lambda: self._hear(found))
        elif isinstance(found, Edited) and found.original in self._heard:
            await self._once(("post", found.said.key), lambda: self._answers.hear(found.said, before=(READ_AGAIN,)))
        elif isinstance(found, Deleted) and found.original in self._heard:
            await self._once(("post", found.key), lambda: self._say_deleted(found.place))

    async def _hear(self, said: Said) -> None:
        _remember(self._heard, said.key)
        _remember(self._threads, said.place.conversation)
        if said.files:
            await self._hear_files(said)
        else:
            await self._answers.hear(said if said.text else replace(said, text="/greet"))

    async def _hear_files(self, said: Said) -> None:
        """Each file is a message of its own; what was written with it stands above the first."""
        read: list[Shared] = []
        wrong = [MORE_FILES] if len(said.files) > MOST_FILES else []
        for file in said.files[:MOST_FILES]:
            try:
                read.append(await self._files.read(file))
            except Unreadable as error:
                wrong.append(str(error))
        if not read and said.text:
            await self._answers.hear(said, before=tuple(wrong))
            return
        if wrong:
            texts = [{"text": text} for text in wrong]
            await self._answers.send(said.place, texts, begins_thread=said.begins_thread)
        for number, file in enumerate(read):
            text = f"{said.text}\n\n{file.text}".strip() if number == 0 else file.text
            begins = said.begins_thread and not wrong and number == 0
            part = replace(said, text=text, key=f"{said.key}:{number}", begins_thread=begins)
            await self._answers.hear(part, file=file.name)

    async def _say_deleted(self, place: Place) -> None:
        await self._answers.send(place, [{"text": DELETED, "buttons": list(TAKE_BACK)}])

    async def _is_for_us(self, said: Said) -> bool:
        """Named, in the direct conversation, or in a thread where this person talked with the bot before."""
        if said.named or said.place.conversation in self._threads:
            return True
        if said.begins_thread:
            return False
        try:
            return await self._exists(said.place.conversation)
        except Exception as error:  # the border: a mention works all the same
            logger.error("it cannot be seen whether a thread is ours: %s", type(error).__name__)
            return False


def _remember(seen: OrderedDict[str, None], key: str) -> None:
    seen[key] = None
    seen.move_to_end(key)
    while len(seen) > MOST_THREADS:
        seen.popitem(last=False)
