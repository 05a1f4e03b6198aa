"""Make .venv hold exactly what requirements.lock names; quick when it already does.

Runs before anything of ours is installed, on whatever Python 3 the machine has: standard library only.
Nothing outside this folder is changed: no system packages, no downloaded Python.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
ENVIRONMENT = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
TOOLS_LOCK = ROOT / "requirements-tools.lock"
PROJECT = ROOT / "pyproject.toml"
OLDEST_UV = (0, 5)
PATIENCE = 15  # seconds between two signs of life
DEFAULT_INDEX = "https://pypi.org/simple"


def say(words: str) -> None:
    """Tell the person at the terminal what is being done."""
    print(words, flush=True)


def stop(words: str) -> None:
    """End with a plain sentence, without a traceback."""
    sys.exit("\n" + words)


def works(uv: Path) -> bool:
    """Whether this is a uv that starts (a version manager may leave a stand-in that does not) and is new enough."""
    try:
        answer = subprocess.run([str(uv), "--version"], capture_output=True, text=True, timeout=30, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return False
    found = re.match(r"uv (\d+)\.(\d+)", answer)
    return bool(found) and tuple(int(part) for part in found.groups()) >= OLDEST_UV


def succeeds(*command: object) -> bool:
    """Run a command whose failure only means that the next way is tried."""
    return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0


def pip_install(*pip: object) -> bool:
    """Install the pinned uv with this pip."""
    return succeeds(*pip, "install", "--quiet", "--only-binary", ":all:", "--require-hashes", "-r", TOOLS_LOCK)


def by_own_pip() -> bool:
    """The usual way: a small environment with a pip of its own."""
    return succeeds(sys.executable, "-m", "venv", "--clear", TOOLS) and pip_install(TOOLS / "bin/python", "-m", "pip")


def by_system_pip() -> bool:
    """Debian may have pip and not ensurepip: let the system's pip install into our small environment."""
    made = succeeds(sys.executable, "-m", "venv", "--clear", "--without-pip", TOOLS)
    return made and pip_install(sys.executable, "-m", "pip", "--python", TOOLS / "bin/python")


def by_hand() -> bool:
    """Neither pip nor ensurepip: fetch the one file from the package index, check its hash, unpack the program."""
    index = os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("PIP_INDEX_URL") or DEFAULT_INDEX
    page_address = index.rstrip("/") + "/uv/"
    system = "macosx" if sys.platform == "darwin" else "manylinux"
    allowed = set(re.findall(r"sha256:([0-9a-f]{64})", TOOLS_LOCK.read_text()))
    try:
        with urllib.request.urlopen(page_address, timeout=60) as answer:
            page = answer.read().decode()
        for link, digest in re.findall(r'href="([^"#]+\.whl)#sha256=([0-9a-f]{64})"', page):
            name = link.rsplit("/", 1)[-1]
            if digest not in allowed or system not in name or platform.machine() not in name:
                continue
            with urllib.request.urlopen(urllib.parse.urljoin(page_address, link), timeout=300) as answer:
                content = answer.read()
            return hashlib.sha256(content).hexdigest() == digest and unpack(content)
    except (OSError, zipfile.BadZipFile):
        return False
    return False


def unpack(wheel: bytes) -> bool:
    """Take the program out of the wheel."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        member = next(name for name in archive.namelist() if name.endswith("/scripts/uv"))
        target = TOOLS / "bin" / "uv"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(archive.read(member))
        target.chmod(0o755)
    return True


def find_uv() -> Path:
    """Return a uv that works: the machine's own, the one fetched before, or one fetched now."""
    own = TOOLS / "bin" / "uv"
    on_path = shutil.which("uv")
    for candidate in ([Path(on_path)] if on_path else []) + [own]:
        if works(candidate):
            return candidate
    say("Fetching uv, the program that installs everything else (about 20 MB) ...")
    for way in (by_own_pip, by_system_pip, by_hand):
        if way() and works(own):
            return own
    stop(
        "uv could not be fetched. Either install it yourself (any way you like, as long as `uv --version` answers),\n"
        "or give this Python what it needs to fetch it and start again:\n\n"
        "    apt-get install python3-venv python3-pip\n\n"
        "Behind a package mirror, set PIP_INDEX_URL and UV_DEFAULT_INDEX to its address first."
    )
    raise AssertionError


def run(uv: Path, *words: object) -> None:
    """Run uv quietly, with a sign of life now and then; never let it fetch a Python or look at another environment."""
    # uv follows an active environment before its own folder's; ours is named outright.
    surroundings = {**os.environ, "VIRTUAL_ENV": str(ENVIRONMENT), "UV_PYTHON_DOWNLOADS": "never"}
    command = [str(uv), "--quiet", *(str(word) for word in words)]
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=surroundings)
    while True:
        try:
            failed = process.wait(timeout=PATIENCE)
            break
        except subprocess.TimeoutExpired:
            say(f"  ... still at it after {time.monotonic() - started:.0f} s")
    if failed:
        stop(f"This step failed: {' '.join(command)}\nWhat it printed above says why. It can be started again safely.")


def digest_of(path: Path) -> str:
    """Fingerprint of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_current(stamp: Path, content: str) -> bool:
    """Whether a step was done with this content before."""
    return stamp.is_file() and stamp.read_text() == content


def make_environment(uv: Path) -> None:
    """Make an empty .venv on Python 3.11."""
    version = (ROOT / ".python-version").read_text().strip()
    if not succeeds(uv, "python", "find", "--no-project", "--no-python-downloads", version):
        stop(
            f"Front Door needs Python {version}, and none was found on this machine. Install it and start again:\n\n"
            f"    apt-get install python{version}\n\n"
            "(Debian 12 has it. Where Ubuntu does not, the deadsnakes archive does: see docs/for-operators.md.)"
        )
    say(f"Making the environment .venv on Python {version} ...")
    run(uv, "venv", "--clear", "--no-project", "--python", version, ENVIRONMENT)


def main() -> None:
    """Bring .venv up to date."""
    installed, linked = ENVIRONMENT / ".lock-installed", ENVIRONMENT / ".project-linked"
    lock, project = digest_of(LOCK), digest_of(PROJECT) + str(ROOT)
    if is_current(installed, lock) and is_current(linked, project):
        return
    started = time.monotonic()
    uv = find_uv()
    if not (ENVIRONMENT / "bin" / "python").exists():
        make_environment(uv)
    if not is_current(installed, lock):
        say("Installing what requirements.lock names (the first time: about 1 GB, some minutes) ...")
        run(uv, "pip", "sync", "--require-hashes", "--compile-bytecode", "--python", ENVIRONMENT, LOCK)
        installed.write_text(lock)
    run(uv, "pip", "install", "--no-deps", "--python", ENVIRONMENT, "-e", ".")
    linked.write_text(project)
    say(f"The environment is ready ({time.monotonic() - started:.0f} s).")


if __name__ == "__main__":
    main()
