"""Turns that ask for an answer once more: why, where it is written, what it was, or whether it is right."""

import re

_AGAIN = re.compile(
    r"^\W*(?:but |and |ok(?:ay)? |so )?(?:what(?:['’]?s| is) the (?:exact )?(?:wording|text|quote)|(?:exact )?wording|why(?: (?:is|not|so|that|though|this))*(?: (?:that|this|it|so|\d+))?|how come|says who|sources?|reference|quote|citation|"
    r"where (?:does|do|did|is|are|was) (?:it|that|this|they|the (?:document|monograph|source))(?: \w+){0,4}|where(?:'s| is) (?:that|this|it)(?: \w+){0,4}|what (?:does|do|did) (?:it|this|that|they|the (?:document|monograph|regimen|assistant|source))s? (?:actually |really |then )?cover|"
    r"how (?:do|did|does|can) (?:you|it|u) (?:get|know|work|calculate|arrive|come up)(?: \w+){0,4}|"
    r"which (?:page|section|document|source)(?: \w+){0,4}|show me (?:that|this|it|where|the (?:source|quote|text|wording|words|rule|row))(?: \w+){0,4}|"
    r"on what basis|according to (?:what|who|whom)|explain(?: (?:that|this|it|why))?|(?:please )?say (?:(?:that|it) )?again|come again|pardon|repeat(?: (?:that|it))?|what (?:does|do) (?:it|they) (?:actually )?say)\W*$",
    re.IGNORECASE,
)
_SOMEONE = r"(?:everyone|everybody|colleague|consultant|attending|boss|registrar|pharmacist|pharmacy|doctor|prescriber?|physician|professor|senior|neurologist|fellow|nurse|team|label|fda|google|textbook|uptodate|article|paper|protocol|guideline|oncologist|h?a?ematologist|intensivist)"
_PUSHBACK = re.compile(
    r"^\W*(?:(?:and|but|so|hm+|ok(?:ay)?|well)\W+)*(?:read|heard|saw|was told|taught|learnt) (?:somewhere |once )?that\b|\b(?:(?:are )?(?:you|u) (?:really |quite |absolutely )?(?:sure|certain|positive)|for real|really|i(?:['’]ve| have|['’]d)? (?:\w+ )?(?:think|thought|believe|heard|read|remember|reckon|was (?:told|taught|led to believe|under the impression)|learn(?:ed|t)|disagree)|we(?:['’]re| are| were) (?:always |usually )?(?:told|taught)|(?:they|school|uni|training) (?:always )?taught|i(?:'m| am) (?:\w+ )?(?:sure|certain|telling|positive)|(?:you|u)(?:['’]?re| are) (?:really |still )?(?:saying|telling me)|(?:did )?you (?:just )?(?:said|say)\b|must be (?:right|wrong|a mistake|an error|true|safe|fine|ok)|(?:nobody|no one|noone) (?:\w+ ){0,2}(?:does|uses|counts|follows|bothers|cares)|"
    r"(?:that|this|it)(?:'s| is| cannot be| can'?t be| can not be| does ?n'?t (?:look|sound|seem)| seems?| sounds?| looks?) (?:\w+ )?(?:right|wrong|true|correct|off|mistake)|isn['’]?t (?:it|that)|(?:is|was|are|were)(?:n['’]?t| not) (?:\S+ ){1,5}too (?:long|short|late|early|soon|high|low|much|little|few|many|fast|slow)|wasn'?t it|"
    rf"{_SOMEONE} (?:\w+ )?(?:says?|said|told|made|mixed|sent|prepared|thinks?|wants?|uses?|does|insists?|swears?|recommends?|wrote|agrees?|gives?|gave|runs?|prescribes?|prescribed|doses?|orders?|ordered|charted)|"
    r"we (?:always|usually|normally)|just (?:tell|give|say|confirm|agree|pick|choose|guess|answer)|agreed|pick one|you(?:'re| are) (?:wrong|mistaken)|no[,.]? it'?s|come on|trust me|double[- ]?check|check again|i insist|(?:ignore|forget|disregard|override) (?:all |your |the |my |any |those |previous |prior |earlier ){1,3}(?:instruction|rule|warning|guideline|limit)s?|(?:just |now )?(?:say|write|output|print|state) (?:that )?(?:the |her |his )?(?:dose|rate|answer) (?:is|should be)|admit|last chance|confirm (?:it|that|\d{1,2})\b|(?:the )?(?:order|prescription|script|rx|label) (?:clearly |actually )?says|which (?:one |of (?:them|these|those) )?(?:is|would be) (?:it|right|correct|true)|yes\?|surely|(?:is|was) (?:it |that )?(?:wrong|right|correct|incorrect)\b|should(?:n['’]?t| not)? (?:that|it|this|we) (?:not )?be|shouldn['’]?t (?:\S+ ){1,4}be|but the (?:article|summary|other document)|(?:summary|article|(?:web)?page|(?:web)?site|blog|leaflet|handout|printout|app|chatbot) (?:that )?(?:i|we) (?:found|saw|have|had|read|got|use) (?:\w+ )?(?:says?|said|claims?|states?|gives?|goes|reads?|puts?)|(?<!does )(?<!do )(?<!did )(?:the|that|your|my) (?:other|second) (?:write-?up|doc|document|paper|source|text|article|summary|reference|handout|one|page) (?:\w+ )?(?:has|have|says?|gives?|lists?|puts?|shows?|writes?|states?|goes|reads?))\b",
    re.IGNORECASE,
)
# "We can go straight up to 28, no?"
_TAGGED = re.compile(
    r"(?:,\s{0,2}(?:no|yes|yeah|yep|right|correct|ok(?:ay)?|surely|innit)|\b(?:yeah|right|correct|innit|surely))\s{0,2}\?+\s*$",
    re.IGNORECASE,
)
# "Rounds to 45 though, so 28?", "it's over 45 with clothes on, so the flat dose then?": what would follow is concluded.
_CONCLUDED = re.compile(
    r"\S[,;.–-]?\s(?:so|then|hence|therefore|meaning|which makes it|that makes it) (?:(?:it['’]?s|that['’]?s|she|he|they|we|i|can|could|gets?|give|run|use|is|just|would be|the) ){0,4}"
    r"(?:\d{1,2}(?:\.\d+)?(?: ?(?:mcg|micrograms?|ml/h))?|(?:flat|fixed|full|bsa|higher|lower)(?: (?:dose|dosing|rate|band))?|continue|carry on|restart|no (?:need|filter|dex|hold))\b(?: (?:then|dose|instead|right|per day|a day))*\s?\?\W*$",
    re.IGNORECASE,
)
# "No exceptions?", "always?", "for everyone?".
_WITHOUT_EXCEPTION = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|but|really|then)\W+)*(?:(?:no|any|without) exceptions?(?: (?:at all|ever|to (?:it|that)))?|always|never|never ever|ever|in (?:all|every|any) cases?|under (?:any|no) circumstances|definitely|100 ?%|even then|regardless|no matter what|even (?:if|when|though|so)\b[^\d?]{0,60})\W*\?\W*$",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"^(?!\W*(?:do|does|did|what|which|where|who|how|is|are|can|should|would)\b)[^?]{0,60}\b(?:says?|said|reckons?|insists?|advis\w+|recommend\w*|wants?|suggests?|told) (?:\w+ ){0,3}?(?:resum\w*|restart\w*|continu\w*|carry on|hold|stop|give|flush|fine|ok(?:ay)?|flat|just)\b",
    re.IGNORECASE,
)
# "Just assume the same as cycle 5", of what no rule covers.
_AS_IF = re.compile(
    r"\b(?:assum\w*|pretend\w*|treat(?:ing)? (?:it|this|that|her|him)|count(?:ing)? (?:it|this|that)|call(?:ing)? (?:it|this|that)|same as|as if|as though|as per|just (?:use|give|do|take|go|repeat|copy|run|carry)|go by|go with|like (?:in )?(?:cycle|c) ?\d)\b",
    re.IGNORECASE,
)
_WHERE_IT_SAYS = re.compile(
    r"^\W*(?:(?:but|and|ok(?:ay)?|so|sorry|hm+)\W+)*(?:where(?:abouts)?|which (?:page|section|document|part|line)|show me where)\b[^?]{0,60}?\b(?:say|says|said|state[sd]?|written|stand|stands|mention\w*|find|from|come|comes)\b",
    re.IGNORECASE,
)
# "Strictly above, or does equal count?": of the limit that the answer before names.
_OF_THE_LIMIT = re.compile(
    r"\b(?:strictly (?:above|over|more|greater|below|under|less)|inclusive(?:ly)?|exclusive(?:ly)?|(?:does|do|would|is|are) (?:an? )?(?:equals?|equality)\b|or equal|equal (?:to )?(?:counts?|too|as well|included)"
    r"|(?:over|above|under|below|within|past|beyond) (?:the|that) (?:limit|threshold|cut-?off)"
    r"|(?:exactly|(?:right |just |bang |dead )?(?:on|at)) (?:at |on )?(?:the|that) (?:limit|threshold|cut-?off|line|border)|(?:limit|threshold|cut-?off) itself)\b",
    re.IGNORECASE,
)
_MOST_WORDS_ON_A_LIMIT = 12
_WHY = re.compile(r"^\W*(?:but |and |ok(?:ay)? |so |hm+,? )*(?:why|how come)\b", re.IGNORECASE)
_WHAT_WAS_USED = re.compile(
    r"^\W*(?:and |so |but |ok(?:ay)? )*(?:which|what) (?:\w+ ){1,3}(?:did|do|have|are|is|was|were) (?:you|u|it|that|this) (?:\w+ )?(?:us\w+|tak\w+|bas\w+|assum\w+|go\w+ (?:by|on|with))\b"
    r"|^\W*(?:(?:and|so|what is (?:that|it)|what['’]?s (?:that|it)|that['’]?s|thats|how much is (?:that|it))\W+)*in (?:kgs?|kilos?|kilograms?|pounds?|lbs?|cm|m2|m²|mcg)(?: (?:that|it)?(?:['’]?s| is)?(?: what)?)?\W*$"
    r"|^\W*(?:and |so )*(?:based on|using|assuming|from) (?:which|what) (?:weight|height|bsa|formula|day|cycle|grade)\b",
    re.IGNORECASE,
)
# "What other tests did you list?": of the answer before.
_WHAT_WAS_LISTED = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|sorry)\W+)*(?:what|which)(?: (?:other|else|more))? ?(?:\w+ ){0,3}(?:did you|you|did it|was|were) (?:\w+ )?(?:list|listed|mention|mentioned|name|named|say|said|give|gave|quote|quoted)(?: (?:there|before|above|again|in (?:it|the row)))?\W*$",
    re.IGNORECASE,
)
_SAME_ASKED = re.compile(
    r"^(?:(?:ok(?:ay)?|so|then|and|now|well|right|sorry|thanks|cheers|remind me|tell me again)\b|\W)*+(?:(?:(?:the )?(?:dose|rate|answer|plan) )(?:(?:is|stays|still|remains) ){0,2}(?:unchanged|the same|same|no different)|(?:what(?:'s| is)? )?(?:the |his |her )?(?:dose|rate|action|plan)|what(?:'s| is)? (?:now|then|next)|what do (?:i|we) (?:do|give|run)(?: now| then)?|(?:at |on |with )?(?:what|which) (?:dose|rate|step)|dose|how much(?: then| now)?|what should (?:i|we) (?:do|give)|what was (?:it|(?:the|that|her|his) (?:dose|rate|answer|action))(?: again)?|(?:what )?(?:the )?(?:dose|rate) (?:was|were)(?: that| it)?(?: again)?|what (?:should|ought|must|would|does|did) (?:it|that|this|they|the (?:order|label|chart|bag|script|prescription)|she|he) (?:to )?(?:be|read|say|get|have)(?: instead)?|what (?:dose|rate) was (?:that|it)(?: again)?|(?:the )?dose again)(?: then| now| for (?:him|her|them))?\W*$",
    re.IGNORECASE,
)

