"""The supervisor with real, small processes in place of ours."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.running.child import LARGEST_LOG, Child
from bot.running.parts import Part
from bot.running.ports import answers, is_free
from bot.running.supervisor import Supervisor

pytestmark = pytest.mark.slow

SERVE = """
import http.server, os, sys
print("pid", os.getpid(), flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""
STAY = "import os, time; print('pid', os.getpid(), flush=True); time.sleep(600)"


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def web_part(name: str = "page") -> Part:
    """A part that listens."""
    port = free_port()
    return Part(
        name=name,
        command=(sys.executable, "-c", SERVE, str(port)),
        port=port,
        ready_address=f"http://127.0.0.1:{port}/",
    )


def is_alive(pid: int) -> bool:
    """Whether a process with this id does anything (a zombie does not)."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def eventually(condition: Callable[[], bool], within: float = 15) -> bool:
    """Wait until something holds."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def pids(child: Child) -> list[int]:
    """The process ids this part has had, as it wrote them."""
    return [int(line.split()[1]) for line in child.log.read_text().splitlines() if line.startswith("pid ")]


class Running:
    """A supervisor that watches in the background, and what it said."""

    def __init__(self, folder: Path, *parts: Part) -> None:
        self.said: list[str] = []
        self.children = [Child(part, folder, folder / f"{part.name}.log") for part in parts]
        self.supervisor = Supervisor(self.children, self.said.append, look_every=0.05)
        self.thread = threading.Thread(target=self.supervisor.watch, daemon=True)

    def start(self) -> None:
        self.supervisor.start(give_up_after=20)
        self.thread.start()

    def stop(self) -> None:
        self.supervisor.ask_to_stop()
        if self.thread.is_alive():
            self.thread.join(5)
        self.supervisor.stop()


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    """Start parts; whatever is left is stopped after the test."""
    made: list[Running] = []

    def start(*parts: Part) -> Running:
        made.append(Running(tmp_path, *parts))
        made[-1].start()
        return made[-1]

    yield start
    for running in made:
        running.stop()


def test_start_returns_when_every_part_is_ready(run: Callable[..., Running]) -> None:
    page, worker = web_part(), Part(name="worker", command=(sys.executable, "-c", STAY))

    running = run(page, worker)

    assert answers(str(page.ready_address))
    assert all(child.is_running for child in running.children)
    assert sorted(line.split()[0] for line in running.said) == ["page", "worker"]


def test_stop_leaves_no_process_and_no_taken_port(run: Callable[..., Running]) -> None:
    page = web_part()
    running = run(page, Part(name="worker", command=(sys.executable, "-c", STAY)))
    started = [pid for child in running.children for pid in pids(child)]

    running.stop()

    assert len(started) == 2
    assert not any(is_alive(pid) for pid in started)
    assert is_free("127.0.0.1", page.port or 0)


def test_what_a_part_started_itself_is_stopped_with_it(run: Callable[..., Running]) -> None:
    nested = f"import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', {STAY!r}]); time.sleep(600)"
    running = run(Part(name="worker", command=(sys.executable, "-c", nested)))
    assert eventually(lambda: bool(pids(running.children[0])))

    running.stop()

    assert eventually(lambda: not is_alive(pids(running.children[0])[0]), within=2)


def test_a_part_that_ignores_the_request_is_ended_by_force(
    run: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.running.supervisor.STOP_WITHIN", 0.5)
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + STAY
    running = run(Part(name="worker", command=(sys.executable, "-c", stubborn)))
    (pid,) = pids(running.children[0])

    running.stop()

    assert not is_alive(pid)


def test_a_part_that_dies_is_started_again_and_this_is_said(run: Callable[..., Running]) -> None:
    page = web_part()
    running = run(page)
    (first,) = pids(running.children[0])

    os.kill(first, signal.SIGKILL)

    assert eventually(lambda: "page started again" in running.said)
    assert eventually(lambda: answers(str(page.ready_address)))
    assert any(line.startswith("page ended (exit code -9); starting it again in 1 s.") for line in running.said)


def test_a_part_that_keeps_dying_is_waited_for_longer_each_time(
    run: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.running.supervisor.LONGEST_WAIT", 2.0)
    # Lives long enough to count as started, then ends.
    running = run(
        Part(name="worker", command=(sys.executable, "-c", "import time; time.sleep(1.5); raise SystemExit(3)"))
    )

    assert eventually(lambda: sum("ended (exit code 3)" in line for line in running.said) >= 3)
    waits = [line.split(" in ")[1].split(" s.")[0] for line in running.said if "ended" in line]
    assert waits[:3] == ["1", "2", "2"]


def test_a_part_that_fails_at_the_first_start_stops_the_start_with_the_end_of_its_log(tmp_path: Path) -> None:
    running = Running(
        tmp_path, Part(name="page", command=(sys.executable, "-c", "raise SystemExit('no database here')"))
    )

    with pytest.raises(StartError, match=r"called page ended at once \(exit code 1\).*\n.*no database here"):
        running.start()
    running.stop()


def test_a_part_that_never_answers_stops_the_start(tmp_path: Path) -> None:
    silent = Part(name="page", command=(sys.executable, "-c", STAY), ready_address=f"http://127.0.0.1:{free_port()}/")
    running = Running(tmp_path, silent)

    with pytest.raises(StartError, match="called page was not ready after"):
        running.supervisor.start(give_up_after=1)
    running.stop()

    assert not any(is_alive(pid) for pid in pids(running.children[0]))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
def test_no_part_outlives_a_supervisor_that_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    program = textwrap.dedent(f"""
        import sys, time
        from pathlib import Path
        from bot.running.child import Child
        from bot.running.parts import Part
        child = Child(Part(name="worker", command=(sys.executable, "-c", {STAY!r})), Path("."), Path({str(log)!r}))
        child.start()
        time.sleep(600)
    """)
    supervisor = subprocess.Popen([sys.executable, "-c", program])
    try:
        assert eventually(lambda: log.exists() and log.read_text().startswith("pid "))
        pid = int(log.read_text().split()[1])
        assert is_alive(pid)
    finally:
        supervisor.kill()
        supervisor.wait()

    assert eventually(lambda: not is_alive(pid))


def test_a_log_that_grew_too_big_is_put_aside_while_the_part_goes_on(run: Callable[..., Running]) -> None:
    talk = "import time\nwhile True: print('x' * 1000, flush=True); time.sleep(0.01)"
    running = run(Part(name="worker", command=(sys.executable, "-c", talk)))
    (child,) = running.children
    with child.log.open("ab") as log:
        log.write(b"y" * LARGEST_LOG)

    assert eventually(lambda: child.log.with_suffix(".log.1").exists())
    assert eventually(lambda: 0 < child.log.stat().st_size < LARGEST_LOG)
    assert child.is_running
