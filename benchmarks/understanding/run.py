"""Measure the understanding: ``python -m benchmarks.understanding.run``; ``make bench-understanding`` calls it.

Each measure prints its value, sample size, 95 % interval, floor and target. README.md beside this file explains them.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.understanding.figures import Figure, drawn, macro_f1, micro_f1, share
from bot.running.model import MODEL, ROOT
from bot.strengths.safety import PASSED_ON
from bot.understanding.folding import folded
from bot.understanding.listener import Listener, Understood

HERE = Path(__file__).parent
HELDOUT = ROOT / "tests" / "understanding" / "heldout"
THEMES = ("acts", "strengths", "safety")
NOISES = ("key", "sms", "dialect")
NOISE_SHARE = "0.2"
OVERLAP = 0.5
csv.field_size_limit(10**9)


def say(words: str) -> None:
    print(words, flush=True)


class Measuring:
    """What is measured with and on."""

    def __init__(self, listener: Listener, data: Path, tools: Path) -> None:
        self.listener = listener
        self.data = data
        self.tools = tools
        self.figures: list[Figure] = []

    def add(self, figure: Figure) -> None:
        self.figures.append(figure)
        say(figure.line())

    def heard(self, texts: Sequence[str], asked: Sequence[str] | None = None) -> list[Understood]:
        return [self.listener.understand(text, (asked or [""] * len(texts))[at]) for at, text in enumerate(texts)]

    def noisy(self, texts: Sequence[str], mode: str) -> list[str] | None:
        tool = self.tools / "noise.py"
        if not tool.is_file():
            return None
        lines = "\n".join(" ".join(text.split()) for text in texts) + "\n"
        done = subprocess.run(
            [sys.executable, str(tool), mode, NOISE_SHARE, "7"], input=lines, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()


def is_danger(tier: str) -> bool:
    return tier in PASSED_ON


# --- our own held-out set


def heldout(theme: str | None = None) -> list[dict[str, Any]]:
    themes = THEMES if theme is None else (theme,)
    return [json.loads(line) for one in themes for line in (HELDOUT / f"{one}.jsonl").read_text().splitlines()]


def own_heldout(measuring: Measuring) -> None:
    messages = heldout()
    found = dict(
        zip(
            [message["id"] for message in messages],
            measuring.heard([m["text"] for m in messages], [m["asked"] for m in messages]),
            strict=True,
        )
    )
    of_acts = heldout("acts")
    pairs = [(message["intent"], folded(found[message["id"]].intent)) for message in of_acts]
    name = "own held-out, acts"
    measuring.add(share(f"{name}: accuracy", [true == said for true, said in pairs], target=0.93))
    measuring.add(drawn(f"{name}: macro-F1", pairs, macro_f1, target=0.90))
    every = [(message["intent"], folded(found[message["id"]].intent)) for message in messages]
    measuring.add(share("own held-out, all three files, acts: accuracy", [true == said for true, said in every]))
    of_strengths = heldout("strengths")
    counts = [matched(message, found[message["id"]].strengths) for message in of_strengths]
    measuring.add(drawn("own held-out, strengths: micro-F1 (kind, half the words)", counts, micro_f1, target=0.80))
    counts = [matched(message, found[message["id"]].strengths) for message in messages]
    measuring.add(drawn("own held-out, all three files, strengths: micro-F1", counts, micro_f1))
    denied = [held for message in messages for held in denied_as_held(message, found[message["id"]].strengths)]
    measuring.add(share("own held-out: denied taken as held", denied, target=0.02, at_most=True))
    hard = [(str(message["hardship"]), str(found[message["id"]].hardship)) for message in messages]
    measuring.add(drawn("own held-out: hardship, macro-F1", hard, macro_f1))
    own_safety(measuring, messages, found)


def own_safety(measuring: Measuring, messages: list[dict[str, Any]], found: dict[str, Understood]) -> None:
    def said(message: dict[str, Any]) -> str:
        return str(found[message["id"]].safety["tier"])

    danger = [message for message in messages if is_danger(message["safety"]["tier"])]
    measuring.add(share("own held-out: danger noticed", [is_danger(said(message)) for message in danger]))
    asked = [is_danger(said(message)) or said(message) == "check" for message in danger]
    measuring.add(share("own held-out: danger noticed, or asked about gently", asked))
    for tier in PASSED_ON:
        of_tier = [message for message in danger if message["safety"]["tier"] == tier]
        measuring.add(share(f"own held-out: noticed of {tier}", [is_danger(said(message)) for message in of_tier]))
    calm = [message for message in messages if message["safety"]["tier"] == "none"]
    measuring.add(share("own held-out: false alarms", [is_danger(said(message)) for message in calm]))
    near = [bool(set(m["safety"]["kinds"]) & set(found[m["id"]].safety["kinds"])) for m in danger if is_danger(said(m))]
    measuring.add(share("own held-out: a kind named rightly, of danger noticed", near))


def tokens(text: str) -> set[str]:
    return set(text.lower().split())


def matched(message: dict[str, Any], said: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Count strengths matched one to one: same kind, at least half of the longer one's words in common."""
    left = list(said)
    hits = 0
    for true in message["strengths"]:
        words = tokens(true["text"])
        for one in left:
            other = tokens(one["text"])
            if one["kind"] == true["kind"] and len(words & other) >= OVERLAP * max(len(words), len(other)):
                left.remove(one)
                hits += 1
                break
    return hits, len(said), len(message["strengths"])


