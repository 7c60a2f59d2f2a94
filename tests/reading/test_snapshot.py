"""The reader travels in a file, without the catalogue."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import date

import pytest

from waymark.reading import Reader

TEXTS = ["python 3 years, no docker", "I love cleaning data", "is R worth it?", "pyhton and sckit learn"]


def test_a_snapshot_reads_as_its_original(reader, tmp_path):
    reader.to_disk(tmp_path / "reader.json")
    copy = Reader.from_disk(tmp_path / "reader.json")
    assert copy.catalogue_hash == reader.catalogue_hash
    day = date(2026, 11, 25)
    assert [copy.read(t, day) for t in TEXTS] == [reader.read(t, day) for t in TEXTS]


@pytest.mark.once
def test_a_snapshot_of_before_the_network_takes_it_from_the_package(reader):
    old = json.loads(reader.to_bytes())
    for name in ("network", "judge", "encoder", "second"):
        del old["rules"][name]
    del old["rules"]["weights"]["years"]
    del old["rules"]["grammar"]["scale_marks"]
    copy = Reader.from_bytes(json.dumps(old).encode())
    day = date(2026, 11, 25)
    assert [copy.read(t, day) for t in TEXTS] == [reader.read(t, day) for t in TEXTS]


@pytest.mark.once
def test_a_snapshot_whose_judge_is_older_takes_network_and_judge_from_the_package(reader):
    old = json.loads(reader.to_bytes())
    del old["rules"]["judge"]["graph"]
    old["rules"]["network"] = ""
    copy = Reader.from_bytes(json.dumps(old).encode())
    day = date(2026, 11, 25)
    assert [copy.read(t, day) for t in TEXTS] == [reader.read(t, day) for t in TEXTS]


def test_a_snapshot_is_the_same_each_time(reader):
    assert reader.to_bytes() == reader.to_bytes()


def test_other_bytes_are_refused():
    with pytest.raises(ValueError):
        Reader.from_bytes(b'{"version": 99}')


@pytest.mark.once
def test_a_snapshot_with_other_graphs_keeps_them(reader):
    """Three bytes more change no graph and make it another file than the package's."""
    other = json.loads(reader.to_bytes())
    graph = b64decode(other["rules"]["encoder"]) + b"\xa2\x06\x00"  # a field that nobody knows
    other["rules"]["encoder"] = b64encode(graph).decode("ascii")
    copy = Reader.from_bytes(json.dumps(other).encode())
    assert b64decode(json.loads(copy.to_bytes())["rules"]["encoder"]) == graph
    day, text = date(2026, 11, 25), "the part with the deployment I always hand to someone else"
    assert copy.read(text, day) == reader.read(text, day)


@pytest.mark.parametrize("graph", ["AAAA", None])
def test_a_snapshot_with_a_damaged_graph_is_refused_before_anybody_reads(reader, graph):
    other = json.loads(reader.to_bytes())
    other["rules"]["encoder"] = other["rules"]["network"] if graph is None else graph  # a network is no encoder
    with pytest.raises(ValueError, match=r"."):
        Reader.from_bytes(json.dumps(other).encode())
