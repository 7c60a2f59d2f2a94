"""A message that is delivered twice is heard once."""

import asyncio

import pytest

from extensions.once import OnceOnly


class Bell:
    """Counts how often it is rung."""

    def __init__(self, fail: bool = False) -> None:
        self.rung = 0
        self.fail = fail

    async def ring(self) -> int:
        await asyncio.sleep(0.01)
        self.rung += 1
        if self.fail:
            raise OSError("no bell")
        return self.rung


def test_two_deliveries_at_once_get_the_same_answer_from_one_hearing():
    async def both() -> list[int]:
        once, bell = OnceOnly[int](), Bell()
        return [*await asyncio.gather(*(once.answer(("ann", "m1"), bell.ring) for _ in range(3))), bell.rung]

    assert asyncio.run(both()) == [1, 1, 1, 1]


def test_the_same_id_of_another_sender_is_another_message():
    async def both() -> list[int]:
        once, bell = OnceOnly[int](), Bell()
        return [await once.answer((who, "m1"), bell.ring) for who in ("ann", "bob", "ann")]

    assert asyncio.run(both()) == [1, 2, 1]


def test_a_failed_answer_can_be_asked_for_again():
    async def twice() -> int:
        once, bell = OnceOnly[int](), Bell(fail=True)
        for _ in range(2):
            with pytest.raises(OSError, match="no bell"):
                await once.answer(("ann", "m1"), bell.ring)
        return bell.rung

    assert asyncio.run(twice()) == 2


def test_a_failure_is_not_kept_where_the_first_to_ask_has_gone():
    async def run() -> int:
        once, bell = OnceOnly[int](), Bell(fail=True)
        first = asyncio.ensure_future(once.answer(("ann", "m1"), bell.ring))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0.05)
        with pytest.raises(OSError, match="no bell"):
            await once.answer(("ann", "m1"), bell.ring)
        return bell.rung

    assert asyncio.run(run()) == 2


def test_answers_are_kept_for_a_time_and_up_to_a_number():
    async def run() -> list[int]:
        now = [0.0]
        once, bell = OnceOnly[int](seconds=10, most=2, clock=lambda: now[0]), Bell()
        first = await once.answer(("ann", "1"), bell.ring)
        now[0] = 11.0
        late = await once.answer(("ann", "1"), bell.ring)
        for name in "234":
            await once.answer(("ann", name), bell.ring)
        return [first, late, await once.answer(("ann", "1"), bell.ring)]

    assert asyncio.run(run()) == [1, 2, 6]
