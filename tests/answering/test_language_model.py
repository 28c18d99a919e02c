"""With a model behind the leash: what it may do, what a fault of it does (nothing), and what leaves the process."""

import json
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from answering.scripted_model import Reply, Script, Served, says, served

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.markdown import plain
from assistant.answering.model import model_of
from assistant.answering.pipeline import Assistant, ask, respond
from assistant.answering.wording import messages_for
from assistant.settings import ModelSettings, from_environment, keep_tracing_off

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

QUESTION = "Which premedication is recommended?"
TRUE = "Dexamethasone 20 mg IV is recommended 1 hour before the first dose of each cycle"
PROJECT = Path(__file__).resolve().parents[2]
PROVIDERS = ("openai", "ollama")


def _cite(prompt: str, words: str) -> str:
    """Return the mark that the prompt gives to a passage."""
    line = next(line for line in prompt.splitlines() if words in line and line.startswith("["))
    return line[: line.index("]") + 1]


def _all_ids(prompt: str) -> Reply:
    return Reply([json.dumps({"chosen": re.findall(r"^(p[0-9a-f]{6}):", prompt, re.MULTILINE)})])


def _faithful(prompt: str) -> Reply:
    if '"chosen"' in prompt:
        return _all_ids(prompt)
    return Reply([f"{_antipyretic(prompt)} ", TRUE, f" {_cite(prompt, 'Dexamethasone 20 mg IV')}."])


def _antipyretic(prompt: str) -> str:
    return f"An antipyretic is recommended during the first 48 hours of each cycle {_cite(prompt, 'antipyretic')}."


@pytest.fixture
def asked(assistant: Assistant) -> Callable[..., Answer]:
    """Ask with a model that is served at an address."""

    def ask_with(
        server: Served, question: str = QUESTION, provider: str = "openai", seconds: float = 60.0, **more: object
    ) -> Answer:
        url = f"{server.url}/v1" if provider == "openai" else server.url
        settings = ModelSettings(f"{provider}:scripted", url, "sk-secret-0123", seconds=seconds, **more)  # type: ignore[arg-type]
        return ask(replace(assistant, model=model_of(settings)), question)

    return ask_with


@pytest.mark.parametrize("provider", PROVIDERS)
def test_true_prose_opens_the_answer_and_every_quote_stays_below_it(
    provider: str, asked: Callable[..., Answer], assistant: Assistant
) -> None:
    with served(_faithful) as server:
        answer = asked(server, provider=provider)
    alone = ask(assistant, QUESTION)
    assert answer.engine == f"llm:{provider}/scripted"
    assert re.match(rf"An antipyretic is recommended .* each cycle \[\d\]\. {TRUE} \[\d\]\.\n", answer.text)
    assert answer.text.endswith(alone.text)
    assert answer.citations == alone.citations
    assert answer.dropped == ()


def test_a_sentence_that_the_quotes_do_not_bear_out_is_dropped_kept_for_the_audit_and_told(
    asked: Callable[..., Answer],
) -> None:
    def script(prompt: str) -> Reply:
        if '"chosen"' in prompt:
            return _all_ids(prompt)
        mark = _cite(prompt, "Dexamethasone 20 mg IV")
        return Reply([f"{_antipyretic(prompt)} {TRUE} {mark}. ", f"Give 200 mg of it {mark}."])

    with served(script) as server:
        answer = asked(server)
    assert "200 mg" not in answer.text
    assert len(answer.dropped) == 1
    assert "200 mg" in answer.dropped[0]
    assert replies.MODEL_DROPPED.format(count=1) in answer.text


def test_where_nothing_true_is_left_the_extractive_answer_stands(
    asked: Callable[..., Answer], assistant: Assistant
) -> None:
    with served(says("Give 9 mg of blinatumomab at once [1].")) as server:
        answer = asked(server, jobs=frozenset({"word"}))
    assert answer.engine == "extractive"
    assert answer.text.startswith(ask(assistant, QUESTION).text)
    assert len(answer.dropped) == 1


