"""Benchmarks, measured in one run and printed as ratios: absolute times say little on a shared machine."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.answering.pipeline import Assistant, ask, load_assistant
from assistant.settings import Settings
from evals.cases import load_cases

QUESTIONS = 200
CALCULATIONS = 10_000
CALCULATIONS_A_SECOND = 2_000
ROUNDS = 3


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def process(*arguments: str, **environment: str) -> tuple[float, float]:
    """Return the seconds and the peak MiB of a whole process."""
    start = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env={**os.environ, **environment})
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return time.perf_counter() - start, max(before, peak) / 1024


def processor_seconds(lines: str) -> float:
    """Return the processor time of `blin calculate --jsonl` for these lines, on one core."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "assistant", "calculate", "--jsonl"]
    subprocess.run(command, input=lines.encode(), check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def calculations_a_second() -> float:
    """Return how many calculations of all kinds one core answers in a second, after the start."""
    wanted: list[tuple[str, dict[str, object]]] = [
        ("dose", {"weight_kg": 70, "cycle": 1, "day": 3}),
        ("dose", {"weight_kg": 40.5, "cycle": 2, "day": 3, "height_cm": 151}),
        ("modification", {"toxicity": "neurotoxicity", "grade": 3, "weight_kg": 70, "days_to_resolve": 5}),
        ("modification", {"toxicity": "crs", "grade": 4}),
        ("liver", {"alt": 300, "alt_uln": 40, "bilirubin_x_uln": 1.2}),
        ("infusion", {"bag_hours": 96, "weight_kg": 70}),
        ("prephase", {"marrow_blasts_percent": 60}),
        ("bsa", {"weight_kg": 70, "height_cm": 170}),
        ("dose", {"weight_kg": 40, "cycle": 1, "day": 3}),
        ("schedule", {"weight_kg": 70, "start_date": "2026-03-02", "cycles": 2}),
    ]
    lines = [json.dumps({"id": n, "calculator": name, "inputs": inputs}) for n, (name, inputs) in enumerate(wanted)]
    start = processor_seconds(lines[0] + "\n")
    whole = processor_seconds("\n".join(lines * (CALCULATIONS // len(lines))) + "\n")
    return CALCULATIONS / (whole - start)


def main() -> None:
    """Measure and print."""
    if "calculations" in sys.argv:
        rate = calculations_a_second()
        print(
            f"`blin calculate --jsonl`, one core       {rate:6.0f} a second after the start (at least {CALCULATIONS_A_SECOND})"
        )
        sys.exit(0 if rate >= CALCULATIONS_A_SECOND else 1)
    questions = [case.question for group in load_cases().values() for case in group][:QUESTIONS]
    questions = (questions * (QUESTIONS // len(questions) + 1))[:QUESTIONS]

    bare, _ = process("-c", "pass")
    help_seconds, _ = process("-m", "assistant", "--help")
    cold, memory = process("-m", "assistant", "ask", "two seizures")
    print(f"bare Python start                  {bare:6.2f} s   1.0 x")
    print(f"blin --help                        {help_seconds:6.2f} s   {help_seconds / bare:.1f} x a bare start")
    print(f"cold `blin ask` to its answer      {cold:6.2f} s   {cold / bare:.0f} x a bare start, peak {memory:.0f} MiB")

    assistant: Assistant = load_assistant(Settings())
    assistant.embeddings.warm_up()
    embedding = seconds(lambda: [assistant.embeddings.embed_query(question) for question in questions])
    answering = seconds(lambda: [ask(assistant, question) for question in questions])
    print(f"embedding {QUESTIONS} questions            {embedding:6.2f} s   1.0 x")
    print(
        f"answering {QUESTIONS} questions            {answering:6.2f} s   {answering / embedding:.2f} x embedding them (at most 3)"
    )

    lines = "".join(json.dumps({"id": n, "turns": [question]}) + "\n" for n, question in enumerate(questions))
    start = time.perf_counter()
    command = [sys.executable, "-m", "assistant", "ask", "--jsonl"]
    subprocess.run(command, input=lines.encode(), check=True, capture_output=True)
    whole = time.perf_counter() - start
    ratio = (whole - cold) / embedding
    print(f"`blin ask --jsonl`, {QUESTIONS} lines      {whole:6.2f} s   {ratio:.2f} x embedding them, start aside")

    rate = calculations_a_second()
    print(
        f"`blin calculate --jsonl`, one core  {rate:6.0f} a second after the start (at least {CALCULATIONS_A_SECOND})"
    )

    with tempfile.TemporaryDirectory() as folder:
        build, _ = process("-m", "assistant", "index", BLIN_INDEXES=str(Path(folder) / "indexes"))
    print(f"index build from nothing           {build:6.2f} s   {build / cold:.1f} x a cold question")


if __name__ == "__main__":
    main()
