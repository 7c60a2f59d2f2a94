"""Rasa's modules without TensorFlow, for a server whose model has no network in it.

Rasa imports TensorFlow wherever a component could use it: five seconds of every start and 230 MB, for classes that
Waymark never makes an object of. `import_rasa` imports Rasa's modules with names in TensorFlow's place that can be
inherited from, annotated with and decorated with, and nothing else: who makes an object of such a class, or calls such
a function, gets `NeedsTensorFlow`. Afterwards TensorFlow counts as not installed here (spaCy asks for it too).

WAYMARK_TENSORFLOW=1 leaves all as it is, for a model of your own with DIET or TED. `rasa train`, `rasa shell` and the
tests of other components never come by here.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import os
import sys
from abc import ABCMeta
from collections.abc import Sequence
from types import ModuleType
from typing import Any

ABSENT = ("tensorflow", "keras", "tensorflow_addons", "tensorflow_hub", "tensorflow_text")
# All that a server comes to import of Rasa; the second brings every component of the recipe.
MODULES = ("rasa.core.run", "rasa.engine.recipes.default_components", "rasa.core.channels", "rasa.server")
VARIABLE = "WAYMARK_TENSORFLOW"


class NeedsTensorFlow(RuntimeError):
    """Something wanted to use what is left out here."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} needs TensorFlow, which this server left out to start sooner: set {VARIABLE}=1")


class Name(ABCMeta):
    """The class of everything in TensorFlow's place: its attributes are names again."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = Name(name, (), {"__module__": f"{cls.__module__}.{cls.__name__}"})
        setattr(cls, name, made)
        return made

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """A decorator, which leaves what it decorates alone; anything else raises NeedsTensorFlow."""
        if cls.__bases__ != (object,):  # a class of Rasa's that is made from one of TensorFlow's
            raise NeedsTensorFlow(cls.__name__)
        return _decorated(cls.__name__, args) if args else lambda *more: _decorated(cls.__name__, more)


def _decorated(name: str, args: tuple[Any, ...]) -> Any:
    if len(args) == 1 and callable(args[0]):
        return args[0]
    raise NeedsTensorFlow(name)


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = Name(name, (), {"__module__": self.__name__})
        setattr(self, name, made)
        return made


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name.partition(".")[0] not in ABSENT:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is in it."""


def import_rasa() -> bool:
    """Imports Rasa without TensorFlow; False where TensorFlow is wanted or there already, and then does nothing."""
    if os.environ.get(VARIABLE) or "tensorflow" in sys.modules:
        return False
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        for module in MODULES:
            importlib.import_module(module)
    finally:
        sys.meta_path.remove(finder)
        for name in [name for name in sys.modules if name.partition(".")[0] in ABSENT]:
            del sys.modules[name]
    for name in ABSENT:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's way to say that there is none
    return True