_WHAT_FOLLOWS = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|but|right|well|thanks|cheers|great)\W+)*(?:now|then|next|what(?:'s)? (?:now|then|next)|(?:now|then) what|and|so)\W*$",
    re.IGNORECASE,
)


def asks_again(question: str) -> bool:
    """Tell whether a turn asks for the same answer again: why, and where it is written."""
    return _AGAIN.match(question) is not None or _WHAT_WAS_LISTED.match(question) is not None


# "And the pump meanwhile?": what the row says of the infusion is asked for.
_MEANWHILE = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|then|what about|how about|what happens to|what of|what do (?:i|we) do with)\W+)*(?:the |her |his |their |my |our )?(?:pump|infusion|drip|bag|blin\w*|drug|treatment|line|chemo)"
    r"(?: (?:be|is|stays?|keeps?|goes|runs?|running|off|on|held|stopped|or|itself|do|to))* (?:meanwhile|in the mean ?(?:time|while)|in between|until then|till then|for now|for the moment|while (?:we|they|she|he|that|this|you)\b[^?]{0,40}|during (?:that|this)|in the interim)\W*$"
    r"|^\W*(?:(?:and|so|but)\W+)*(?:meanwhile|in the meantime)\W+(?:does |is |should |do (?:i|we) )?(?:the )?(?:pump|infusion|drip|bag|blin\w*|drug|treatment)\b[^?]{0,25}\W*$",
    re.IGNORECASE,
)


