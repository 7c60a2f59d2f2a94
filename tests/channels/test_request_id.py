"""A request keeps its id from the channel to the action server's logs."""

import asyncio
import io
import json
import logging

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from extensions import remote_action
from tests.channels.test_remote_action import server
from waymark import logs

__all__ = ["server"]  # a fixture


def run(url, message_id):
    said = UserUttered("plan please", message_id=message_id)
    tracker = DialogueStateTracker.from_events("ann", [said], domain=Domain.empty())

    async def go():
        await remote_action.HonestRemoteAction("action_plan", EndpointConfig(url)).run(
            None, None, tracker, Domain.empty()
        )
        await remote_action.close_session()

    asyncio.run(go())


def test_the_channels_id_goes_along_with_the_call(server):
    url, _, seen = server
    with logs.requested("from-the-channel"):
        run(url, "m-1")
    assert seen[0][0][logs.HEADER] == "from-the-channel"
    assert logs.request_id() == ""


def test_without_one_the_message_gives_it(server):
    url, _, seen = server
    run(url, "m-1")
    assert seen[0][0][logs.HEADER] == "m-1"


def test_a_failed_call_is_logged_under_its_id(server, caplog):
    url, prepared, _ = server
    prepared["status"] = 500
    caplog.handler.setFormatter(logs.JsonLines())
    run(url, "m-7")
    line = json.loads(caplog.text.splitlines()[-1])
    assert (line["request"], line["level"]) == ("m-7", "error")
    assert "plan please" not in caplog.text


@pytest.mark.parametrize("given", ["my name is Ana", "a\nb", "x" * 65, "-rm", "ü"])
def test_an_id_that_could_hold_anything_is_replaced_by_its_digest(given):
    with logs.requested(given) as found:
        assert found != given
        assert len(found) == 32
    with logs.requested(given) as again:
        assert again == found


def test_no_two_requests_without_an_id_share_one():
    assert logs.fit_id(None) != logs.fit_id("")


def test_a_json_line_names_an_exception_and_not_its_text():
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logs.JsonLines())
    logger = logging.getLogger("waymark.test")
    logger.addHandler(handler)
    try:
        raise ValueError("I know Hadoop")
    except ValueError:
        logger.exception("a call failed")
    finally:
        logger.removeHandler(handler)
    line = json.loads(out.getvalue())
    assert line["exception"] == "ValueError"
    assert "Hadoop" not in out.getvalue()
