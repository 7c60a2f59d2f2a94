"""Who may start with which doors open, and how much one person or address may send; without a server."""

from __future__ import annotations

import asyncio

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

from extensions import leaving
from extensions.doors import Doors
from extensions.limits import Buckets
from extensions.settings import OpenDoor


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.5", "waymark.example.org"])
def test_a_server_that_others_can_reach_does_not_start_with_an_open_door(host: str) -> None:
    from extensions.channels import RestChannel
    from extensions.operations import OperationsChannel

    with pytest.raises(OpenDoor, match=r"WAYMARK_API_TOKEN .* and WAYMARK_REST_TOKEN"):
        Doors.from_environment({}).check(host, True, [RestChannel()])
    Doors.from_environment({}).check(host, False, [OperationsChannel()])
    closed = Doors.from_environment({"WAYMARK_API_TOKEN": "a", "WAYMARK_REST_TOKEN": "b"})
    closed.check(host, True, [RestChannel()])


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.9.9.9"])
def test_on_this_machine_alone_nothing_is_asked(host: str) -> None:
    from extensions.channels import RestChannel

    Doors.from_environment({}).check(host, True, [RestChannel()])


@pytest.mark.parametrize(
    "given",
    [
        {"WAYMARK_PROXIES": "-1"},
        {"WAYMARK_PROXIES": "1.5"},
        {"WAYMARK_PROXIES": "inf"},
        {"WAYMARK_PERSON_RATE": "many"},
        {"WAYMARK_PERSON_RATE": "-1"},
        {"WAYMARK_ADDRESS_RATE": "nan"},
    ],
)
def test_a_number_that_is_none_is_said(given: dict[str, str]) -> None:
    with pytest.raises(OpenDoor, match=next(iter(given))):
        Doors.from_environment(given)


@pytest.mark.parametrize("given", ["soon", "-1", "2.5", "nan", "inf"])
def test_a_time_to_leave_that_is_no_count_of_seconds_is_said(given: str) -> None:
    with pytest.raises(OpenDoor, match="WAYMARK_LEAVE_SECONDS"):
        leaving.install(None, {"WAYMARK_LEAVE_SECONDS": given})


def test_who_writes_in_many_threads_has_one_rate() -> None:
    heard: list[str] = []

    async def hear(message: UserMessage) -> None:
        heard.append(message.sender_id)

    async def say(sender: str) -> str:
        output = CollectingOutputChannel()
        await watched(UserMessage("help", output, sender, input_channel="slack"))
        return "".join(said["text"] for said in output.messages)

    async def talk() -> list[str]:
        return [await say(f"slack:T1:U1#C1:{thread}") for thread in range(21)]

    watched = Doors.from_environment({"WAYMARK_PERSON_RATE": "40"})._watched(hear)
    answers = asyncio.run(talk())
    assert answers[:20] == [""] * 20
    assert "quicker than I can follow" in answers[20]
    asyncio.run(say("slack:T1:U2#C1:20"))
    assert heard[20:] == ["slack:T1:U2#C1:20"], "somebody else in the same thread is heard"


def test_a_bucket_fills_again_with_time_and_forgets_the_oldest() -> None:
    now = [0.0]
    buckets = Buckets(60.0, lambda: now[0], most=2)
    assert [buckets.take("a") for _ in range(30)] == [0.0] * 30
    assert buckets.take("a") == pytest.approx(1.0)
    now[0] += 1.0
    assert buckets.take("a") == 0.0
    assert buckets.take("a") > 0
    buckets.take("b")
    buckets.take("c")
    assert len(buckets._levels) == 2
    assert Buckets(0.0).take("a") == 0.0
