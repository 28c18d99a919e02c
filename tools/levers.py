"""What each lever of retrieval does, alone and together: the table of docs/decisions/0008-choosing-what-answers.md.

Every single question of the tuning half that is to be answered with statements is searched for with some weights set to zero.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answering.pipeline import Assistant, load_assistant
from assistant.knowledge.aspects import Aspects, aspects_of
from assistant.knowledge.corpus import Corpus
from assistant.knowledge.passages import Passage
from assistant.retrieval.search import WEIGHTS, Weights, search
from assistant.settings import from_environment
from evals.cases import load_cases
from evals.expectation import ExpectedQuote
from evals.places import Place, touches

FIRST = 3
NOTHING = Weights(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0)
STATEMENTS = replace(NOTHING, statement_dense=0.5, statement_lexical=0.5)
ASKED = replace(NOTHING, asked_dense=WEIGHTS.asked_dense, asked_lexical=WEIGHTS.asked_lexical)
LEVERS: Mapping[str, tuple[Weights, bool, bool]] = {
    "statements by meaning alone": (replace(NOTHING, statement_dense=1.0), False, False),
    "statements by words alone": (replace(NOTHING, statement_lexical=1.0), False, False),
    "statements, both": (STATEMENTS, False, False),
    "and asked-as": (
        replace(STATEMENTS, asked_dense=WEIGHTS.asked_dense, asked_lexical=WEIGHTS.asked_lexical),
        False,
        False,
    ),
    "asked-as alone": (ASKED, False, False),
    "all but asked-as": (
        replace(WEIGHTS, asked_dense=0.0, asked_lexical=0.0, known=0.0, known_share=0.0, statement_lexical=0.5),
        True,
        False,
    ),
    "all but what is known as one text": (replace(WEIGHTS, known=0.0, known_share=0.0), True, False),
    "all but concepts": (replace(WEIGHTS, concepts=0.0), True, False),
    "all but contradicting aspects": (replace(WEIGHTS, agreement=0.0), False, False),
    "all but agreement": (replace(WEIGHTS, agreement=0.0), True, False),
    "all but the pointers' discount and gain": (replace(WEIGHTS, pointer=1.0, sought_pointer=1.0), True, False),
    "all but the background's discount": (replace(WEIGHTS, background=1.0), True, False),
    "all": (WEIGHTS, True, False),
    "all, with companions": (WEIGHTS, True, True),
}
"""By name: the weights, whether aspects bar what contradicts them, whether companions count as found with their statement."""


@dataclass(frozen=True)
class Sought:
    """A question, its embedding, and the statements of which one must be found."""

    question: str
    vector: Sequence[float]
    expected: tuple[ExpectedQuote, ...]


def sought(assistant: Assistant) -> list[Sought]:
    """Return the single questions of the tuning half that statements answer."""
    return [
        Sought(turn.say, assistant.embeddings.embed_query(turn.say), tuple(q for g in expects.passages for q in g))
        for members in load_cases().values()
        for case in members
        for turn in case.script[:1]
        if case.half == "tuning" and len(case.script) == 1
        for expects in case.expectations
        if expects.kind == "answer" and expects.passages
    ]


def rank(question: Sought, assistant: Assistant, weights: Weights, *, barring: bool, companions: bool) -> int:
    """Return the rank of the first expected statement, from 1; one more than there are hits where none is found."""
    asked = aspects_of(question.question, assistant.vocabulary)
    about = (
        asked if barring else Aspects(frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), asked.concepts)
    )
    hits = search(question.question, assistant.index, question.vector, weights, about)
    corpus = assistant.corpus
    texts = {name: document.text for name, document in corpus.documents.items()}
    for number, hit in enumerate(hits, 1):
        passage = corpus.passages[hit.passage]
        shown = [passage, *(_companions(passage, corpus) if companions else ())]
        if any(touches(_place(one), quote, texts) for one in shown for quote in question.expected):
            return number
    return len(hits) + 1


def _companions(passage: Passage, corpus: Corpus) -> Iterable[Passage]:
    yield from (corpus.passages[note] for note in passage.footnotes)
    for companion in corpus.registers.companions:
        if any(place.holds(passage) for place in companion.under):
            yield from (corpus.passages[quote.passage] for quote in companion.show)


def _place(passage: Passage) -> Place:
    return Place(passage.source, passage.section, passage.start, passage.end)


def main() -> None:
    """Print the table."""
    assistant = load_assistant(from_environment())
    questions = sought(assistant)
    print(f"| {len(questions)} questions | first | first {FIRST} |\n|---|---|---|")
    for name, (weights, barring, companions) in LEVERS.items():
        ranks = [rank(q, assistant, weights, barring=barring, companions=companions) for q in questions]
        first, three = (sum(r <= most for r in ranks) / len(ranks) for most in (1, FIRST))
        print(f"| {name} | {first:.1%} | {three:.1%} |")


if __name__ == "__main__":
    main()
