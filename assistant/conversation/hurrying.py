"""Does a turn mean to run a bag faster than its hours, or to give a missed amount at once? That is unsafe, whatever number it names."""

import re

_HOURS = r"(?:hours?|hrs?|h)"
# "Run the 48 h bag over 24 h".
_BAG_IN = re.compile(
    rf"(?<![\w.,])(?P<bag>\d{{2,3}})[\s-]?(?P<bag_unit>{_HOURS}|days?|d)[\s-](?:infusion )?(?:bags?|cassettes?)\b[^.?!\d]{{0,30}}\b(?:over|in|within)\s(?:just |only )?(?P<time>\d{{1,3}})\s?{_HOURS}\b",
    re.IGNORECASE,
)
_A_DAY = 24
_RUNS = r"(?:run|running|infus\w+|giv\w+|put|finish\w*|push\w*|pump|speed\w*|rate|ml ?/ ?h\w*|mls? (?:per|an) hour)"
# "At 20 mL/h so it's done by lunch".
_TO_BE_DONE = re.compile(
    rf"\b{_RUNS}\b[^.?!]{{0,60}}\b(?:so|to|in order to)\b[^.?!]{{0,25}}\b(?:done|finish\w*|over|empty|through|home|leave|out|get rid)\b[^.?!]{{0,20}}\b(?:before|early|earlier|sooner|in time|faster|quicker|for (?:lunch|discharge|transport|transfer|the weekend))\b"
    r"|\d\s?(?:ml|cc) ?(?:/|per |an ) ?h\w*\b[^.?!]{0,20}\bso (?:that )?(?:it|this|that|the bag|we|she|he)\b[^.?!]{0,15}\b(?:done|finish\w*|over|empty|through|home|out)\b[^.?!]{0,10}\bby\b",
    re.IGNORECASE,
)
# "The last 50 mL at 100 mL/h".
_THE_LAST = re.compile(
    r"\b(?:run|infuse|give|put|finish|push|clear)\w*\s(?:(?:the|her|his|its|in|through|off)\s){0,2}(?:last|final|remaining|rest|leftover|residual)\b[^.?!]{0,25}\b(?:at|over|in)\s\d{1,4}\b",
    re.IGNORECASE,
)
# "Give 56 since yesterday's was missed", "make it up by running at double".
_MAKES_UP = re.compile(
    r"\b(?:give|run|infuse|hang)\b[^.?!]{0,15}\s\d{2,3}\s?(?:mcg|micrograms?|ug|[µμ]g)?\b[^.?!]{0,40}\b(?:since|because|as|to make up|for)\b[^.?!]{0,30}\b(?:missed|skipped|lost|forgot\w*|not given|make up)\b"
    r"|\bmake (?:it |that |this |them |the (?:\w+ ){1,3})?up (?:by|with|through) (?:running|giving|doubling|infusing|increasing|speeding|a (?:faster|higher|double))",
    re.IGNORECASE,
)
# "Can I give it as a quick 30 min infusion": a continuous infusion is never a short one; why it is not may be asked.
_SHORT_INFUSION = re.compile(
    r"\b(?:can|could|may|shall|should|let['’]?s|want\w*|ok(?:ay)? to|possible to|please|(?:i|we)['’]?(?:ll| will|d like)|going to)\b[^.?!]{0,40}\bblin\w*[^.?!]{0,40}"
    r"\b(?:(?:quick|short|rapid|fast|brief|\d{1,3}[\s-]?min\w*)\s(?:[\w-]+\s){0,2}(?:infusion|drip)|over (?:just |only )?(?:(?:half )?an hour|\d{1,3}[\s-]?min\w*))\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:why|how come|reason|continuous\w*)\b", re.IGNORECASE)


def hurries(question: str) -> bool:
    """Tell whether a bag is to be run in less than its hours, the drug as a short infusion, or a missed amount to be made up for."""
    if _SHORT_INFUSION.search(question) and not _WHY.search(question):
        return True
    if any(pattern.search(question) for pattern in (_TO_BE_DONE, _THE_LAST, _MAKES_UP)):
        return True
    return any(
        int(match["time"]) < int(match["bag"]) * (_A_DAY if match["bag_unit"].lower().startswith("d") else 1)
        for match in _BAG_IN.finditer(question)
    )
