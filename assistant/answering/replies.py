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

DISAGREEMENT = "The documents differ"

ERROR_IN_DOCUMENT = "Error in a document"

MONOGRAPH_SAYS = "The monograph says"

MONOGRAPH_SILENT = "The monograph is silent."

SUMMARY_SAYS = "The unreviewed summary says"

SUMMARY_SILENT = "The unreviewed summary is silent."

FOLLOWED = "Followed: the monograph."

NEAREST_STATEMENT = "Nearest statement, which does not answer it"

DOCUMENTS_DIFFER_HERE = "The documents differ on this; the monograph is followed."

DOCUMENTS_AGREE_HERE = "The documents agree on this."

THEY_DIFFER_ON = "They differ on"

THEY_AGREE_ON = "They agree on"

ASK_FOR_ONE_TOPIC = "Ask for one of these to see both sides word for word. The monograph is followed everywhere."

KNOWN_ERRORS = "Known errors and unclear places of the documents:"

IN_THE_MONOGRAPH = "In the monograph"

IN_THE_SUMMARY = "In the unreviewed summary"

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


def unavailable(problem: str) -> str:
    """Say that the corpus cannot be used, with its reason."""
    return f"The documents cannot be used, so nothing is answered. {problem}"


def check(documents: Sequence[str]) -> str:
    """Name the documents that settle a disagreement."""
    return f"Check {_joined(documents)}."


def consult(documents: Sequence[str]) -> str:
    """Name the documents that may state what the corpus does not."""
    return f"Consult {_joined(documents)}, which this assistant does not hold."


def documents_compared(places: int, differing: int, agreements: int) -> str:
    """Say in how many registered places the documents part, and on how many they agree."""
    return (
        f"The monograph and the unreviewed summary part in {places} registered places; in {differing} of them the summary "
        f"contradicts the monograph or says less. On {agreements} points they agree."
    )


def _joined(names: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def nearest(sections: Sequence[str]) -> str:
    """List the nearest sections."""
    return "\n".join([NEAREST, "", *(f"- {section}" for section in sections)])
