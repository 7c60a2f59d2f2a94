"""deploy/kubernetes: each object by the schema of Kubernetes, and the rules that hold for docker-compose.yml too."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from extensions.launch import action_python
from tests.deploy.composed import ROOT, SECRETS, config, services
from waymark.storage.engine import MORE, POOLED

FOLDER = ROOT / "deploy" / "kubernetes"
VERSIONS = ("1.30", "1.33")  # the schemas of kubernetes-validate
CHECK = """
import json, sys, kubernetes_validate
for name, thing in json.load(sys.stdin):
    try:
        kubernetes_validate.validate(thing, sys.argv[1], strict=True)
    except Exception as error:
        print(name, thing["kind"], str(error).splitlines()[0])
"""


def objects(folder: Path = FOLDER) -> list[tuple[str, dict[str, Any]]]:
    found = [
        (str(path.relative_to(FOLDER)), thing)
        for path in sorted(folder.rglob("*.yaml"))
        if path.name != "kustomization.yaml"
        for thing in yaml.safe_load_all(path.read_text())
    ]
    assert found
    return found


def of_kind(*kinds: str) -> dict[str, dict[str, Any]]:
    return {thing["metadata"]["name"]: thing for _, thing in objects() if thing["kind"] in kinds}


def pods() -> dict[str, dict[str, Any]]:
    """The pod template's spec of everything that runs."""
    found = {n: t["spec"] for n, t in of_kind("Deployment", "StatefulSet", "Job").items()}
    found |= {n: t["spec"]["jobTemplate"]["spec"] for n, t in of_kind("CronJob").items()}
    return {name: spec["template"]["spec"] for name, spec in found.items()}


def kustomize() -> list[str] | None:
    """The command that applies an overlay, where kubectl or kustomize is here."""
    return next((words for words in (["kubectl", "kustomize"], ["kustomize", "build"]) if shutil.which(words[0])), None)