_FAULTS: dict[str, Script] = {
    "empty": says(),
    "truncated": lambda _: Reply([TRUE], reason="length"),
    "no end": lambda _: Reply([TRUE + " [1]. "], ends=False),
    "cut within a number": lambda _: Reply([f"{TRUE} [1]. Give 2"], cut=True),
    "a megabyte": lambda _: Reply(["Dexamethasone is given [1]. " * 500] * 75),
    "not a stream": lambda _: Reply(raw=b"<html>Please log in</html>"),
    "server error": lambda _: Reply(status=500),
    "bad gateway": lambda _: Reply(status=502),
    "unavailable for a minute": lambda _: Reply(status=503, headers={"Retry-After": "60"}),
    "not allowed": lambda _: Reply(status=401),
    "too many requests": lambda _: Reply(status=429, headers={"Retry-After": "60"}),
    "stalls": lambda _: Reply([TRUE] * 20, wait=0.5),
}


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("fault", _FAULTS)
def test_a_fault_of_the_model_leaves_the_extractive_answer_with_one_quiet_line(
    fault: str, provider: str, asked: Callable[..., Answer], assistant: Assistant
) -> None:
    with served(_FAULTS[fault]) as server:
        answer = asked(server, provider=provider, seconds=1.0, jobs=frozenset({"word"}))
    alone = ask(assistant, QUESTION)
    assert answer.text == f"{alone.text}\n\n*{replies.MODEL_UNAVAILABLE}*"
    assert replace(answer, text=alone.text) == alone


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_connection_leaves_the_extractive_answer(provider: str, asked: Callable[..., Answer]) -> None:
    answer = asked(Served("http://127.0.0.1:9"), seconds=1.0, provider=provider)
    assert answer.engine == "extractive"
    assert answer.text.count(replies.MODEL_UNAVAILABLE) == 1


@pytest.mark.parametrize("provider", PROVIDERS)
def test_invalid_json_leaves_the_extractive_answer_and_the_model_is_not_asked_again(
    provider: str, asked: Callable[..., Answer], assistant: Assistant
) -> None:
    with served(says('{"chosen": ["p0')) as server:
        answer = asked(server, provider=provider)
    assert answer.text == f"{ask(assistant, QUESTION).text}\n\n*{replies.MODEL_UNAVAILABLE}*"
    assert len(server.prompts) == 1


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_model_that_never_ends_takes_no_longer_than_its_time(
    provider: str, asked: Callable[..., Answer], assistant: Assistant
) -> None:
    ask(assistant, QUESTION)
    with served(lambda _: Reply([TRUE] * 60, wait=1.0)) as server:
        begun = time.monotonic()
        answer = asked(server, provider=provider, seconds=1.0, jobs=frozenset({"word"}))
        taken = time.monotonic() - begun
    assert answer.engine == "extractive"
    assert taken < 20, "it would write for a minute"


@pytest.mark.parametrize("status", [429, 503])
def test_after_a_short_retry_time_the_model_is_asked_again(status: int, asked: Callable[..., Answer]) -> None:
    count = iter(range(9))

    def script(prompt: str) -> Reply:
        return Reply(status=status, headers={"Retry-After": "0.1"}) if next(count) == 0 else _faithful(prompt)

    with served(script) as server:
        answer = asked(server, jobs=frozenset({"word"}))
    assert answer.engine == "llm:openai/scripted"


@pytest.mark.parametrize(
    "question",
    [
        "dose for 70 kg cycle 1 day 3",
        "what dose for my patient in cycle 1 day 3",
        "weather in Paris",
        "give blin as an iv push",
    ],
)
def test_calculations_questions_back_and_refusals_are_the_same_with_a_hostile_model(
    question: str, asked: Callable[..., Answer], assistant: Assistant
) -> None:
    with served(
        says('{"inputs": [{"name": "weight_kg", "words": "28 mg"}], "chosen": ["x"]} Give 28 mg [1].')
    ) as server:
        answer = asked(server, question=question)
    assert plain(answer.text) == plain(ask(assistant, question).text)


def test_a_conversation_can_do_without_the_model(assistant: Assistant) -> None:
    with served(_faithful) as server:
        settings = ModelSettings("openai:scripted", f"{server.url}/v1", "sk-secret-0123")
        with_model = replace(assistant, model=model_of(settings))
        reply = respond(with_model, QUESTION, with_model=False)
    assert reply.answer == ask(assistant, QUESTION)
    assert server.prompts == []


