"""What is shown while a model still writes: sentences that have passed, and nothing else."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import pytest
from answering.scripted_model import Reply, served

from assistant.answering import replies
from assistant.answering.answer import Answer
from assistant.answering.model import LanguageModel, Message, model_of
from assistant.answering.pipeline import Assistant, ask, respond
from assistant.answering.switched_off import respond_without
from assistant.answering.wording import Worded, worded
from assistant.conversation.memory import EMPTY
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.disabling import Disabled
from assistant.settings import Job, ModelSettings

CRS_ROW = "monograph:47fb403aa2"  # grade 3, patients ≥ 45 kg
SEIZURE_ROW = "monograph:d19d01c88c"
QUESTION = "Which premedication is recommended?"
DEXAMETHASONE = "Dexamethasone 20 mg IV is recommended 1 hour before the first dose of each cycle"
ANTIPYRETIC = "An antipyretic is recommended during the first 48 hours of each cycle"


def mark(prompt: str, words: str) -> str:
    """Return the citation mark that a prompt gives to a passage."""
    line = next(line for line in prompt.splitlines() if words in line and line.startswith("["))
    return line[: line.index("]") + 1]


def writes(pieces: Callable[[str], Iterable[str]]) -> LanguageModel:
    """Return a model that writes pieces made from its prompt."""

    def stream(messages: Sequence[Message], seconds: float) -> Iterator[str]:
        yield from pieces(messages[1][1])

    jobs: frozenset[Job] = frozenset({"word"})
    return LanguageModel("test:model", jobs, 5.0, stream, clock=lambda: 0.0, sleep=lambda _: None)


def _both(prompt: str) -> Sequence[str]:
    first, second = mark(prompt, "Dexamethasone 20 mg IV"), mark(prompt, "antipyretic")
    lie = f"Dexamethasone 200 mg IV is recommended 1 hour before the first dose of each cycle {first}."
    return [f"{DEXAMETHASONE} {first}. ", f"{lie} ", f"{ANTIPYRETIC} {second}."]


def test_each_sentence_is_shown_as_it_passes_and_what_fails_never_is(assistant: Assistant) -> None:
    seen: list[Answer] = []
    reply = respond(replace(assistant, model=writes(_both)), QUESTION, show=seen.append)
    assert [DEXAMETHASONE in so_far.text for so_far in seen] == [True] * len(seen)
    assert [ANTIPYRETIC in so_far.text for so_far in seen] == [False] * (len(seen) - 1) + [True]
    assert not any("200 mg" in so_far.text for so_far in seen)
    assert reply.answer.text.startswith(seen[-1].text)


def test_a_sentence_is_shown_while_the_model_still_writes_the_rest(assistant: Assistant) -> None:
    shown = threading.Event()
    was_shown_before_the_end: list[bool] = []

    def pieces(prompt: str) -> Iterator[str]:
        first, lie, rest = _both(prompt)
        yield f"{first}{lie}{rest[:9]}"
        was_shown_before_the_end.append(shown.wait(20))
        yield rest[9:]

    respond(replace(assistant, model=writes(pieces)), QUESTION, show=lambda _: shown.set())
    assert was_shown_before_the_end == [True]


def test_prose_that_does_not_answer_yet_is_not_shown_yet(corpus: Corpus) -> None:
    cited = {1: corpus.passages[CRS_ROW], 2: corpus.passages[SEIZURE_ROW]}
    aside = "If more than one seizure occurs, discontinue [2]."
    answers = (
        "For grade 3 CRS, hold until recovery to ≤ Grade 1 [1]. In patients ≥ 45 kg with grade 3 CRS, restart at 9 mcg/day and "
        "increase to 28 mcg/day after 7 days if toxicity does not recur [1]."
    )
    seen: list[Worded] = []
    model = writes(lambda _: [f"{aside} {answers}"])
    worded([("system", ""), ("user", "")], cited, frozenset({1}), corpus.passages, model, 5.0, seen.append)
    assert [len(so_far.kept) for so_far in seen] == [3], "the first sentences wait until they answer together"


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize("provider", ["openai", "ollama"])
def test_a_stream_cut_within_a_number_ends_with_the_extractive_answer_and_shows_no_part_of_the_number(
    provider: str, assistant: Assistant
) -> None:
    def script(prompt: str) -> Reply:
        second = mark(prompt, "antipyretic")
        return Reply([f"{_both(prompt)[0]}{ANTIPYRETIC} {second}. ", "Dexamethasone 2"], cut=True, wait=0.05)

    seen: list[Answer] = []
    with served(script) as server:
        url = f"{server.url}/v1" if provider == "openai" else server.url
        settings = ModelSettings(f"{provider}:scripted", url, "sk-x", frozenset({"word"}), 30.0)
        reply = respond(replace(assistant, model=model_of(settings)), QUESTION, show=seen.append)
    assert seen
    assert not any(so_far.text.endswith("2") or "Dexamethasone 2 " in so_far.text for so_far in seen)
    alone = ask(assistant, QUESTION)
    assert reply.answer.text == f"{alone.text}\n\n*{replies.MODEL_UNAVAILABLE}*"
    assert reply.answer.engine == "extractive"


def test_what_must_come_first_is_shown_first(assistant: Assistant) -> None:
    question = "Emergency! Which premedication is recommended?"
    seen: list[Answer] = []
    answer = respond(replace(assistant, model=writes(_both)), question, show=seen.append).answer
    assert seen
    for text in (answer.text, *(so_far.text for so_far in seen)):
        assert text.startswith(f"**{replies.EMERGENCY}**\n\n{DEXAMETHASONE}")


def test_what_an_operator_has_switched_off_is_not_shown_in_part_either(assistant: Assistant) -> None:
    cited = ask(assistant, QUESTION).citations
    passage = next(p for p in assistant.corpus.passages.values() if (p.start, p.end) == (cited[1].start, cited[1].end))
    seen: list[Answer] = []
    off = Disabled(passages={passage.id: "under review"})
    model = writes(lambda prompt: _both(prompt)[:1])
    reply = respond_without(replace(assistant, model=model), QUESTION, EMPTY, off, show=seen.append)
    assert seen == []
    assert reply.answer.kind == "abstain"


@pytest.mark.parametrize("question", ["dose for 70 kg cycle 1 day 3", "give blin as an iv push"])
def test_a_calculation_and_a_refusal_show_nothing_before_they_are_whole(question: str, assistant: Assistant) -> None:
    seen: list[Answer] = []
    respond(replace(assistant, model=writes(lambda _: ["Give 28 mg [1]. "])), question, show=seen.append)
    assert seen == []
