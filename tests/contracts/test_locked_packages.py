"""What is installed is what was locked, with a hash, from one place, under a licence that the project may use.

Withdrawn releases and known weaknesses need a network to be looked up: `make audit` does that.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LOCK: dict[str, Any] = tomllib.loads((Path(__file__).parents[2] / "uv.lock").read_text(encoding="utf-8"))
PACKAGES = LOCK["package"]
FREE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Unlicense|Public Domain|HPND|ZPL|0BSD|CC0|"
    r"Zlib|PSF-2\.0|Python-2\.0|CNRI|Expat)\b",
    re.IGNORECASE,
)
# Weak copyleft: used as libraries, unchanged, which their licences allow.
LIBRARIES = re.compile(r"\b(LGPL|Lesser General Public)", re.IGNORECASE)
# Packages whose metadata names no licence; looked up in their source, with what it says.
LOOKED_UP: dict[str, str] = {}


def licence(package: metadata.Distribution) -> str:
    found = package.metadata
    classifiers = [c for c in found.get_all("Classifier") or () if c.startswith("License")]
    said = [found.get("License-Expression"), found.get("License"), *classifiers]
    return " | ".join(" ".join(s.split())[:200] for s in said if s)


def test_every_package_comes_from_the_index_with_hashes() -> None:
    for package in PACKAGES:
        source = package["source"]
        if package["name"] == "waymark":
            assert "editable" in source
            continue
        assert source == {"registry": "https://pypi.org/simple"}, package["name"]
        files = [*package.get("wheels", ()), *([package["sdist"]] if "sdist" in package else [])]
        assert files, package["name"]
        for file in files:
            assert re.fullmatch(r"sha256:[0-9a-f]{64}", file["hash"]), (package["name"], file["url"])
            assert file["url"].startswith("https://files.pythonhosted.org/"), file["url"]


def test_what_is_installed_is_what_was_locked() -> None:
    locked: dict[str, set[str]] = {}
    for package in PACKAGES:
        locked.setdefault(package["name"], set()).add(package.get("version", ""))
    strange = {}
    for package in metadata.distributions():
        name = re.sub(r"[-_.]+", "-", package.metadata["Name"]).lower()
        if name in {"waymark", "pip", "setuptools", "uv", "wheel"}:
            continue
        if package.version not in locked.get(name, set()):
            strange[name] = package.version
    assert strange == {}


@pytest.mark.parametrize("package", list(metadata.distributions()), ids=lambda p: p.metadata["Name"])
def test_its_licence_allows_its_use(package: metadata.Distribution) -> None:
    name = package.metadata["Name"].lower()
    said = LOOKED_UP.get(name) or licence(package)
    assert FREE.search(said) or LIBRARIES.search(said), f"{name}: {said or 'no licence is named'}"
