"""What a question asks of one day of the course: whether anything runs, whether a dose is the right one, on which date it is."""

import re

from assistant.conversation.signals import asks_dose

_THING = r"(?:bags?|pump|infusion|drip|cassette|anything|something|nothing|blin\w*|drug|drug[- ]free|treatment|it)"
_STATE = (
    r"(?:running|due|needed|hanging|hung|infusing|connected|attached|hooked up|switched on|going in|up and running|up)"
)
_BETWEEN = r"(?:(?:still|be|being|to|supposed|meant|actually|now|today|tonight|have|get|is|are) ){0,4}"
# "Is a bag due", "should anything be running", "is she due any blina", "shouldn't the pump be up".
_RUNS = re.compile(
    rf"\b(?:is|are|should|will|would|does|do|has|have|can|was|were)(?:n['’]?t)? (?:(?:there|the|an?|any|another|her|his|this|next|new|still|be|she|he|they|pt|patient|supposed|meant|to|have|need|needs) ){{0,5}}{_THING} {_BETWEEN}{_STATE}\b"
    rf"|\b(?:is|are|should|would|does|do)(?:n['’]?t)? (?:she|he|they|(?:the |my |this |our )?(?:pt|patient|lady|man|woman|guy|gentleman)) (?:still |be |now |actually |even )*(?:due|need|needs|getting|having|have|be (?:having|getting)|on) (?:for )?(?:(?:an?|any|the|another|some|new|of|her|his|a new) )*{_THING}\b"
    rf"|\b(?:do|should|can|must|shall|does|will) (?:we|i|they|the (?:ward|nurses?|pharmacy)|pharmacy|nursing) (?:still |also |now |need to |have to )*(?:hang|put up|hook up|connect|change|prepare|make|send|need|start|order|release|run|set up) (?:(?:an?|any|the|another|some|new|next|fresh|more|her|his) )*(?:bags?|pump|infusion|drip|cassette|blin\w*)\b"
    rf"|\b(?:anything|nothing|something|(?:should|is) there (?:be )?(?:one|any)) {_BETWEEN}{_STATE}\b"
    r"|\b(?:do|should|can|must|shall) (?:we|i|they) (?:still |also |now |need to |have to )*(?:hang|put up|hook up|connect|start) (?:another|a new|a fresh|the next|one more|more|a further)(?: one)?(?=\W|$)",
    re.IGNORECASE,
)
# "So 9 for now, yes?": a number that is to be confirmed.
_CONFIRMS = re.compile(
    r"\b(?:currently|now|running|getting|receiving|having|charted|ordered|prescribed|hanging|infusing|written|labelled|labeled)\s(?:(?:on|at|for|as|the|with|still|just|it['’]?s) ){0,2}\d{1,2}(?:\.\d{1,3})?(?: ?(?:mcg|micrograms?|ug)\S*)?(?: (?:a|per) day| daily)?\W{1,3}(?:yes|yep|right|correct|yeah|ok|okay|agreed?|true)\b\W*|"
    r"\bso (?:(?:on|at|just|only|still|give|gets?|it['’]?s|that['’]?s|s?he['’]?s|s?he gets|is it|its|the|full|flat|back to|straight to|we run|run) ){0,3}\d{1,2}(?:\.\d{1,3})?(?: ?mcg\S*)?(?: (?:a day|for (?:now|today|her|him)|flat|now|today|then))?\s?\?"
    r"|\bcap(?:s|ped)?(?: it| out| off)* (?:at|to) \d{1,2}\b|"
    r"\b(?:so|be|it['’]?s|s?he['’]?s|on|at|still|just|means?|gets?|get|is|that['’]?s|gives?|meaning)\s(?:(?:on|at|still|just|only|be|it['’]?s|that['’]?s) ){0,2}\d{1,2}(?:\.\d{1,2})?(?: ?mcg\S*)?(?: for (?:now|today|her|him))?(?: now| today| tonight| still| then| a day)?"
    r"\W{1,3}(?:yes|yep|right|correct|yeah|ok|okay|no|agreed?|isn['’]?t (?:it|that)|is (?:that|it) (?:right|correct|ok)|true|shouldn['’]?t (?:it|s?he))\b\W*",
    re.IGNORECASE,
)
# "Confirm bag for today pls": the bag, label or chart is right where its dose is.
_CHECKS = re.compile(
    r"\b(?:confirm|verify|validate|check|double[- ]?check|co-?sign|sign off|countersign|release)(?:ing|ed)?(?: \w+){0,3}? (?:bags?|syringes?|cassettes?|orders?|prescriptions?|labels?|scripts?|rx|charts?|infusions?|drip|pump)\b(?! (?:filter|tubing|line|battery|alarm|lock|rates?))",
    re.IGNORECASE,
)
_A_DATE = re.compile(
    r"\b(?:when|(?:what|which) (?:date|day)|(?:first|last|final|end|start|starting|finish\w*|restart) (?:day|date)|(?:ends?|finish\w*|stops?|runs? (?:until|till|to))(?= on| when|\W*$))\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\bhow much\b[^.?!]{0,20}\b(?:in total|altogether|overall|in all)\b[^.?!]{0,60}\b(?:cycles?|course)\b|\b(?:total|cumulative|overall|altogether|in all)\b[^.?!]{0,30}\b(?:mcg|micrograms?|dose|drug|amount)\b[^.?!]{0,30}\b(?:cycles?|course)\b"
    r"|\b(?:cycles?(?: (?:\d|one|two|three|four|five))?|course)\s(?:total|cumulative)\b[^.?!]{0,30}\b(?:mcg|micrograms?|dose|drug|amount)\b"
    r"|\b(?:mcg|micrograms?|dose|drug|blin\w*)\b[^.?!]{0,40}\b(?:in total|altogether|overall|in all|for (?:the|all) (?:whole|entire|full|five|5)? ?(?:cycles?|course)|(?:the )?(?:whole|entire) (?:cycle|course))\b",
    re.IGNORECASE,
)
_AGENT = r"(?:i|we|you|she|he|they|it|nurse|nursing|pharmacy|(?:the |my |this |our )?(?:pt|patient|lady|man|woman|guy|gentleman|chap))"
_TIME_OF_DAY = r"(?:now|today|tonight|this (?:morning|afternoon|evening)|currently|actually|then|exactly|please|pls)"
# "What's he due", "what do I chart", "what goes in the box": with weight, cycle and day at hand that is a dose.
_DUE = re.compile(
    rf"\b(?:what|how much|which)(?:['’]?s)?(?: (?:is|are|was|should|do|does|did|would|will|must|shall|can|needs? to|ought to|has to|have to|am|are we|to|be|get|gets|still|meant|supposed|{_AGENT}|{_TIME_OF_DAY})){{0,6}} "
    r"(?:due|owed|chart(?:ed|ing)?|prescrib(?:e|ed|ing)|order(?:ed|ing)?|write(?: up| down)?|written(?: up| down)?|put (?:down|in)|enter(?:ed|ing)?|type(?: in)?|key(?: in)?|fill(?:ed)? in|stands?|belongs?|dispens(?:e|ed|ing)|"
    r"make up|made up|prepar(?:e|ed|ing)|compound(?:ed|ing)?|administer(?:ed|ing)?|infus(?:e|ed|ing)|transcribe[d]?|hang(?:ing)?(?: up)?|hung|giv(?:e|en|ing)|connect(?:ed|ing)?|program(?:me|med|ming)?(?: in)?|set (?:up|it to|it at)|running|go(?:es|ing)? (?:in|on|into|up))\b"
    r"(?!\s(?:for (?!her\b|him\b|them\b|today|tonight|now|this|the|my|c\d|cycle|day)|before|beforehand|first|after|against|with|as|if|when|wrong|about|regarding|mean|differently|off)|[^?.!]{0,25}\b(?:before(?:hand)?|prior|consent|notes?|letter|with it|alongside|filter|tubing)\b)",
    re.IGNORECASE,
)
# "What's the order for tomorrow?", "what should it be?"
_ORDER = re.compile(
    r"\bwhat(?:['’]?s| is| was| should| would| will| must)?(?: be)? (?:the|her|his|their|today['’]?s|tomorrow['’]?s|tonight['’]?s|my|our) (?:\w+ )?(?:order|prescription|script|rx|drug chart entry|mar entry|entry)\b"
    r"|\bwhat (?:should|ought|must|would) (?:it|that|this|they|the (?:rate|order|pump|chart|label|bag)) (?:to )?(?:be|read|say)\b(?! (?:about|for (?!today|tomorrow|now|her|him)))",
    re.IGNORECASE,
)
# "I was going to chart the usual 28 - right?": a dose that somebody means to give is to be confirmed.
_MEANS_TO_GIVE = re.compile(
    r"\b(?:giv(?:e|ing)|chart(?:ed|ing)?|hang(?:ing)?|run(?:ning)?|order(?:ed|ing)?|prescrib(?:e|ed|ing)|put(?:ting)?|us(?:e|ing)|start(?:ed|ing)?|stick(?:ing)?|keep(?:ing)?|writ(?:e|ing|ten)|set(?:ting)?|program\w*|enter(?:ed|ing)?|get(?:s|ting)?|assum\w+|expect\w*|make|made|need[s]?|stay(?:s|ing)?)"
    r"(?:\s(?:up|down|in|on|at|to|with|for|him|her|them|it|the|a|usual|full|standard|normal|flat|fixed|regular|same|old|adult|plain|dose|of|just|still)){0,5}\s\d{1,2}(?:\.\d{1,3})?(?:\s?(?:mcg|micrograms?|ug|[µμ]g)\S*)?(?: (?:a|per) day| daily| today| now| tonight| for (?:her|him|today))*"
    r"\W{1,4}(?:(?:is|was|am|are) (?:that|this|it|i|we) )?(?:yes|yep|right|correct|yeah|ok(?:ay)?|no|agreed?|fine|good|true|sound(?:s)? right|isn['’]?t (?:it|that)|wrong)\b[^?]{0,12}\?",
    re.IGNORECASE,
)
# "Do we go above 28?", for a heavy patient.
_BEYOND = re.compile(
    r"\b(?:go(?:es)?|give|gets?|needs?|run|dose|be|stay|capped|tops? out|max(?:es|ed)? out)\b[^.?!]{0,15}\b(?:above|over|beyond|past|more than|higher than|at|to)\s(?:the )?\d{1,2}(?:\s?mcg\S*)?(?: (?:a|per) day)?\s?\?",
    re.IGNORECASE,
)
# "Someone has ordered another bag at 28. Is that right?"
_IS_IT_RIGHT = re.compile(
    r"\b(?:bag|dose|order\w*|chart\w*|prescri\w+|script|label\w*|pump|infusion|running|written|wrote|put|set|on|blin\w*)\b[^.?!;]{0,40}\b\d{1,2}(?:\.\d{1,3})?(?:\s?(?:mcg|micrograms?|ug|[µμ]g)\S*)?(?: (?:a|per) day)?(?![\w.,]?\d|\s?(?:kg|kilos?|lb|cm|h\b|hours?|days?|ml|mg|%))[^?]{0,60}[.,;–-]\s(?:so )?(?:is|was|does|do|would)\s(?:that|this|it|s?he|you)\s(?:\w+\s){0,2}(?:right|correct|ok(?:ay)?|fine|appropriate|good|sensible|agree|accurate|due)\b",
    re.IGNORECASE,
)
# "Is this the morning we go up, and to what?"
_GOES_UP = re.compile(
    r"\b(?:is|was|isn['’]?t) (?:this|today|tonight|it|that) (?:the|when|where)\b[^?.!]{0,25}\b(?:go(?:es)?|step(?:s|ped)?|mov(?:e|es)|switch\w*|chang\w*|increas\w*|bump\w*) (?:up|over|to|the dose|dose)\b|\b(?:go(?:es|ing)?|step\w*|mov\w+|bump\w*) up(?: today| now| tonight)? (?:and )?to what\b"
    r"|\b(?:go(?:es|ing)?|step\w*|mov\w+|chang\w*|switch\w*|ris(?:es?|ing)|jump\w*|increas\w*|turn\w*)(?: up| over)? (?:from )?(?:the )?(?:\d{1,2}|five|nine|fifteen)(?: ?mcg\S*)? (?:up )?(?:in)?to (?:what|which|how (?:much|many))\b"
    r"|\b(?:go|step|move|change|rise|jump|increase)s?(?: up| over)? to(?: what)?\s?(?:\?|$)",
    re.IGNORECASE,
)
_AFTER_A_SENTENCE = re.compile(r"(?<=[.?!\n])")


def asks_of_the_day(question: str) -> int | None:
    """Return where a question asks for a dose, whether anything runs, or whether a dose is right; None where it does not.

    Meant for questions that state weight, cycle and day: without them such words ask for nothing that is calculated.
    """
    place = asks_dose(question)
    if place is not None:
        return place
    patterns = (_GOES_UP, _RUNS, _CONFIRMS, _CHECKS, _DUE, _MEANS_TO_GIVE, _BEYOND, _IS_IT_RIGHT, _ORDER)
    return next((match.start() for pattern in patterns if (match := pattern.search(question))), None)


def asks_for_days(question: str) -> bool:
    """Tell whether a sentence that asks, asks for first and last days and for no dose."""
    asking = [sentence for sentence in _AFTER_A_SENTENCE.split(question) if sentence.endswith("?")]
    return any(_A_DATE.search(sentence) and asks_dose(sentence) is None for sentence in asking)


def asks_total(question: str) -> bool:
    """Tell whether a question asks how much a cycle or the course takes in all."""
    return _TOTAL.search(question) is not None