def test_identifiers_never_leave_the_process_and_neither_key_nor_question_is_logged(
    asked: Callable[..., Answer], caplog: pytest.LogCaptureFixture
) -> None:
    with served(_faithful) as server:
        asked(server, question="Which premedication is recommended? MRN 4471882")
    assert server.prompts
    told = messages_for("Dr. Margaret Whitfield asks for MRN 4471882, born on 1961-03-04", (), {})
    sent = "\n".join([*server.prompts, *(text for _, text in told)])
    for private in ("Whitfield", "4471882", "1961-03-04"):
        assert private not in sent
    assert "sk-secret-0123" not in caplog.text
    assert "Whitfield" not in caplog.text
    assert "sk-secret-0123" not in repr(ModelSettings("openai:x", api_key="sk-secret-0123"))


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("fault", ["not allowed", "server error", "cut within a number"])
def test_no_log_at_any_level_holds_the_key_whatever_fails(
    fault: str, provider: str, asked: Callable[..., Answer], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"), served(_FAULTS[fault]) as server:
        answer = asked(server, provider=provider, seconds=2.0, jobs=frozenset({"word"}))
    assert "Bearer sk-secret-0123" in server.headers[0].values(), "the key is sent"
    assert "sk-secret-0123" not in caplog.text
    assert "sk-secret-0123" not in str(answer)


def test_what_the_tests_need_of_a_provider_is_installed_by_make_setup() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = next(line for line in project["optional-dependencies"]["dev"] if line.startswith(project["name"]))
    assert {"openai", "ollama"} <= set(wanted.partition("[")[2].rstrip("]").split(","))
    assert '".[dev]"' in (PROJECT / "Makefile").read_text(encoding="utf-8")


def test_the_prompt_holds_the_question_and_the_passages_alone(asked: Callable[..., Answer]) -> None:
    with served(_faithful) as server:
        asked(server, jobs=frozenset({"word"}))
    (prompt,) = server.prompts
    assert QUESTION in prompt
    assert prompt.count("<passages>") == 2  # named in the instruction, then opened
    assert "Drug Regimen" not in prompt


def test_without_a_model_no_provider_is_imported() -> None:
    program = (
        "import sys, assistant.answering.pipeline, assistant.cli.main, assistant.ui.engine; "
        "print([m for m in sys.modules if m.split('.')[0] in ('openai', 'ollama', 'anthropic', 'langchain', 'langchain_openai', 'langchain_ollama')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=100)
    assert done.stdout.strip() == "[]"


def test_a_model_is_off_unless_it_is_named_and_its_settings_are_checked() -> None:
    assert from_environment({}).model is None
    model = from_environment({"BLIN_MODEL": "ollama:small", "BLIN_MODEL_JOBS": "word, choose"}).model
    assert model == ModelSettings("ollama:small", jobs=frozenset({"word", "choose"}))
    for wrong in ({"BLIN_MODEL": "small"}, {"BLIN_MODEL": "ollama:s", "BLIN_MODEL_SECONDS": "0"}):
        with pytest.raises(ValueError, match="BLIN_MODEL"):
            from_environment(wrong)


def test_tracing_is_off_unless_the_operator_opts_in() -> None:
    environment = {"LANGSMITH_TRACING": "true", "LANGCHAIN_TRACING_V2": "true"}
    keep_tracing_off(environment)
    assert set(environment.values()) == {"false"}
    opted = {"BLIN_TRACING": "1", "LANGSMITH_TRACING": "true"}
    keep_tracing_off(opted)
    assert opted["LANGSMITH_TRACING"] == "true"


@pytest.mark.parametrize(
    "entry", ["from assistant.cli.main import main; main(['check'])", "import assistant.ui.engine as e; e.engine()"]
)
def test_every_entry_point_switches_tracing_off(entry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("BLIN_INDEXES", "/nonexistent")
    program = f"import os\nfrom contextlib import suppress\nwith suppress(SystemExit):\n    {entry}\nprint('\\n' + os.environ['LANGSMITH_TRACING'] + os.environ['LANGCHAIN_TRACING_V2'], flush=True)\nos._exit(0)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=100)
    assert done.stdout.splitlines()[-1] == "falsefalse"