def denied_as_held(message: dict[str, Any], said: list[dict[str, Any]]) -> Iterator[bool]:
    for true in message["strengths"]:
        if true["holds"] == "denied":
            yield any(one["holds"] != "denied" and tokens(one["text"]) & tokens(true["text"]) for one in said)


# --- other people's sets


def persona(measuring: Measuring) -> None:
    path = measuring.data / "personaext.jsonl"
    if not path.is_file():
        say("skipped: personaext.jsonl is not here")
        return
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = measuring.heard([row["text"] for row in rows])
    interest, disliked = [], []
    for row, heard in zip(rows, found, strict=True):
        slot, tail = row["triples"][0]["slot"], tokens(row["triples"][0]["tail"])
        held = [one for one in heard.strengths if one["holds"] != "denied"]
        if slot == "interest":
            interest.append(any(one["kind"] == "interest" for one in held))
        if slot == "negative":
            disliked.append(any(one["kind"] in ("interest", "skill") and tokens(one["text"]) & tail for one in held))
    measuring.add(share("personaext: interest slot recall", interest, floor=0.405, target=0.70))
    measuring.add(share("personaext: disliked taken as strength", disliked, floor=0.049, target=0.02, at_most=True))
    alarms = [is_danger(heard.safety["tier"]) for heard in found]
    measuring.add(share("personaext: false alarms, ordinary sentences", alarms, target=0.001, at_most=True))


