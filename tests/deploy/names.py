"""A name server that knows the replicas of services, as Docker's does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from dnslib import QTYPE, RCODE, RR, A
from dnslib.server import BaseResolver, DNSLogger, DNSServer


class Names(BaseResolver):  # type: ignore[misc]  # dnslib has no types
    """Service -> addresses; the mapping may change while it serves."""

    def __init__(self, known: Mapping[str, Sequence[str]]) -> None:
        self.known = known

    def resolve(self, request: Any, handler: Any) -> Any:
        reply = request.reply()
        name = str(request.q.qname).rstrip(".")
        if request.q.qtype == QTYPE.A and name in self.known:
            for address in self.known[name]:
                reply.add_answer(RR(name, QTYPE.A, rdata=A(address), ttl=1))
        else:
            reply.header.rcode = RCODE.NXDOMAIN
        return reply


@contextmanager
def name_server(at: tuple[str, int], known: Mapping[str, Sequence[str]]) -> Iterator[None]:
    """Answers by UDP meanwhile."""
    server = DNSServer(Names(known), address=at[0], port=at[1], logger=DNSLogger(log="-request,-reply"))
    server.start_thread()
    try:
        yield
    finally:
        server.stop()
        server.server.server_close()
