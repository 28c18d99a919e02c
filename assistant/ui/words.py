"""Every fixed wording of the pages, in one place. What an answer says is worded in assistant.answering.replies."""

from assistant.knowledge.sources import Standing

TITLE = "BLIN"
SUBTITLE = "Blinatumomab regimen"
WELCOME = "What do you need to know?"
WELCOME_MORE = "Answers are quotes from the documents. Every quote opens in its place."
ASK = "Ask about blinatumomab"
NEW = "New conversation"

STARTERS = (
    "What do I do for grade 3 CRS?",
    "LFTs over 5 times ULN",
    "Which premedication is recommended?",
    "Infusion rate of a 72-hour bag",
    "Can the patient drive?",
)

GETTING_READY = "Getting ready. You can type your question now."
ANSWERED_SOON = "Getting ready. Your question is answered in a few seconds."
NOT_LOADED = "The assistant could not be started. The server's log says why."
UNAVAILABLE = "Nothing can be answered now"
UNAVAILABLE_MORE = "Please use the monograph itself until this is corrected."
AGAIN = "Try again"

ANSWER_READY = "The answer is ready."
NOTHING_FOUND = "The reply is ready: no answer in the documents."

FACTS = "In use"
FORGET = "Forget {fact}"
NEW_PATIENT = "New patient"

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
REASONS = "What was changed, and why"
THIS_PASSAGE = "This passage"
THIS_SECTION = "Elsewhere in this section"

COPY = "Copy with citations"
COPIED = "Copied"
COPY_FAILED = "Copying is not allowed here"