def safety_sets(measuring: Measuring) -> None:
    path = measuring.data / "safety.csv"
    if not path.is_file():
        say("skipped: safety.csv is not here")
        return
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = measuring.heard([row["text"] for row in rows])
    noticed = {row["id"]: is_danger(heard.safety["tier"]) for row, heard in zip(rows, found, strict=True)}
    asked = {row["id"]: heard.safety["tier"] == "check" for row, heard in zip(rows, found, strict=True)}

    def of(source: str, label: str, *families: str) -> list[dict[str, str]]:
        return [
            row
            for row in rows
            if row["source"] == source and row["label"] == label
            and (not families or row["category"].split(":")[0] in families)
        ]  # fmt: skip

    def add(name: str, chosen: Iterable[dict[str, str]], **more: Any) -> None:
        measuring.add(share(name, [noticed[row["id"]] for row in chosen], **more))

    add(
        "guardian: noticed, suicide and self-harm",
        of("guardian_nz", "1", "suicide", "self_harm"),
        floor=0.13,
        target=0.95,
    )
    add("guardian: noticed, abuse", of("guardian_nz", "1", "abuse"), floor=0.13, target=0.90)
    add("guardian: noticed, all that must be", of("guardian_nz", "1"), floor=0.13)
    must = of("guardian_nz", "1")
    measuring.add(share("guardian: noticed or asked about gently", [noticed[r["id"]] or asked[r["id"]] for r in must]))
    add("guardian: false alarms", of("guardian_nz", "0"), floor=0.06, target=0.05, at_most=True)
    add("guardian: graded distress, taken as danger (rate only)", of("guardian_nz", "-1"))
    add("xstest: false alarms", of("xstest", "0"), target=0.02, at_most=True)
    add("openai_mod: noticed", of("openai_mod", "1"))
    add("openai_mod: false alarms", of("openai_mod", "0"))
    for mode in NOISES:
        noisy = measuring.noisy([row["text"] for row in must], mode)
        if noisy is not None:
            before = statistics.mean(noticed[row["id"]] for row in must)
            after = [is_danger(heard.safety["tier"]) for heard in measuring.heard(noisy)]
            add_loss(measuring, f"guardian, noise {mode} 20 %: loss of danger noticed", before, after)


def add_loss(measuring: Measuring, name: str, before: float, after: list[bool]) -> None:
    of = share("", after)
    measuring.add(
        Figure(
            name=name,
            value=before - of.value,
            n=of.n,
            low=before - of.high,
            high=before - of.low,
            target=0.03,
            at_most=True,
        )
    )


def noise_on_own(measuring: Measuring) -> None:
    messages = heldout("acts")
    danger = [message for message in heldout("safety") if is_danger(message["safety"]["tier"])]

    def right(chosen: list[dict[str, Any]], texts: Sequence[str]) -> list[bool]:
        found = measuring.heard(texts, [message["asked"] for message in chosen])
        return [folded(heard.intent) == message["intent"] for message, heard in zip(chosen, found, strict=True)]

    def noticed(chosen: list[dict[str, Any]], texts: Sequence[str]) -> list[bool]:
        found = measuring.heard(texts, [message["asked"] for message in chosen])
        return [is_danger(heard.safety["tier"]) for heard in found]

    measures: tuple[tuple[str, list[dict[str, Any]], Callable[..., list[bool]]], ...] = (
        ("acts", messages, right),
        ("danger noticed", danger, noticed),
    )
    for name, chosen, measure in measures:
        texts = [" ".join(message["text"].split()) for message in chosen]
        before = statistics.mean(measure(chosen, texts))
        for mode in NOISES:
            noisy = measuring.noisy(texts, mode)
            if noisy is not None:
                add_loss(measuring, f"own held-out, noise {mode} 20 %: loss of {name}", before, measure(chosen, noisy))


# --- the same pipeline elsewhere, and its speed


KEPT_BACK = 10
"""Of each intent every tenth example is kept back when the limit is chosen."""

MAY_BE_LOST = 0.01
"""Share of rightly understood messages that may fall under the limit below which a message is out of scope."""


def clinc(measuring: Measuring) -> None:
    train, validation = (measuring.data / name for name in ("clinc150_train.yml", "clinc150_val.csv"))
    if not train.is_file():
        say("skipped: clinc150 is not here")
        return
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        limit = limit_on_examples(place, train)
        say(f"out of scope is what is less sure than {limit:.2f}; training on all of CLINC150 ...")
        listener = train_elsewhere(place, ours_in(place), train)
        with validation.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found = [listener.understand(row["text"]) for row in rows]
    kept = [heard.intent if heard.confidence >= limit else "nlu_fallback" for heard in found]
    inside = [said == row["intent"] for row, said in zip(rows, kept, strict=True) if row["intent"] != "oos"]
    outside = [said in ("nlu_fallback", "oos") for row, said in zip(rows, kept, strict=True) if row["intent"] == "oos"]
    measuring.add(share("CLINC150, our pipeline: in scope", inside, floor=0.925, target=0.94))
    measuring.add(share("CLINC150, our pipeline: out-of-scope recall", outside, floor=0.309, target=0.65))