def applied(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """What `kubectl apply -k` would send, as kubectl or kustomize makes it; without either, the files as they are."""
    if (words := kustomize()) is None:
        return objects()
    made = subprocess.run([*words, str(folder)], capture_output=True, text=True, timeout=60, check=True)
    return [("applied", thing) for thing in yaml.safe_load_all(made.stdout)]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("folder", ["base", "overlays/example"])
def test_what_is_applied_keeps_to_the_schema(folder: str, version: str) -> None:
    whole = json.dumps(applied(FOLDER / folder))
    done = subprocess.run(
        [action_python(), "-c", CHECK, version], input=whole, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""


@pytest.mark.skipif(kustomize() is None, reason="neither kubectl nor kustomize is here")
def test_an_overlay_changes_names_and_leaves_nothing_out() -> None:
    """Images come from the overlay's registry, everything is in one namespace, and nobody is told a made-up address."""
    things = [thing for _, thing in applied(FOLDER / "overlays" / "example")]
    assert len(things) == len(objects())
    assert {thing["metadata"].get("namespace", "waymark") for thing in things} == {"waymark"}
    images = re.findall(r'"image": "([^"]*waymark[^"]*)"', json.dumps(things))
    assert images
    assert all(image.startswith("registry.example.org/") for image in images)


@pytest.mark.parametrize("version", VERSIONS)
def test_every_object_keeps_to_the_schema(version: str) -> None:
    done = subprocess.run(
        [action_python(), "-c", CHECK, version], input=json.dumps(objects()), capture_output=True, text=True, check=True
    )
    assert done.stdout == ""


def test_the_schema_is_looked_at_strictly() -> None:
    name, thing = next((n, t) for n, t in objects() if t["kind"] == "Deployment")
    wrong = [(name, {**thing, "spec": {**thing["spec"], "replica": 2}})]
    done = subprocess.run(
        [action_python(), "-c", CHECK, VERSIONS[0]], input=json.dumps(wrong), capture_output=True, text=True, check=True
    )
    assert "replica" in done.stdout


def test_kustomize_lists_files_that_are_there_and_leaves_none_out() -> None:
    for path in FOLDER.rglob("kustomization.yaml"):
        named = set(yaml.safe_load(path.read_text())["resources"])
        assert all((path.parent / name).exists() for name in named), path
        assert {p.name for p in path.parent.glob("*.yaml")} - {path.name} <= named, path


def test_the_same_parts_run_the_same_commands_as_with_compose() -> None:
    known = services(SECRETS)
    assert set(pods()) == set(known)
    for name in ("rasa", "actions", "migrate"):
        assert tuple(pods()[name]["containers"][0]["command"]) == known[name].words, name
    assert tuple(pods()["retention"]["containers"][0]["command"]) == (*known["retention"].words, "--once")
    assert tuple(pods()["postgres"]["containers"][0]["args"]) == known["postgres"].words


def test_every_pod_is_nobody_special_and_has_limits() -> None:
    for name, pod in pods().items():
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        assert pod["automountServiceAccountToken"] is False, name
        for container in pod["containers"]:
            allowed = container["securityContext"]
            assert allowed["readOnlyRootFilesystem"] is True, name
            assert allowed["allowPrivilegeEscalation"] is False, name
            assert allowed["capabilities"] == {"drop": ["ALL"]}, name
            assert {"cpu", "memory"} <= set(container["resources"]["limits"]), name
            assert not container["image"].endswith(":latest"), name
            assert ":" in container["image"], name


def test_everything_that_stays_up_has_probes() -> None:
    for name in of_kind("Deployment", "StatefulSet"):
        container = pods()[name]["containers"][0]
        assert {"livenessProbe", "readinessProbe"} <= set(container), name


def test_secrets_are_named_and_never_written() -> None:
    assert not of_kind("Secret")
    for name, pod in pods().items():
        for variable in pod["containers"][0].get("env", ()):
            if any(word in variable["name"] for word in ("PASSWORD", "TOKEN", "SECRET", "KEY", "_URL")):
                assert "secretKeyRef" in variable["valueFrom"], (name, variable)


def test_the_example_of_the_secret_holds_every_key_that_is_asked_for() -> None:
    asked = set(
        re.findall(r"secretKeyRef: \{name: waymark, key: (\w+)", "".join(p.read_text() for p in FOLDER.rglob("*.yaml")))
    )
    lines = (FOLDER / "overlays" / "example" / "waymark.env.example").read_text().splitlines()
    told = {line.lstrip("#").partition("=")[0] for line in lines if re.match(r"#?[A-Z_]+=", line)}
    assert asked == told


def test_what_people_wait_for_scales_and_keeps_one_during_upkeep() -> None:
    scaled, kept = of_kind("HorizontalPodAutoscaler"), of_kind("PodDisruptionBudget")
    assert set(scaled) == set(kept) == set(of_kind("Deployment"))
    for name, budget in kept.items():
        assert scaled[name]["spec"]["minReplicas"] > budget["spec"]["minAvailable"]
        assert scaled[name]["spec"]["scaleTargetRef"]["name"] == name


def test_people_who_stay_away_are_removed_each_night_by_one_run_at_a_time() -> None:
    job = of_kind("CronJob")["retention"]["spec"]
    assert job["concurrencyPolicy"] == "Forbid"
    assert re.fullmatch(r"\d{1,2} \d{1,2} \* \* \*", job["schedule"]), "once a day"
    assert "WAYMARK_RETENTION_DAYS" in of_kind("ConfigMap")["waymark-settings"]["data"]


def test_who_calls_a_part_may_also_go_out_to_it() -> None:
    policies = of_kind("NetworkPolicy")
    let_in, let_out = set(), set()
    for name, policy in policies.items():
        for rule in policy["spec"].get("ingress", ()):
            let_in |= {
                (c["podSelector"]["matchLabels"]["app"], name, rule["ports"][0]["port"]) for c in rule.get("from", ())
            }
        for rule in policy["spec"].get("egress", ()):
            to = [target for target in rule["to"] if "podSelector" in target]
            let_out |= {(name, t["podSelector"]["matchLabels"]["app"], rule["ports"][0]["port"]) for t in to}
    assert let_in == let_out
    assert {name for name, _, _ in let_out} <= set(pods()), "a policy for what does not run"


def test_nothing_is_let_in_but_by_who_calls() -> None:
    policies = of_kind("NetworkPolicy")
    assert policies["nothing"]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    may = {
        (caller["podSelector"]["matchLabels"]["app"], name)
        for name, policy in policies.items()
        for rule in policy["spec"].get("ingress", ())
        for caller in rule.get("from", ())
    }
    assert may == {
        ("web", "rasa"), ("rasa", "actions"), ("rasa", "postgres"), ("actions", "postgres"), ("migrate", "postgres"),
        ("retention", "postgres"), ("rasa", "redis"),
    }  # fmt: skip
    assert [n for n, p in policies.items() for r in p["spec"].get("ingress", ()) if not r.get("from")] == ["web"]


def test_the_script_for_new_databases_is_the_same_as_with_compose() -> None:
    kept = of_kind("ConfigMap")["postgres-databases"]["data"]["databases.sh"]
    assert kept == (ROOT / "deploy" / "postgres" / "databases.sh").read_text()


def test_all_servers_at_their_most_find_a_connection() -> None:
    most = {n: t["spec"]["maxReplicas"] for n, t in of_kind("HorizontalPodAutoscaler").items()}
    wanted = (most["rasa"] + most["actions"]) * (POOLED + MORE)
    reserved = 10  # for a migration, retention, a backup and whoever looks after it
    for command in (pods()["postgres"]["containers"][0]["args"], config(SECRETS)["services"]["postgres"]["command"]):
        allowed = int(next(w for w in command if w.startswith("max_connections=")).partition("=")[2])
        assert wanted + reserved <= allowed
