"""Shared secrets that callers show, compared so that neither time nor an odd byte tells anything."""

from __future__ import annotations

import hmac

ANY = "surrogatepass"  # bytes of a header that are no UTF-8 come as lone surrogates


def same(said: str, token: str) -> bool:
    """Is what a caller said the token? In constant time, whatever bytes were sent."""
    return hmac.compare_digest(said.encode(errors=ANY), token.encode(errors=ANY))


def bearer(header: str | None) -> str:
    """The token of an Authorization header; "" where it shows none."""
    scheme, _, value = (header or "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""