def limit_on_examples(place: Path, train: Path) -> float:
    """Return the confidence below which a message counts as out of scope, chosen on the training examples alone."""
    import yaml

    kept_back: list[tuple[str, str]] = []
    blocks = []
    # Everything is text: one of the intents is called "yes".
    for block in yaml.load(train.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["nlu"]:
        lines = [line for line in block["examples"].splitlines() if line.strip()]
        kept_back += [(line.strip().removeprefix("- "), block["intent"]) for line in lines[::KEPT_BACK]]
        others = [line for at, line in enumerate(lines) if at % KEPT_BACK]
        blocks.append({"intent": block["intent"], "examples": "\n".join(others) + "\n"})
    rest = place / "rest.yml"
    rest.write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True), encoding="utf-8")
    say("choosing a limit on examples of CLINC150 kept back ...")
    listener = train_elsewhere(place, ours_in(place), rest)
    heard = [(listener.understand(text), intent) for text, intent in kept_back if intent != "oos"]
    sure = sorted(one.confidence for one, intent in heard if one.intent == intent)
    return sure[int(MAY_BE_LOST * len(sure))]


def ours_in(place: Path) -> Path:
    """Return our configuration without the parts that know our own acts."""
    import yaml

    config = yaml.safe_load((ROOT / "config.yml").read_text())
    config["pipeline"] = [part for part in config["pipeline"] if part["name"].endswith(("Understanding", "Classifier"))]
    for part in config["pipeline"]:
        if part["name"] == "FallbackClassifier":
            part.update(threshold=0.0, ambiguity_threshold=0.0)
    config.pop("policies", None)
    path = place / "config.yml"
    path.write_text(yaml.safe_dump(config))
    return path


