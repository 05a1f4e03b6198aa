"""Habits of our source code that no tool checks for us."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

from tests.house.source import ROOT, functions, imported, modules

# Names that say nothing, and in which everything ends up (code-anchors: every big codebase has such a drawer).
DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "lib",
    "libs",
    "misc",
    "services",
    "service",
    "manager",
    "base_utils",
}
LONGEST_MODULE = 400
PROTOCOL_METHODS = {
    "__init__",
    "__enter__",
    "__exit__",
    "__iter__",
    "__len__",
    "__getitem__",
    "__call__",
    "__post_init__",
}


def test_no_folder_or_module_is_a_drawer_for_everything(tracked: list[Path]) -> None:
    paths = [path.relative_to(ROOT) for path in tracked]

    assert [str(path) for path in paths if DRAWERS & {Path(part).stem for part in path.parts}] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [name for name, tree in modules("bot", "actions", "setup") if not ast.get_docstring(tree) and tree.body]

    assert silent == []


def test_every_public_class_and_function_says_what_it_is_for() -> None:
    silent = []
    for name, tree in modules("bot", "actions", "setup"):
        for parent in [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]:
            if isinstance(parent, ast.ClassDef) and parent.name.startswith("_"):
                continue
            silent += [
                f"{name}: {node.name}"
                for node in parent.body
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ]

    assert silent == []


def test_no_module_grows_into_a_drawer() -> None:
    long = [
        f"{name}: {count} lines"
        for name, _ in modules("bot", "actions")
        if (count := len((ROOT / name).read_text().splitlines())) > LONGEST_MODULE
    ]

    assert long == []


def test_nothing_is_printed_outside_the_command_line() -> None:
    """What a program says to whoever started it, before it can log, goes to standard error."""
    printing = [
        f"{name}:{node.lineno}"
        for name, tree in modules("bot", "actions")
        if not name.startswith("bot/cli/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
        and "file=sys.stderr" not in ast.unparse(node)
    ]

    assert printing == []


def test_the_model_of_strengths_imports_only_the_standard_library_yaml_and_our_errors() -> None:
    foreign = [
        f"{name}: {module}"
        for name, tree in modules("bot/strengths")
        for module in imported(tree)
        if module.split(".")[0] not in {*sys.stdlib_module_names, "yaml", "bot"}
        or (module.startswith("bot") and not module.startswith(("bot.strengths", "bot.errors")))
    ]

    assert foreign == []


def test_every_logger_is_ours() -> None:
    direct = [
        f"{name}: {module}"
        for name, tree in modules("bot", "actions")
        if name not in {"bot/logs.py"}
        for module in imported(tree)
        if module.split(".")[0] in {"structlog", "loguru"}
    ]

    assert direct == []


def test_every_test_can_fail() -> None:
    """A test asserts something, expects an error, or hands that to a function whose name says so."""
    checking = ("assert", "expect", "check", "raises", "refuse", "must", "shall", "wait_for", "approx")
    idle = []
    for name, tree in modules("tests"):
        for test in functions(tree):
            if not test.name.startswith("test_"):
                continue
            asserts = any(isinstance(node, ast.Assert) for node in ast.walk(test))
            calls = [ast.unparse(node.func).lower() for node in ast.walk(test) if isinstance(node, ast.Call)]
            if not asserts and not any(word in call for call in calls for word in checking):
                idle.append(f"{name}:{test.lineno} {test.name}")

    assert idle == []


def test_tests_lie_where_their_source_lies() -> None:
    """tests/<folder> mirrors bot/<folder>; beside those only the folders that design.md names."""
    beside = {"conversations", "journeys", "house", "actions", "data", "pages", "benchmarks", "setup", "faults"}
    source = {path.name for path in (ROOT / "bot").iterdir() if path.is_dir()}
    folders = {
        path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and not path.name.startswith((".", "_"))
    }

    assert folders - source - beside == set()


def test_machine_paths_and_workplaces_are_nowhere(tracked: list[Path]) -> None:

    pattern = re.compile(r"(^|[^A-Za-z0-9_.])/(work|farm|root|home/[a-z]+)/")
    named = []
    for path in tracked:
        try:
            text = path.read_text()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        if path.name != "test_source.py":
            named += [
                f"{path.relative_to(ROOT)}:{number}"
                for number, line in enumerate(text.splitlines(), 1)
                if pattern.search(line)
            ]

    assert named == []


def test_lock_files_hold_versions_and_hashes_and_no_address(tracked: list[Path]) -> None:

    locks = [path for path in tracked if path.suffix == ".lock" or path.name.endswith(("lock.json", "lock.yaml"))]

    assert {"requirements.lock", "requirements-tools.lock"} <= {path.name for path in locks}
    assert "uv.lock" not in {path.name for path in locks}
    # npm notes where one may give money to a project; only "resolved" is where it would be downloaded.
    addresses = re.compile(r'"resolved": "https?://|^(?!.*"url": ).*https?://', re.MULTILINE)
    assert [path.name for path in locks if addresses.search(path.read_text())] == []
    hashes = ("--hash=sha256:", '"integrity": "sha')
    assert [path.name for path in locks if not any(mark in path.read_text() for mark in hashes)] == []


def test_everything_that_is_needed_is_locked() -> None:
    """The lock follows pyproject.toml: each name there stands in the lock (`make lock` mends it)."""

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[<>=\[; ]", entry)[0].lower().replace("_", "-") for entry in wanted}
    locked = set(re.findall(r"^([a-z0-9.-]+)(?:\[[^\]]*\])?==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))

    assert names - locked == set()
