"""What the words of a question ask for: an action, a dose, a rate, dates, or how things are."""

import re
from dataclasses import dataclass

from assistant.conversation.blood_counts import counts_told
from assistant.conversation.declining import is_emergency
from assistant.conversation.stated import Reading
from assistant.conversation.toxicities import Toxicity
from assistant.knowledge.aspects import Aspects


@dataclass(frozen=True)
class Text:
    """A question as the rules see it. patient: it speaks of one patient; before: toxicities of the past, beside those of now."""

    question: str
    asked: Aspects
    reading: Reading
    toxicities: tuple[Toxicity, ...]
    patient: bool
    before: tuple[Toxicity, ...] = ()


_BODY = frozenset({"weight_kg", "height_cm", "bsa_m2", "age_years"})
_PATIENT = re.compile(
    r"\b(?:my|our|this|that|the next|next|new) (?:patient|pt|lady|gentleman|man|woman|guy|adult|chap|bloke|fella|lad|fellow|client|inpatient)s?\b|\bpts?\b|^(?:the )?patient (?:has|is|had|weighs|on|with|developed|got)\b|\b(?:she|he|her|him|his|mr|mrs|ms)\b|\b(?:an?|the|this) (?:[\w-]+ )?(?:lady|gentleman|bloke|chap|guy|fella|lad)\b|\b(?:pt|patient|lady|gentleman|man|woman|guy) of (?:mine|ours)\b|\bone of (?:my|our|the) (?:pts|patients|ladies|gentlemen|men|women|guys)\b"
    r"|\b(?:today'?s?|tonight'?s?|this morning|this afternoon|this evening|yesterday|overnight|last night|just now|came back|(?:bed|room|bay|cubicle) \d+|(?:i have|i've got|we have|we've got|there's|here's|got) an? (?:new |young |old |elderly |\d+[- ]?(?:year[- ]old|yo|y/o|kg) )?(?:patient|pt|man|woman|lady|gentleman|guy|male|female|adult))\b|(?<!\w)\?\s?[A-Za-z]",
    re.IGNORECASE,
)
# What has just begun happens to somebody: "20 min in", "after 9 h", "now what".
_HAPPENING = re.compile(
    r"\b\d{1,3} ?(?:min|mins|minutes|h|hr|hrs|hours?) (?:in|into|after)\b|\bafter \d{1,3} ?(?:min|mins|minutes|h|hr|hrs|hours?)\b|\b(?:what|now|so what) (?:now|what|next)\b|\bwhat (?:do (?:i|we) do|should (?:i|we) do) (?:now|next)\b",
    re.IGNORECASE,
)
# Words for how someone is, not for what there is: they are said of a patient.
_STATE = re.compile(
    r"\b(?:confused|encephalopathic|drowsy|somnolent|obtunded|aphasic|dysphasic|disoriented|delirious|agitated|jaundiced|tremulous|shaky|"
    r"febrile|hypotensive|tachycardic|seized|fitted|convulsed|deranged|muddled|incoherent|hallucinating)\b",
    re.IGNORECASE,
)
# "No particular patient": the rule is asked for.
_OF_NOBODY = re.compile(
    r"\b(?:no|without an?|not (?:for|about|on|of) (?:an?|any|one)) (?:(?:particular|specific|actual|real|certain|current|single|live|one) )?(?:patient|pt|case|person)s?\b(?: in mind)?",
    re.IGNORECASE,
)
ABOUT_THINGS = re.compile(
    r"\b(?:how common|how often|how soon|how long after|how likely|frequency|incidence|(?:do|does|did)\b[^.?!]{0,40}\b(?:get|have|see|suffer|develop) (?:more|fewer|less|worse) (?:[\w-]+ ){0,4}(?:side[- ]effects|events|toxicity|problems|reactions)|side[- ]effects (?:[\w-]+ ){0,6}than|(?:is|are) (?:that|it|this|they|those) (?:any )?(?:rarer|commoner|rare|common|(?:more|less|as) (?:common|rare|frequent|often|likely))|multiples?\b[^?.]{0,30}\b(?:call|count|define|use[sd]?)|rates? of (?:crs|icans|neuro\w*|seizure|infusion)|percent(?:age)?|(?:proportion|share|fraction|portion) (?:of (?:\w+ )?(?:patients|people|pts|adults|cases|them|those)|with|who)|"
    r"(?<!no )(?<!without )(?<!free of )(?<!any )(?<!all )symptoms?(?! (?:have |has |are |were |all |now |are all |have all )?(?:to (?:be |have )?)?(?:gone|re?solv\w*|settl\w*|better|improv\w*|subsid\w*|disappear\w*|clear\w*|free))|signs?|look like|(?:what|how|which)\b[^.?!]{0,40}\blooks like|definition|define[sd]?|(?:what|which)\b[^.?!]{0,60}\bmeans?|meaning|mean by|what'?s meant|stands? for|counts? as|qualif\w+ as|what(?:'s| is| are) (?:crs|icans|neurotoxicity|a seizure|cytokine)|"
    r"what(?: \w+){0,5} makes?|why|causes?|risk|when (?:does|do|will|is|are) (?:crs|icans|neuro|seizure|cytokine|they)|in (?:what|which) (?:way|respect|sense)s?|(?:do|does) (?:older|elderly|old|younger|small|heavier|light) (?:pts?|patients?|people|adults?|folk|ones)|(?<!after )(?<!since )(?<!from )onset(?! (?:yesterday|today|tonight|overnight|this (?:morning|evening|afternoon|am|pm)|last night|(?:was |on |at )?(?:day|c) ?\d|at \d|\d|was (?:yesterday|today|last night|overnight)|around|about \d))|prevent\w*|prophyla\w*|"
    r"monitor\w*|assess\w*(?! (?:\w+ )?(?:as|at|to be) )|(?:is|are|get|how|be) graded|(?:what|which)(?: \w+){0,4} grade (?:with|by|on|using|against|them|these)|how (?:is|are|do|to|would|should)(?: \w+){0,3} graded?(?! \d)|graded (?:by|using|on|according|with)|grading|(?:which|what|grading|astct|ctcae) scale|scale (?:for|is|do|to)|"
    r"(?:which|what) (?:pts?|patients?|people|adults|folks?|ones)\b(?=[^?.]{0,40}\b(?:worr\w+|fret\w*|fear\w*|concern\w*|careful|risk\w*|prone|likely|watch\w*|look\w*|develop|get)\b)|(?:what|which) (?:kinds?|sorts?|types?) of (?:\w+ ){0,2}(?:problems?|troubles?|events?|effects?|issues?|complications?)|"
    r"how (?:high|low|bad|severe|much|many|long|sick|unwell)\b[^.?!]{0,30}\b(?:has|have|need|needs|must|got|ought) (?:to )?(?:be|get|go)\b[^.?!]{0,20}\b(?:for (?:it|this|that|crs|icans)|to (?:be|count|qualify)|before it)\b|what (?:exactly |precisely |actually )?(?:is|are) an? (?:\w+ ){0,2}(?:grade|gr|g) ?[1-4]\b(?! (?:dose|action|plan|restart))|in terms of|criteria|consent|counsel\w*|teach|reporting|report to|driv\w*|pregnan\w*|guidelines?|trials?|(?<!case )study|(?<!case )studies|evidence|compare[sd]?|(?<!opinions )(?<!views )(?<!graders )(?<!assessors )(?<!we )(?<!they )(?<!notes )(?<!colleagues )(?<!doctors )(?<!teams )differ(?!ent (?:thing|patient|pt|lady|gentleman|man|woman|person|one|case|topic|question|problem|bed)\b)\w*|"
    r"(?:on|in) the (?:ae|adverse[- ](?:effects?|events?|reactions?)|side[- ]effects?) (?:table|list|section)s?|where (?:does|do|will|would) (?:it|this|that|the \w+) (?:send|refer|point|direct)|in[- ]depth|write-?ups?|"
    r"(?:look|watch)(?:ing|ed)? (?:out )?(?:for|hardest|closest|most)|scoring|(?:to|we|you|i|is it|is crs|is icans) score[sd]?(?! (?:of )?\d)|(?:which|what) (?:paper|document|publication|article|reference)s?|(?:want|have|like) us to read|read (?:about|up on)|"
    r"according to the summary|summary|listed|mentioned|reported (?:in|by|rate)|do (?:the|both) documents)\b",
    re.IGNORECASE,
)
_DOSE = re.compile(
    r"\b(?:dos(?:e|es|ing|age)(?! (?:recommendations?|guidance|advice|mtx|methotrexate|cytarabine|ara-?c|chemo\w*|cyclophosphamide|busulfan|melphalan|steroids?|vitamin\w*)\b)|how much(?! (?:(?:is|was|are|do|does|did) (?:\w+ ){0,2})?(?:known|know|understood|experience|evidence|data|information|research|time|longer|risk|notice|detail|of an? (?:risk|problem|concern)))|how many (?:mcg|micrograms?)|mcg|micrograms?|ug|run(?:ning)? at per day|per day|(?<!after )(?<!within )(?<!in )(?<!for )(?<!about )(?<!lasted )(?<!took )a day(?![ -](?:case|unit|patient|ward|hospital|pass|cent(?:re|er)|clinic|out|off|trip|visit)\b)|/ ?day|(?<!(?:phone|check|visit) (?:her|him) )(?<!(?:call|ring|text) (?:her|him) )(?<!see (?:her|him) )daily(?! (?:[\w-]+ ){0,2}(?:visits?|attend\w*|checks?|clinics?|reviews?|bloods?|labs?|monitor\w*|obs\w*|assess\w*|exam\w*|handwriting|weigh\w*|phone|calls?|cbc|lfts?|neuro\w*|basis)\b)|"
    r"(?:work(?:ing)? out|calculate|compute|figure out) (?:(?:a|her|his|the|my|this) )?(?:blin\w*|bag)|"
    r"(?:(?:9|nine) or (?:the )?(?:28|twenty[ -]eight)|(?:28|twenty[ -]eight) or (?:the )?(?:9|nine)|(?:5|five) or (?:the )?(?:15|fifteen)|(?:15|fifteen) or (?:the )?(?:5|five))(?= ?[?.,;!]|$| mcg)|(?:check|verify|confirm|validate)(?:ing)? (?:\w+ ){0,2}(?:order|prescription|label|script)(?= ?[?.,;:!]|$| for| of| please)|what(?:'?s| is| should be| is currently) (?:running|going in|infusing|hanging)(?= ?[?.,;!]|$| now| today| at)|any blin\w*(?= ?[?.,;!]|$| now| today| at all)|"
    r"(?:be|is|are|s?he'?s|supposed to be) (?:on|getting|receiving)(?= ?[?.,;!]|$| now| today| per| for|\?))\b|\b(?:be|get|getting|receiving) on\?|[µμ]g\b",
    re.IGNORECASE,
)
_BE_ON = re.compile(
    r"\bwhat['’]?s (?:she|he|they|(?:the|my|this|our) (?:pt|patient|lady|man|woman|gentleman)) (?:(?:now|meant|supposed|to|be|still) ){0,4}(?:on|getting|receiving|running(?: at)?|having|due)\b(?! (?:about|for|with)\b)|"
    r"\bwhat (?:should|would|will|must|does|do|is) (?:\w+ ){0,4}?(?:be (?:on|getting|receiving|given)|get|receive|on|getting)\b(?! (?:to|for|with)\b)",
    re.IGNORECASE,
)
_RUN_AT = re.compile(
    r"\bwhat(?:['’]?s| is| are)\b(?![^?]{0,80}\b(?:bag|cassette|pump)) (?:[\w/]+ ){1,4}?(?:meant|supposed|due|scheduled|planned|ordered|prescribed) (?:to (?:be )?(?:running|run|go|going|on|at|getting|get|receiving|receive)|on|at)\b|\bwhat (?:should|does|do|must|will|would)(?![^?]{0,80}\b(?:bag|cassette|pump)) (?:[\w/]+ ){1,6}?(?:run|be running|go) at\b",
    re.IGNORECASE,
)
_GIVE_AT = re.compile(
    r"\bwhat (?:do|should|must) (?:i|we|you) (?:hang|put up|hook up|connect|set up)\b(?=[^\w]*(?:$|for|now|today|tonight))|\b(?:does|is|should|would|will) (?:she|he|they|the (?:pt|patient)|it) still (?:get|getting|receive|receiving|on|run|running|infus\w+)(?: (?:it|blin\w*|the (?:drug|infusion|dose)))?(?=\s{0,2}(?:[?.,;]|$|now|today|tonight))|\bwhat (?:do|should|would|must|can) (?:i|we|you) (?:give|run) (?:(?:at|to|for|on|in|an?|the|exactly) ){0,3}(?=\d|c ?\d|cycle|day)(?![^?]*\b(?:before|prior|pre-?med\w*)\b)",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\b(?:rates?|(?:ml|cc) ?/ ?h\w*|cc per hour|mls? (?:per|an) hour|speed|how fast|run|runs|running|pump|volume|overfill|set (?:it|the pump)|infus\w+ at|(?:key|punch|dial|type|tap|put|enter)(?:ed|ing|s)? (?:it |that |this )?in(?:to)?|program\w*|cadd)\b",
    re.IGNORECASE,
)
# The rate of something that happens is none of a pump.
_NOT_OF_PUMP = "".join(
    f"(?<!{what} )"
    for what in (
        "dose",
        "remission",
        "response",
        "responder",
        "survival",
        "relapse",
        "recurrence",
        "infection",
        "heart",
        "pulse",
        "respiratory",
        "resp",
        "failure",
        "event",
        "success",
        "cure",
        "clearance",
        "conversion",
        "negativity",
        "mortality",
        "death",
        "discontinuation",
        "completion",
        "cr",
        "os",
        "mrd",
        "crs",
        "icans",
        "neurotoxicity",
        "neuro",
        "seizure",
        "incidence",
        "toxicity",
        "reaction",
        "transplant",
    )
)
_PUMP_RATE = re.compile(
    rf"{_NOT_OF_PUMP}\brate\b(?! of (?:crs|icans|neuro\w*|seizure|response|infection|relapse))|\bwhat (?:do|should|must|shall) (?:i|we|you) (?:set|type|key|put|punch|programme?|dial|enter)(?: \w+){0, 3} pump\b|\b(?:pump |infusion )?speed\b(?! of (?:onset|recovery|response))|\b(?:ml|cc) ?/ ?h\w*|\bmls? (?:per|an) hour\b|\b(?:set|program\w*) (?:it|the pump)\b|\bhow fast (?:does|do|should|must|will|to) (?:it|this|that|i|we|the bag|run)\b",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(
    r"\b(?:schedule|calendar|dates?|timetable|timeline|plan|when (?:will|does|do|is|should|would)|finish\w*|ends?|last day|course|cycles?)\b",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"\b(?:schedule|calendar|timetable|time-?line|(?:wall|year|month|date|course|treatment|cycle)[ -]?(?:planner|chart|plan)|planner|itinerary|road-?map|gantt|"
    r"(?:all (?:of )?|all my |key |full list of |list of |the )?(?:her |his |their |the |relevant |important |main |treatment |start |cycle )*dates (?:for|of|over|through|across|throughout) (?:the |her |his |all |a )?(?:whole|entire|full|all|complete|\d|five|course|treatment|cycles?)|"
    r"(?:whole|entire|full|complete) (?:course|treatment|regimen|thing)\b[^.?!]{0,30}\b(?:dates?|days?|mapped|laid out|planned)|(?:map|lay|plan|set|work|write) out (?:the |her |his |all )?(?:whole |entire |full |complete )?(?:course|dates|cycles|treatment)|(?:give|send|show|list|need|want|get) (?:me |us )?(?:all |the |her |his ){0,2}dates|all (?:the |her |his )?(?:dates|start days)|every date|date by date)\b",
    re.IGNORECASE,
)
_BSA = re.compile(
    r"\b(?:bsa|(?:body )?surface(?: area)?|mosteller|du ?bois|haycock)\b"
    r"|\b(?:what(?:['’]?s| is| are| would be)?|how many|find|work out|calculate|get|give|need)(?: me| us)? (?:(?:the|her|his|their) )?(?:m2|m²|m\^2|sq(?:uare)? met(?:er|re)s?)(?!\w)",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"\b(?:what (?:do|should|to|now|next|happens|action)|manag\w*|handle|hold|stop|restart\w*|re-?start|resum\w*|discontinu\w*|continu\w*|"
    r"dos(?:e|ing)|modif\w*|adjust\w*|action|next|now|give|keep|carry on|rechallenge|re-challenge|do i|do we|should i|should we|can i|can we|infusion|plan)\b",
    re.IGNORECASE,
)
_WHAT_TO_DO = re.compile(
    r"\b(?:what (?:am i|are we) (?:meant|supposed) to do|what (?:do(?! (?:they|you|the \w+|both(?: \w+)?|documents|those|these(?: \w+)?) (?:\w+ )?(?:say|state|mean|recommend|call|count|mention|write|think|suggest))|should|to|now|next|action)|what happens (?:now|next|then|(?:\w+ )?with|to)|(?:pump|infusion|bag|blin\w*|drug) (?:on or off|off or on)|done (?:now )?(?:with|about) (?:the |her |his )?(?:infusion|blin\w*|drug|pump)|what becomes of|what'?s? (?:is )?the (?:plan|action)|manage (?:this|it|her|him)|hold|stop|restart\w*|re-?start|resum\w*|discontinu\w*|"
    r"continu\w*|next step|keep (?:going|it|the|running|her|him|on|blin\w*)|carry on|stay (?:on|at)|leave (?:it|her|him|the)|be (?:held|stopped|paused|continued|resumed|restarted)|proceed|go ahead|rechallenge|re-challenge|(?:turn|switch|shut|take) (?:\w+ ){0,3}off|(?:stays?|keep|leave|remains?) (?:\w+ )?(?:off|stopped|out)|(?:off|stopped|over|done) (?:for good|permanently|forever|altogether)|for good)\b",
    re.IGNORECASE,
)
RESTART = re.compile(
    r"\b(?:restart\w*|re-?start\w*|resum\w*|reiniti\w*|(?:start(?:ing|ed)?|running|run|going|go|hung|hang|connected|switched on|turned on) again|back (?:up and running|on again|up again)|(?:go|goes|going|come|comes|coming) back (?:on|up)(?= (?:when|once|after|if)\b))\b",
    re.IGNORECASE,
)
_TERSE_WORDS = 7


def is_patient(question: str, reading: Reading) -> bool:
    """Tell whether a text speaks of one patient: a measurement, an age, a state, or words for a person or a time of now."""
    named = reading.stated.keys() | reading.unclear.keys()
    measured = _BODY | {"alt", "ast", "lft", "bilirubin"}
    told = _OF_NOBODY.sub(" ", question)
    is_told = any(pattern.search(told) for pattern in (_PATIENT, _STATE, _HAPPENING))
    return bool(measured & named) or is_told or bool(counts_told(question))


def is_about_things(text: Text) -> bool:
    """Tell whether a question is on how things are; what to do about one patient is not, whatever else it names."""
    if not ABOUT_THINGS.search(text.question) or is_emergency(text.question):
        return False
    return not (text.patient and _WHAT_TO_DO.search(text.question))


def asks_dose(question: str) -> int | None:
    """Return where a question asks for a dose, None where it does not."""
    return _first(question, _DOSE, _BE_ON, _GIVE_AT, _RUN_AT)


def asks_rate(question: str) -> int | None:
    """Return where a question asks for a rate, None where it does not."""
    return _first(question, _RATE)


def asks_pump_rate(question: str) -> int | None:
    """Return where a question asks for a pump's rate and nothing else that "run" may mean, None where it does not."""
    return _first(question, _PUMP_RATE)


def asks_dates(question: str) -> bool:
    """Tell whether a question asks for dates."""
    return _SCHEDULE.search(question) is not None


def asks_calendar(question: str) -> bool:
    """Tell whether a question asks for a schedule by name."""
    return _CALENDAR.search(question) is not None


def asks_bsa(question: str) -> int | None:
    """Return where a question asks for a body surface area, None where it does not."""
    return _first(question, _BSA)


def asks_action(question: str) -> bool:
    """Tell whether a question asks what to do."""
    return ACTION.search(question) is not None


def asks_restart(question: str) -> bool:
    """Tell whether a question is on restarting."""
    return RESTART.search(question) is not None


def asks_what_to_do(question: str) -> bool:
    """Tell whether a question asks what to do with the infusion."""
    return _WHAT_TO_DO.search(question) is not None


def is_terse(question: str) -> bool:
    """Tell whether a turn is a few words and no sentence."""
    return len(question.split()) <= _TERSE_WORDS and not question.rstrip().endswith("?")


def is_short(question: str) -> bool:
    """Tell whether a turn is hardly more than its facts."""
    return len(question.split()) <= _TERSE_WORDS + 3


def _first(question: str, *patterns: re.Pattern[str]) -> int | None:
    return min((match.start() for pattern in patterns if (match := pattern.search(question))), default=None)
