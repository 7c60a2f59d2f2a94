"""The reader travels in a file, without the catalogue."""

from __future__ import annotations

import json
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


def test_a_snapshot_of_before_the_network_takes_it_from_the_package(reader):
    old = json.loads(reader.to_bytes())
    for name in ("network", "judge", "encoder", "second"):
        del old["rules"][name]
    del old["rules"]["weights"]["years"]
    del old["rules"]["grammar"]["scale_marks"]
    copy = Reader.from_bytes(json.dumps(old).encode())
    day = date(2026, 11, 25)
    assert [copy.read(t, day) for t in TEXTS] == [reader.read(t, day) for t in TEXTS]


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


def test_a_snapshot_with_other_graphs_reads_by_those(reader):
    other = json.loads(reader.to_bytes())
    other["rules"]["encoder"] = other["rules"]["network"]
    copy = Reader.from_bytes(json.dumps(other).encode())
    assert json.loads(copy.to_bytes())["rules"]["encoder"] == other["rules"]["network"]
    with pytest.raises(Exception, match=r"."):  # a network is no encoder: this one was asked
        copy.read("the part with the deployment I always hand to someone else", date(2026, 11, 25))
