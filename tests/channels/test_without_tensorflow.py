"""The server starts without TensorFlow: all of Rasa is there, and what needs a network says so instead of guessing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS

from extensions.training import ROOT

LOOK = """
import json, sys, warnings
warnings.simplefilter("ignore")
from extensions.without_tensorflow import NeedsTensorFlow, import_rasa
done = import_rasa()
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.diet_classifier import DIET
from rasa.utils.tensorflow.models import RasaModel
found = {"done": done, "components": sorted(DefaultV1Recipe._registered_components), "refused": []}
for made in (lambda: RasaModel(), lambda: DIET({}, {}, False, {})):
    try:
        made()
    except NeedsTensorFlow as error:
        found["refused"].append(str(error))
try:
    import tensorflow
    found["tensorflow"] = "there"
except ImportError:
    found["tensorflow"] = "absent"
found["real"] = sum(name.startswith("tensorflow.") for name in sys.modules)
print(json.dumps(found))
"""


def looked(**environment: str) -> dict[str, Any]:
    """What a process of its own finds."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK], cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_every_component_of_rasa_is_there_and_tensorflow_is_not() -> None:
    found = looked()
    assert found["done"]
    assert found["tensorflow"] == "absent"
    assert found["real"] == 0
    # Rasa's own list, not this process's registry: that holds whatever the tests before this one have imported.
    rasas = {component.__name__ for component in DEFAULT_COMPONENTS}
    assert len(rasas) > 20
    assert rasas <= set(found["components"])


def test_what_needs_tensorflow_says_how_to_have_it() -> None:
    refused = looked()["refused"]
    assert len(refused) == 2
    assert all("WAYMARK_TENSORFLOW=1" in text for text in refused)
