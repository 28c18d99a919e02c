"""Every fixed wording of the assistant, in one place. Words from documents are quoted elsewhere, never here."""

from collections.abc import Sequence

NOT_A_SUBSTITUTE = "Quotes from the documents, not medical advice. Check the product monograph before acting."

SCOPE = "For adults with relapsed or refractory B-cell precursor ALL."

BOTH_BANDS = "both weight bands"

WITH_IT = "Read with it"

BACKGROUND = "Unreviewed background (AI-written summary)"

BACKGROUND_ONLY = (
    "Only the AI-written summary, which nobody has reviewed, speaks of this; the monograph does not. "
    "Do not act on it without another source."
)

POPULATION_NOT_COVERED = (
    "The monograph covers adults with relapsed or refractory disease only. It gives no rule for what you ask."
)

LEXICAL_ONLY = "The search index cannot be used just now, so only the words themselves were searched. Rephrase if an answer looks off."

DISAGREEMENT = "Error in a document"

EMPTY = "Please type a question about the BLIN regimen (blinatumomab)."

UNREADABLE = "The question holds characters that cannot be read. Please type it again."

TOO_LONG = "The question is too long to be understood safely. Please ask in at most {limit} characters."

OUT_OF_SCOPE = (
    "This assistant answers only questions on the BLIN regimen (blinatumomab for adults with relapsed or refractory B-cell "
    "precursor ALL), from its monograph. Your question seems to be about something else."
)

DECLINED = {"empty": EMPTY, "unreadable": UNREADABLE, "too_long": TOO_LONG, "elsewhere": OUT_OF_SCOPE}
"""The reply to each reason for declining without a search."""

NOT_IN_SOURCES = "The documents do not seem to answer this. Nothing is guessed here; consult the product monograph or your pharmacist."

NEAREST = "Nearest sections:"

BROKEN = "Something went wrong inside the assistant, so no answer is shown. Please use the monograph itself. (Error {reference})"


NOT_RECORDED = (
    "There is an answer, but it could not be recorded, so it is not shown. Please use the monograph itself. {why}"
)
"""why: the message of the RecordsError."""


def unavailable(problem: str) -> str:
    """Say that the corpus cannot be used, with its reason."""
    return f"The documents cannot be used, so nothing is answered. {problem}"


def nearest(sections: Sequence[str]) -> str:
    """List the nearest sections."""
    return "\n".join([NEAREST, "", *(f"- {section}" for section in sections)])
