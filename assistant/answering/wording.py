"""Quotes connected in prose by a language model. Only sentences that the quotes bear out are kept; the quotes stay below them.

The prose opens the answer, and everything that the answer shows without a model still follows: no condition, companion, conflict
or warning can be lost by wording. Where the prose that is left no longer says what answers, there is none.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from assistant.answering.answer import Fact
from assistant.answering.calling import ModelError, pieces_of
from assistant.answering.claims import canonical, canonical_text, claim
from assistant.answering.evidence import units
from assistant.answering.markdown import escape
from assistant.answering.model import LanguageModel, Message
from assistant.answering.prompts import DATA_ARE_NOT_INSTRUCTIONS, WORD, as_data
from assistant.answering.same_words import ACTIONS
from assistant.answering.splitting import complete_sentences
from assistant.answering.verifying import MOST_READ_AS_ONE, holding
from assistant.knowledge.identifiers import without_identifiers
from assistant.knowledge.passages import Passage

MOST_SENTENCES = 6


@dataclass(frozen=True)
class Checked:
    """A sentence of a model, and whether the quotes bear it out."""

    text: str
    holds: bool


@dataclass(frozen=True)
class Worded:
    """Prose: the sentences that hold, and those that were dropped. kept is empty where what is left does not answer."""

    kept: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def markdown(self) -> str:
        """The prose as Markdown, citation marks as they are."""
        return " ".join(marked_markdown(sentence) for sentence in self.kept)


Tell = Callable[[Worded], None]
"""Takes the prose as it stands so far."""


def messages_for(question: str, facts: Sequence[Fact], cited: Mapping[int, Passage]) -> list[Message]:
    """Return what the model is told: the question without identifiers, the facts in use, the passages. Nothing else."""
    known = "\n".join(f"{fact.label}: {fact.value}" for fact in facts)
    passages = "\n".join(f"[{n}] {passage.section}: {passage.words}" for n, passage in cited.items())
    data = [as_data("question", without_identifiers(question)[0]), as_data("passages", passages)]
    if known:
        data.insert(1, as_data("facts", without_identifiers(known)[0]))
    return [("system", f"{DATA_ARE_NOT_INSTRUCTIONS}\n{WORD}"), ("user", "\n".join(data))]


def checked_sentences(
    pieces: Iterable[str], cited: Mapping[int, Passage], passages: Mapping[str, Passage]
) -> Iterator[Checked]:
    """Yield each sentence as soon as it has ended, checked: a page that shows what holds shows nothing that does not.

    One that does not hold by itself waits for the next: it may hold with it.
    """
    shown: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    sentences = complete_sentences(_ended(pieces))
    for sentence in islice(sentences, MOST_SENTENCES):
        run = (*shown, *waiting, sentence)[-MOST_READ_AS_ONE:]
        holds = holding(run, cited, passages)
        for late in waiting:
            yield Checked(late, holds[-2])
            shown = (*shown, late) if holds[-2] else ()
        if holds[-1]:
            yield Checked(sentence, holds=True)
        shown, waiting = ((*shown, sentence), ()) if holds[-1] else (shown, (sentence,))
    yield from (Checked(late, holds=False) for late in (*waiting, *sentences))


def _ended(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces, and the end of the last sentence once the model says that it has ended."""
    yield from pieces
    yield "\n"


def worded(
    messages: Sequence[Message],
    cited: Mapping[int, Passage],
    main: frozenset[int],
    passages: Mapping[str, Passage],
    model: LanguageModel,
    deadline: float,
    tell: Tell = lambda _: None,
) -> Worded:
    """Return the prose on the cited passages. main: the citations of the statement that answers. Raises ModelError.

    tell: called with the prose so far whenever a sentence has passed, from the moment on that the prose answers.
    """
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    answers = False
    for sentence in checked_sentences(pieces_of(model, messages, deadline), cited, passages):
        if not sentence.holds:
            dropped = (*dropped, sentence.text)
            continue
        kept = (*kept, sentence.text)
        answers = answers or says_the_main(kept, cited, main)
        if answers:
            tell(Worded(kept, dropped))
    if not kept and not dropped:
        raise ModelError("an empty answer")
    return Worded(kept, dropped) if answers else Worded((), (*kept, *dropped))


_MARK = re.compile(r"\[(\d{1,3})\]")
_ACTIONS = frozenset(canonical(word) for word in ACTIONS)


def says_the_main(kept: Sequence[str], cited: Mapping[int, Passage], main: frozenset[int]) -> bool:
    """Tell whether prose still answers: every act and every number of a statement that answers is in it, or its words where it has neither."""
    about = [sentence for sentence in kept if main & {int(n) for n in _MARK.findall(sentence)}]
    if not about:
        return False
    said = claim(canonical_text(_MARK.sub(" ", " ".join(about))))
    spoken = {item.measure for item in said.found}
    theirs = [unit.said for n in main for unit in units(cited[n])]
    acts = {word for unit in theirs for word in unit.words & _ACTIONS}
    numbers = {item.measure for unit in theirs for item in unit.found if not item.aside and not _is_table(cited, main)}
    doses = {measure for measure in numbers if measure.is_dose}
    return acts <= said.words and (doses <= spoken or not acts)


def _is_table(cited: Mapping[int, Passage], main: frozenset[int]) -> bool:
    return any(cell.column for n in main for cell in cited[n].cells)


def marked_markdown(sentence: str) -> str:
    """Return a sentence escaped for Markdown, its citation marks kept."""
    parts = re.split(r"((?:\s?\[\d{1,3}\])+)", sentence)
    return "".join(
        f" {part.strip()}" if place % 2 else _escaped(part, first=place == 0) for place, part in enumerate(parts)
    )


def _escaped(words: str, *, first: bool) -> str:
    if not words.strip():
        return ""
    opens = "" if first or words[0] in ".,;:!?)" else " "
    return f"{opens}{escape(words)}"
