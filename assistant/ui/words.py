"""Every fixed wording of the pages, in one place. What an answer says is worded in assistant.answering.replies."""

from assistant.answering.audience import Audience
from assistant.knowledge.sources import Standing
from assistant.records.feedback import ReasonCode

TITLE = "BLIN"
SUBTITLE = "Blinatumomab regimen"
WELCOME = "What do you need to know?"
WELCOME_MORE = "Answers are quotes from the documents. Every quote opens in its place."
ASK = "Ask about blinatumomab"
NEW = "New conversation"

STARTERS = {
    "Look up": ("Which premedication is recommended?", "Can the patient drive?"),
    "Calculate": ("Dose for 44.9 kg, 160 cm, cycle 1 day 8", "Infusion rate of a 72-hour bag"),
    "Toxicity": ("Grade 3 CRS, what do I do?", "LFTs over 5 times ULN"),
}
"""What can be asked, by what it shows."""

GETTING_READY = "Getting ready. You can type your question now."
ANSWERED_SOON = "Getting ready. Your question is answered in a few seconds."
NOT_LOADED = "The assistant could not be started. The server's log says why."
UNAVAILABLE = "Nothing can be answered now"
UNAVAILABLE_MORE = "Please use the monograph itself until this is corrected."
AGAIN = "Try again"

ANSWER_READY = "The answer is ready."
NOTHING_FOUND = "The reply is ready: no answer in the documents."

NOT_ANSWERED = "Not answered"
QUESTION_KEPT = "Your question is kept below. Ask it again when this is mended."
ASK_AGAIN = "Ask again"
DROP_QUESTION = "Drop the question"
SINCE_SWITCHED_OFF = "Switched off since: {reason}"
SINCE_CHANGED = "Made from earlier documents; they have changed since. Ask again for an answer from those of today."

FACTS = "In use"
FORGET = "Forget {fact}"
NEW_PATIENT = "New patient"
WHOLE_NUMBER = "Type a whole number."
NUMBER = "Type a number."
DATE = "Type the date as YYYY-MM-DD."
CHANGE = "Change"
APPLY = "Apply"
RESULT_OF = "Inputs of the calculation"
COURSE_HEADS = ("Cycle", "Days", "Dates", "Dose")
QUOTES_OF = "From the monograph"

SEE_BELOW = "see the note below."

SOURCES = "Sources"
DOCUMENTS = "Documents that are answered from"
STANDING: dict[Standing, str] = {
    "authority": "Authority",
    "site": "Site document",
    "background": "Unreviewed background",
}
CLOSE = "Close source"
IN_THE_DOCUMENT = "The document's words; the cited passage is marked"
FOOTNOTES = "Footnotes"
LABELS_RECONSTRUCTED = "Labels of this table were reconstructed: the original's were displaced by a page break."
PARTS_RECONSTRUCTED = "Parts of this section were put together again: page breaks and merged cells had parted them."
WHY_CHANGED = "What was changed, and why"
THIS_PASSAGE = "This passage"
THIS_SECTION = "Elsewhere in this section"

AUDIENCE = "Shown for"
AUDIENCES: dict[Audience, str] = {"clinician": "Clinician", "trainee": "Trainee"}
AUDIENCE_MORE: dict[Audience, str] = {
    "clinician": "The answer and its sources.",
    "trainee": "The same answer, with its sections and terms explained.",
}
TERMS = "Terms in plain words"

FOLLOW_UPS = "Ask next"
CHOICES = "Choose, or type the answer"
# Over warnings, on every page: what the documents do not state, their known errors, and what a calculator notes. Where the two
# documents say different things, the heading is that of the disagreement (answering/replies.py).
TO_KNOW = "To be aware of"

CONVERSATIONS = "Conversations"
CLOSE_CONVERSATIONS = "Close"
FIND_CONVERSATION = "Search conversations"
NONE_FOUND = "No conversation holds these words."
NONE_YET = "Conversations that you keep are listed here."
MORE_FOR = "More for this conversation"
RENAME = "Rename"
DELETE = "Delete"
TITLE_OF = "Title"
SAVE = "Save"
CANCEL = "Cancel"
UNDO = "Undo"
KEEP = "Keep in my list"
KEEP_MORE = {
    True: "Kept for this browser alone, without names or numbers of patients.",
    False: "Not listed and gone when you leave. The audit keeps question and answer, without names and without you.",
}
WITH_MODEL = "Let the language model help"
WITH_MODEL_MORE = "It may choose and connect the documents' words. What the quotes do not bear out is left out."
BEING_WRITTEN = "Each sentence is shown once its quote bears it out; the quotes follow."
WORDED_BY = "Chosen and connected by {engine}; every statement is checked against its quote."
NOT_KEPT = "Not in your list"
NO_SUCH_CONVERSATION = "This conversation is not among yours, or it was removed. Here is a new one."
EXPORT = "Save as a file"
EXPORT_NAME = "blin-conversation.html"
PRINT = "Print"

HELPFUL = "Helpful"
NOT_RIGHT = "Report a problem"
REASON = "What is wrong?"
REPORT_REASONS: dict[ReasonCode, str] = {
    "wrong_dose": "Wrong dose",
    "wrong_source": "Wrong source",
    "missing": "Something is missing",
    "unsafe": "Unsafe",
    "other": "Something else",
}
NOTE = "Note (optional; no names)"
SEND = "Send report"

COPY = "Copy with citations"
COPIED = "Copied"
COPY_FAILED = "Copying is not allowed here"


def deleted(title: str) -> str:
    """Say that a conversation was deleted."""
    return f"Deleted: {title}"


def rated(report: str, answer: int, *, helpful: bool) -> str:
    """Thank for an opinion. report: its id; answer: the number of the answer in the audit."""
    thanks = "Thank you" if helpful else "Reported for review"
    return f"{thanks}. Report {report[:8]} on answer {answer}."


def steps(count: int) -> str:
    """Name the steps of a calculation."""
    return f"How it was worked out ({count} steps)" if count != 1 else "How it was worked out (1 step)"


def quotes(count: int) -> str:
    """Name the quotes that a calculation rests on."""
    return f"{QUOTES_OF} ({count} quotes)" if count != 1 else f"{QUOTES_OF} (1 quote)"


def more_terms(count: int) -> str:
    """Name the terms that are folded."""
    return f"{count} more terms" if count != 1 else "1 more term"


def exported(title: str, at: str) -> str:
    """Say what an exported file holds and of when it is."""
    return f"{title} · saved {at}"
