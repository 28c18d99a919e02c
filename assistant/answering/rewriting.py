"""Make a follow-up a question of its own, for looking up only. The user's own words go on deciding what is calculated."""

import re

from assistant.answering.calling import ModelError, text_of
from assistant.answering.measures import measures
from assistant.answering.model import LanguageModel
from assistant.answering.numerals import normalised
from assistant.answering.prompts import DATA_ARE_NOT_INSTRUCTIONS, REWRITE, as_data
from assistant.conversation.cleaning import MAXIMUM_CHARACTERS, clean, unusable
from assistant.conversation.declining import asks_unsafe, is_lay
from assistant.knowledge.identifiers import without_identifiers
from assistant.knowledge.vocabulary import Vocabulary, mentions, tokens

_JOINING = frozenset(
    tokens(
        "what which when how who where why is are was the a an of for in on at to with and or does do should can if it its that then about also"
    )
)


def rewritten(before: str, words: str, vocabulary: Vocabulary, model: LanguageModel, deadline: float) -> str:
    """Return the follow-up as one question. Raises ModelError, also where it holds what neither question says."""
    asked = f"{without_identifiers(before)[0]}\nLast question: {without_identifiers(words)[0]}"
    told = text_of(
        model,
        [
            ("system", f"{DATA_ARE_NOT_INSTRUCTIONS}\n{REWRITE}"),
            ("user", as_data("question", f"Question before: {asked}")),
        ],
        deadline,
    )
    question = clean(re.sub(r"^(?:rewritten )?question:\s*", "", told, flags=re.IGNORECASE))
    if unusable(question) or len(question) > MAXIMUM_CHARACTERS // 4:
        raise ModelError("a question that cannot be used")
    if not says_nothing_new(question, f"{before} {words}", vocabulary) or asks_unsafe(question) or is_lay(question):
        raise ModelError("a question that adds something")
    return question


def says_nothing_new(question: str, said: str, vocabulary: Vocabulary) -> bool:
    """Tell whether every number, concept and word of a question stands in what was said; joining words are free."""
    numbers = {item.measure for item in measures(normalised(question))}
    concepts = {mention.concept for mention in mentions(question, vocabulary)}
    return (
        numbers <= {item.measure for item in measures(normalised(said))}
        and concepts <= {mention.concept for mention in mentions(said, vocabulary)}
        and set(tokens(question)) <= set(tokens(said)) | _JOINING
    )
