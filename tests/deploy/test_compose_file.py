"""docker-compose.yml opens no door: checked by Docker Compose itself, and by rules on what it resolves to."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from extensions.launch import action_python
from tests.deploy.composed import ROOT, SECRETS, ComposeFailed, config

MARK = "secret-{}-of-a-test"
FILES = sorted((ROOT / "deploy" / "docker").glob("*.Dockerfile"))


@pytest.fixture(scope="module")
def composed() -> dict[str, Any]:
    return config({name: MARK.format(place) for place, name in enumerate(SECRETS)})


def services(composed: dict[str, Any]) -> dict[str, Any]:
    found = dict(composed["services"])
    assert set(found) == {"web", "rasa", "actions", "migrate", "retention", "postgres", "redis"}
    return found


def test_compose_takes_the_file_and_the_one_for_slack() -> None:
    config(SECRETS)
    assert "outward" in config(SECRETS, "docker-compose.yml", "deploy/docker/slack.yml")["services"]["rasa"]["networks"]


@pytest.mark.parametrize("missing", sorted(SECRETS))
def test_nothing_starts_without_each_of_its_secrets(missing: str) -> None:
    for settings in ({k: v for k, v in SECRETS.items() if k != missing}, {**SECRETS, missing: ""}):
        with pytest.raises(ComposeFailed, match=missing):
            config(settings)


def test_what_the_example_leaves_empty_is_what_has_to_be_given() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))
    assert set(given) == set(SECRETS)
    assert not any(given.values()), "an example with a value would be taken over as it is"


def test_only_the_proxy_is_reached_and_by_this_machine_alone_until_told_otherwise(composed: dict[str, Any]) -> None:
    for name, service in services(composed).items():
        assert bool(service.get("ports")) == (name == "web"), name
        assert service.get("network_mode") is None, name
    assert {port["host_ip"] for port in services(composed)["web"]["ports"]} == {"127.0.0.1"}


def test_only_the_proxy_stands_in_a_network_that_leads_outside(composed: dict[str, Any]) -> None:
    inside = {name for name, network in composed["networks"].items() if network.get("internal")}
    assert set(composed["networks"]) - inside == {"edge"}
    assert {name for name, s in services(composed).items() if "edge" in s["networks"]} == {"web"}


def test_parts_share_a_network_only_where_one_calls_the_other(composed: dict[str, Any]) -> None:
    meet = {
        frozenset((a, b))
        for a, one in services(composed).items()
        for b, other in services(composed).items()
        if a < b and set(one["networks"]) & set(other["networks"])
    }
    calls = ("web rasa", "rasa actions", "rasa postgres", "actions postgres", "migrate postgres", "rasa redis",
             "retention postgres")  # fmt: skip
    beside = (
        "actions migrate",
        "migrate rasa",
        "retention rasa",
        "retention actions",
        "retention migrate",
    )  # all at it
    assert meet == {frozenset(pair.split()) for pair in (*calls, *beside)}


def test_every_part_is_nobody_special_and_writes_nowhere_but_its_own_place(composed: dict[str, Any]) -> None:
    for name, service in services(composed).items():
        assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", service["user"]), name
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert not service.get("privileged"), name
        written = [v["target"] for v in service.get("volumes", ()) if not v.get("read_only")]
        assert written == (["/var/lib/postgresql/data"] if name == "postgres" else []), name
        assert "docker.sock" not in str(service), name


def test_every_part_has_limits_and_is_started_again(composed: dict[str, Any]) -> None:
    for name, service in services(composed).items():
        limits = service["deploy"]["resources"]["limits"]
        assert {"cpus", "memory", "pids"} <= set(limits), name
        assert service["restart"] == ("on-failure:5" if name == "migrate" else "unless-stopped"), name
        assert "healthcheck" in service or name == "migrate", name


def test_more_of_a_part_can_stand_side_by_side(composed: dict[str, Any]) -> None:
    for name in ("rasa", "actions"):
        service = services(composed)[name]
        assert "container_name" not in service
        assert "hostname" not in service
        assert service["deploy"]["replicas"] >= 2, "one may be lost"


def test_images_are_of_a_named_version(composed: dict[str, Any]) -> None:
    for name, service in services(composed).items():
        assert re.search(r":\d+\.\d+", service["image"]), name


def test_secrets_come_from_the_environment_and_stand_in_no_command(composed: dict[str, Any]) -> None:
    for name, service in services(composed).items():
        told = f"{service.get('command')} {service.get('healthcheck')} {service.get('labels')}"
        assert "secret-" not in told, name
    text = (ROOT / "docker-compose.yml").read_text()
    for line in re.findall(r"^.*(?:PASSWORD|TOKEN|SECRET|KEY)[\w]*: .*$", text, re.MULTILINE):
        assert re.search(r": \$\{\w+:[?-]", line), line
    doors = re.findall(r"\$\{\w*(?:PASSWORD|TOKEN|SECRET|KEY)\w*:?-[^}]+\}", text)
    assert not doors, f"a default that opens a door: {doors}"


def test_nobody_is_told_a_secret_that_is_not_theirs(composed: dict[str, Any]) -> None:
    values = {name: MARK.format(place) for place, name in enumerate(SECRETS)}
    theirs = {
        "web": set(),
        "rasa": {"WAYMARK_SECRET", "WAYMARK_ACTION_TOKEN", "WAYMARK_REST_TOKEN", "RASA_DB_PASSWORD", "REDIS_PASSWORD"},
        "actions": {"WAYMARK_SECRET", "WAYMARK_ACTION_TOKEN", "POSTGRES_PASSWORD", "RASA_DB_PASSWORD"},
        "migrate": {"WAYMARK_SECRET", "WAYMARK_ACTION_TOKEN", "POSTGRES_PASSWORD", "RASA_DB_PASSWORD"},
        "retention": {"POSTGRES_PASSWORD", "RASA_DB_PASSWORD"},
        "postgres": {"POSTGRES_PASSWORD", "RASA_DB_PASSWORD"},
        "redis": {"REDIS_PASSWORD"},
    }
    for name, service in services(composed).items():
        told = str(service.get("environment"))
        assert {k for k, v in values.items() if v in told} - {"WAYMARK_PUBLIC_URL"} == theirs[name], name


def test_there_is_one_service_that_removes_people_however_many_others_there_are(composed: dict[str, Any]) -> None:
    by_themselves = [n for n, s in services(composed).items() if "retention" in (s.get("command") or ())]
    assert by_themselves == ["retention"]
    assert services(composed)["retention"].get("deploy", {}).get("replicas", 1) == 1
    told = config({**SECRETS, "WAYMARK_RETENTION_DAYS": "365"})["services"]["retention"]["environment"]
    assert told["WAYMARK_RETENTION_DAYS"] == "365"


def test_tls_is_on_where_it_is_asked_for_and_off_where_not() -> None:
    def told(**more: str) -> Any:
        return config({**SECRETS, **more})["services"]["web"]["environment"].get("WAYMARK_TLS")

    assert told() is None
    assert told(WAYMARK_TLS="1") == "1"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_image_starts_from_a_version_runs_as_nobody_special_and_copies_what_there_is(path: Path) -> None:
    text = path.read_text()
    stages = re.findall(r"^FROM \S+ AS (\w+)", text, re.MULTILINE)
    for base in re.findall(r"^FROM (\S+)", text, re.MULTILINE):
        assert base in stages or re.search(r":\d+\.\d+", base), base
    assert re.findall(r"^USER (.+)$", text, re.MULTILINE)[-1] == "10001:10001"
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    for words in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE):
        for source in words.split()[:-1]:
            assert (ROOT / source).exists(), source
            let_in = [line[1:] for line in ignored if line.startswith("!")]
            assert any(source == one or source.startswith(f"{one}/") for one in let_in), f"{source} is not let in"


def test_the_action_servers_image_has_neither_rasa_nor_tensorflow_and_the_python_that_is_tested() -> None:
    words = [
        str(ROOT / ".tools" / "bin" / "uv"),
        "export",
        "--frozen",
        "--no-default-groups",
        "--no-hashes",
        "--no-header",
    ]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    packages = set(re.findall(r"^([a-z0-9-]+)==", done.stdout, re.MULTILINE))
    assert "rasa-sdk" in packages
    assert not {"rasa", "tensorflow", "keras"} & packages
    text = (ROOT / "deploy" / "docker" / "actions.Dockerfile").read_text()
    assert "uv sync --frozen --no-default-groups " in text
    version = subprocess.run([action_python(), "--version"], capture_output=True, text=True, check=True).stdout.split()[
        1
    ]
    minor = version.rpartition(".")[0]
    assert set(re.findall(r"^FROM python:(\d+\.\d+)", text, re.MULTILINE)) == {minor}


def test_an_image_runs_the_command_of_its_service(composed: dict[str, Any]) -> None:
    for name in ("web", "rasa", "actions"):
        text = (ROOT / "deploy" / "docker" / f"{name}.Dockerfile").read_text()
        command = re.findall(r"^CMD \[(.+)\]$", text, re.MULTILINE)[-1]
        assert re.findall(r'"([^"]+)"', command) == services(composed)[name]["command"]


def test_the_builder_never_gets_secrets_data_or_the_history() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    assert lines[1] == "*", "everything is left out but what is named"
    assert not {"!.env", "!.git", "!.waymark", "!models", "!deploy"} & set(lines)