def train_elsewhere(place: Path, config: Path, data: Path) -> Listener:
    command = [
        sys.executable,
        "-m",
        "bot.dialogue.quick_start",
        "train",
        "nlu",
        "--nlu",
        str(data),
        "--config",
        str(config),
    ]
    command += ["--out", str(place), "--fixed-model-name", "elsewhere"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return Listener(place / "elsewhere.tar.gz")


def speed(measuring: Measuring) -> None:
    """Time one message through everything, beside the pipeline of ``rasa init`` on the same data in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        say("training the pipeline of rasa init on our acts, to stand beside ...")
        command = [sys.executable, "-m", "bot.dialogue.quick_start", "init", "--no-prompt", "--init-dir", str(place)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        stock = place / "stock.yml"
        stock.write_text(STOCK)
        listener = train_elsewhere(place, stock, place / "data" / "nlu.yml")
        texts = [message["text"] for message in heldout()]
        random.Random(3).shuffle(texts)
        ours, theirs = [], []
        for text in texts[:300]:
            # Turn by turn, so that whatever else the machine does meets both alike.
            for which, times in ((measuring.listener, ours), (listener, theirs)):
                started = time.perf_counter()
                parse(which, text)
                times.append(1000 * (time.perf_counter() - started))
    ratio = statistics.median(ours) / statistics.median(theirs)
    each = [one / statistics.median(theirs) for one in ours]
    measuring.add(
        Figure(
            name=f"one message: p50 {statistics.median(ours):.1f} ms, rasa init {statistics.median(theirs):.1f}; ratio",
            value=ratio, n=len(ours), low=sorted(each)[len(each) // 40], high=sorted(each)[-len(each) // 40],
            target=0.5, at_most=True,
        )
    )  # fmt: skip


STOCK = """recipe: default.v1
language: en
pipeline:
- name: WhitespaceTokenizer
- name: RegexFeaturizer
- name: LexicalSyntacticFeaturizer
- name: CountVectorsFeaturizer
- name: CountVectorsFeaturizer
  analyzer: char_wb
  min_ngram: 1
  max_ngram: 4
- name: DIETClassifier
  epochs: 100
  constrain_similarities: true
- name: EntitySynonymMapper
- name: ResponseSelector
  epochs: 100
  constrain_similarities: true
- name: FallbackClassifier
  threshold: 0.3
  ambiguity_threshold: 0.1
"""


def parse(listener: Listener, text: str) -> None:
    message = listener._message(text=text)
    listener._loop.run_until_complete(listener._processor.parse_message(message))


START = """
import time
started = time.perf_counter()
from bot.understanding.reading import reader
from bot.understanding.safety_net import read_safety
from bot.understanding.tokens import tokens
import pickle, sys
reader().read('hello'); read_safety('hello'); pickle.load(open(sys.argv[1], 'rb'))
print(time.perf_counter() - started)
"""


def start_up(measuring: Measuring) -> None:
    """Time loading everything of ours in a process that has Rasa already."""
    import tarfile

    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(ROOT / MODEL) as model:
            member = next(one for one in model.getmembers() if one.name.endswith("understanding.pickle"))
            kept = Path(folder) / "understanding.pickle"
            with model.extractfile(member) as source, kept.open("wb") as target:  # type: ignore[union-attr]
                shutil.copyfileobj(source, target)
        code = "import sklearn, scipy.sparse, yaml, rasa.core.agent\n" + START
        times = []
        for _ in range(5):
            done = subprocess.run(
                [sys.executable, "-c", code, str(kept)], capture_output=True, text=True, cwd=ROOT, check=True
            )
            times.append(float(done.stdout.split()[-1]))
    middle = statistics.median(times)
    measuring.add(
        Figure(
            name="start-up cost of everything in bot/understanding, seconds", value=middle, n=len(times),
            low=min(times), high=max(times), target=4.0, at_most=True,
        )
    )  # fmt: skip


def throughput(measuring: Measuring) -> None:
    texts = [message["text"] for message in heldout()]
    started = time.perf_counter()
    measuring.heard(texts)
    rate = len(texts) / (time.perf_counter() - started)
    measuring.add(
        Figure(name="messages a second, one after another", value=rate, n=len(texts), low=rate, high=rate, target=60)
    )


def machine() -> dict[str, Any]:
    model_name = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        "",
    )
    return {
        "processor": model_name,
        "system": platform.system(),
        "python": platform.python_version(),
        **{name: version(name) for name in ("rasa", "onnxruntime", "scikit-learn", "tensorflow")},
    }


LAST_RUN = "## Last run\n"


def write_table(figures: list[Figure], made_on: dict[str, Any]) -> None:
    """Write the figures as a table to the end of README.md."""
    page = HERE / "README.md"
    before, _, _ = page.read_text().partition(LAST_RUN)
    described = ", ".join(f"{name} {value}" for name, value in made_on.items())
    rows = ["| measured | value | 95 % interval | n | floor | aim | |", "|---|---|---|---|---|---|---|"]
    page.write_text("\n".join([before + LAST_RUN, f"On: {described}.", "", *rows, *(one.row() for one in figures), ""]))


PARTS: dict[str, Callable[[Measuring], None]] = {
    "own": own_heldout,
    "persona": persona,
    "safety": safety_sets,
    "noise": noise_on_own,
    "throughput": throughput,
    "start": start_up,
    "speed": speed,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of the measuring sets"
    )
    parser.add_argument("--only", choices=[*PARTS, "clinc"], action="append", help="measure only this; may be repeated")
    given = parser.parse_args()
    measuring = Measuring(Listener(ROOT / MODEL), given.data, given.data.parent / "tools")
    parts = {**PARTS, "clinc": clinc}
    for name, part in parts.items():
        if not given.only or name in given.only:
            say(f"== {name}")
            part(measuring)
    if not given.only:
        results = {"machine": machine(), "figures": [{**vars(one), "met": one.is_met} for one in measuring.figures]}
        (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n")
        write_table(measuring.figures, results["machine"])
        say(f"written: {(HERE / 'results.json').relative_to(ROOT)}")


if __name__ == "__main__":
    main()