def asks_of_the_meantime(question: str) -> bool:
    """Tell whether a turn asks what becomes of the infusion while a toxicity lasts."""
    return _MEANWHILE.search(question) is not None


def asks_where_it_says(question: str) -> bool:
    """Tell whether a turn asks where something is written, of whatever: "where does it say 5 is the max?"."""
    return _WHERE_IT_SAYS.search(question) is not None


def takes_as_if(question: str) -> bool:
    """Tell whether a turn wants something taken as something else that a rule covers."""
    return _AS_IF.search(question) is not None


def doubts(question: str) -> bool:
    """Tell whether a turn doubts the answer before."""
    return any(pattern.search(question) for pattern in (_PUSHBACK, _ADVICE, _TAGGED, _CONCLUDED, _WITHOUT_EXCEPTION))


def asks_of_the_limit(question: str) -> bool:
    """Tell whether a turn asks whether a limit itself counts, and tells no number: "inclusive?"."""
    is_short = len(question.split()) <= _MOST_WORDS_ON_A_LIMIT
    return is_short and not any(c.isdigit() for c in question) and _OF_THE_LIMIT.search(question) is not None


def asks_why(question: str) -> bool:
    """Tell whether a turn asks for a reason: a number in it is talked of, not told."""
    return _WHY.match(question) is not None


def asks_what_was_used(question: str) -> bool:
    """Tell whether a turn asks what a calculation took: the formula, the weight."""
    return _WHAT_WAS_USED.search(question) is not None


def asks_the_same(question: str) -> bool:
    """Tell whether a turn asks once more what was asked, after something new was told ("so what dose?")."""
    return _SAME_ASKED.match(question) is not None


def asks_what_follows(question: str) -> bool:
    """Tell whether a turn asks what to do now, and nothing else ("and now?", "so what next?")."""
    return _WHAT_FOLLOWS.match(question) is not None
