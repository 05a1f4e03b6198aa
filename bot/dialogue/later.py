"""Importing a module only when something in it is wanted.

The standard library's ``importlib.util.LazyLoader`` means to do this, but up to Python 3.11 the import statement itself
looks at the module and so loads it at once.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


class _Waiting(ModuleType):
    """A module that was imported, and is run when a name in it is first asked for."""

    def __getattr__(self, name: str) -> Any:
        # Python itself asks every module for such names, whether it has them or not.
        if name.startswith("__"):
            raise AttributeError(name)
        loader = self.__loader__
        object.__setattr__(self, "__class__", ModuleType)
        if isinstance(loader, _Later):
            loader.run(self)
        return getattr(self, name)


class _Later(Loader):
    """Runs a module's code later, as its own loader would.

    Args:
        own: the module's own loader.
    """

    def __init__(self, own: Loader) -> None:
        self._own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the module, empty as yet."""
        return _Waiting(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing yet."""

    def run(self, module: ModuleType) -> None:
        """Run the module's code now."""
        self._own.exec_module(module)


class _Finder(MetaPathFinder):
    def __init__(self, names: set[str]) -> None:
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in self._names:
            return None
        # Once for each: the search that follows asks us again.
        self._names.discard(fullname)
        spec = importlib.util.find_spec(fullname)
        if spec is not None and spec.loader is not None:
            spec.loader = _Later(spec.loader)
        return spec


def import_later(*names: str) -> None:
    """Have each of these modules wait until something in it is wanted; ``from name import x`` wants at once.

    Args:
        names: whole names of modules, none of them imported yet.
    """
    sys.meta_path.insert(0, _Finder(set(names)))
