"""Greetings, apologies and thanks around a question: they ask nothing, and must not change what it is read as.

"Sorry to bother you" corrects nothing, and "hello there, and if ..." goes on from what was asked before.
"""

import re

_PERSON = r"(?:colleague|friend|consultant|attending|registrar|resident|fellow|senior|boss|nurse|pharmacist|student|trainee|doctor|team)"
_GREETING = r"(?:hi+|hello|hey|hiya|dear (?:all|team|colleagues?)|good (?:morning|afternoon|evening|day|night))(?: (?:there|all|team|everyone|everybody|folks|guys|doc|doctor|colleagues?|again))?"
_QUESTION = r"(?:just )?(?:an? |one |another )?(?:quick|short|small|silly|stupid|dumb|basic|simple|last|further) (?:question|query|one|q)"
_APOLOGY = (
    r"(?:so |very )?sorry (?:to (?:bother|disturb|trouble|bug|ask)|for (?:bothering|disturbing|asking|the (?:\w+ )?(?:question|bother|hour)))"
    r"(?: you)?(?: (?:again|so late|at this hour|with this))?"
)
_CHECKING = r"(?:i(?:'m| am| was) )?(?:just|only) (?:checking|wondering|asking|curious|to check|to be sure|double[- ]?checking)(?: (?:something|one thing|quickly))?"
_FOR_ANOTHER = rf"(?:i(?:'m| am) )?(?:just )?asking (?:for|on behalf of) (?:a|my|our|the) {_PERSON}(?: (?:on|in|from|at) (?:the |my |our )?\w+)?"
_SURELY_NOTHING = rf"(?:{_GREETING}|{_QUESTION}|{_APOLOGY})"
_STOP = r"\s{0,2}(?:[,:;.!]|\s[-–—]\s)[\s,:;.!–—-]{0,4}"
_BEFORE = re.compile(
    rf"^\W{{0,3}}(?:(?:{_SURELY_NOTHING}|{_CHECKING}|{_FOR_ANOTHER}){_STOP}|{_SURELY_NOTHING}\s)", re.IGNORECASE
)
_THANKS = (
    r"(?:many |much )?(?:thanks|thank you|thanx|thx|cheers|much appreciated)(?: (?:again|a lot|a million|so much|very much|in advance|for (?:your|the) help))*|tia"
    r"|please|of course|obviously|(?:just )?to be (?:sure|safe)|just (?:checking|wondering|asking|curious)"
)
_AFTER = re.compile(rf"[\s,;:.!?(–—-]{{1,4}}(?:{_THANKS})[\s)!.]{{0,3}}(?P<end>\?)?[\s)!.]{{0,2}}$", re.IGNORECASE)
_FURTHER = 4


def without_courtesies(question: str) -> str:
    """Return a question without what is said out of politeness before and behind it; words that are nothing else stay."""
    left = question
    for _ in range(_FURTHER):
        shorter = _AFTER.sub(_end_of, _BEFORE.sub("", left))
        if shorter == left:
            break
        left = shorter
    return left if any(character.isalnum() for character in left) else question


def _end_of(match: re.Match[str]) -> str:
    """Return the question mark that stands before or behind the politeness."""
    return "?" if match["end"] or "?" in match[0] else ""
