"""Patterns of a number with its unit. Each reads a number whole; what stands in its way makes it fail, never shorten."""

import re

from assistant.conversation.numerals import DIGITS, SIGNED, UNSIGNED, WORDS, WORDS_BEFORE_A_HALF

NUMBER = rf"{SIGNED}(?P<number>{DIGITS})"
_SPELLED = rf"(?:{SIGNED}(?P<number>{DIGITS})|(?<!\w)(?P<spelled>{WORDS}))"
_SECOND = rf"(?:(?P<between>\s{{0,2}}(?:->|→|-|–|—|−|to|or|/|and|\.\.)\s{{0,2}})(?P<second>{DIGITS}|(?:{WORDS})))?"
_LEAD = (
    r"(?:(?P<lead>~|≈|≥|≤|>=|<=|(?<!-)>|<|\b(?:approx|ca)\b\.?|\b(?:about|approximately|around|roughly|circa|nearly|almost|maybe|under|"
    r"below|over|above|beyond|past|at least|at most|less than|more than|fewer than|higher than|lower than|lighter than|heavier than|smaller than|larger than|"
    r"bigger than|shorter than|taller than|up to|within|greater than|in excess of|exceed(?:s|ed|ing)?)\b)(?:\s(?:the|that)\b)?)?\s{0,2}"
)
_ISH = r"(?P<ish>-?ish\b)?\s{0,2}"
# "5 ft 3" and "10 st 7" end with a number without its unit; what follows must not be another unit.
_NO_OTHER_UNIT = (
    r"(?:(?=\s{0,2}(?:[.,;:?!)]|$))|(?<! and \d)(?<!,\d)(?<!, \d)(?<!,\d\d)(?<!, \d\d)(?!\w|\s{0,2}(?:ft|feet|foot|'|’|′|kg|kilo|cm|m\b|met|lbs?\b|pound|st\b|stone|days?\b|d\b|h\b|hrs?\b|"
    r"hours?\b|weeks?\b|wks?\b|y|mcg|mg|x\b|×|%|/|cycles?|seizures?|fits?|bags?|times|grade)))"
)


MASS = re.compile(
    rf"{_LEAD}{NUMBER}{_SECOND}\s{{0,2}}{_ISH}(?:[(\[](?=(?:kg|lb)s?\s?[)\]])|in\s(?=(?:kg|kilos|lbs|pounds)\b))?(?P<unit>kgs?|kilos?|kilogram(?:me)?s?|lbs?|pounds?|#)(?!\s?/\s?m)(?![\w²])",
    re.IGNORECASE,
)
# "Sixty-four kilos": tens and more; what stands before it must not make it a range or a part of a number.
SPELLED_MASS = re.compile(
    rf"{_LEAD}(?<!\w)(?<!or )(?<!to )(?<!and )(?<!-)(?<!\d )(?<!one )(?<!two )(?<!three )(?<!four )(?<!five )(?<!six )(?<!point )(?P<spelled>(?=twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety){WORDS})[\s-](?P<unit>kgs?|kilos?|kilogram(?:me)?s?|pounds|lbs)\b",
    re.IGNORECASE,
)
# In words, five stone to forty-nine: what stands before them must not make them a part of a number.
_SPELLED_STONE = (
    rf"(?<![\w-])(?<!hundred )(?<!and )(?<!or )(?<!to )(?<!\d )(?P<spelled>(?=f|s|e|n|t|thirt|fort){WORDS})"
)
_INCHES_OR_POUNDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen)\b(?![ -]?(?:and a half|point|a half))"
)
STONE = re.compile(
    rf"{_LEAD}(?:{NUMBER}\s{{0,2}}(?:(?<!\b1)(?<![02-9]1)st|(?<=\s)st|stones?)|{_SPELLED_STONE}[\s-]stones?)\b\.?(?:[\s,]{{0,3}}(?:and )?(?P<rest>(?:1[0-3]|\d)(?:[.,]\d{{1,3}}+)?+(?!\d|[.,]\d)|{_INCHES_OR_POUNDS})"
    rf"(?:\s{{0,2}}(?:lbs?|pounds?)\b|{_NO_OTHER_UNIT}))?",
    re.IGNORECASE,
)
GRAMS = re.compile(
    rf"(?P<weighs>(?:\bwt|\bweighs?|\bweight)\b\D{{0,12}})?(?<!\d )(?<!\d){NUMBER}\s{{0,2}}(?:g|grams?|grammes?)\b(?!\s?/)",
    re.IGNORECASE,
)
METRES_AND_CENTIMETRES = re.compile(
    rf"{_LEAD}{UNSIGNED}(?P<number>[12])\s?m(?:et(?:er|re)s?)?(?:\s|\sand\s)?(?P<rest>\d{{2}})(?!\d|[.,]\d)(?:\s?cms?\b|(?!\w))"
    r"(?!\s{0,2}(?:kg|kilo|lbs?\b|pound|st\b|stone|y\b|y/?o|years?|days?|h\b|hours?|mcg|mg|%|x\b|×))",
    re.IGNORECASE,
)
CENTIMETRES = re.compile(rf"{_LEAD}{NUMBER}{_SECOND}\s{{0,2}}[(\[]?(?:cms?|centimet(?:er|re)s?)\b", re.IGNORECASE)
METRES = re.compile(rf"{_LEAD}{NUMBER}\s{{0,2}}(?:m|(?<=\d)\s?M|met(?:er|re)s?|METRES?|METERS?)\b(?!\s?[²^]|2|/)")
FEET = re.compile(
    rf"{_LEAD}(?:{NUMBER}\s{{0,2}}(?:ft\b\.?|feet\b|foot\b|'|’|′)|(?<![\w-])(?<!or )(?<!to )(?P<spelled>four|five|six|seven)[\s-](?:ft\b\.?|feet\b|foot\b))(?:[\s,]{{0,2}}(?:and )?(?P<rest>(?:1[01]|\d)(?:[.,]\d{{1,3}}+)?+(?!\d|[.,]\d)|{_INCHES_OR_POUNDS})"
    rf"(?:\s{{0,2}}(?:inches\b|inch\b|in\b\.?|\"|”|″|''|’’)|{_NO_OTHER_UNIT}))?",
    re.IGNORECASE,
)
INCHES = re.compile(rf"{_LEAD}{NUMBER}\s{{0,2}}(?:inches|inch|\"|”|″)(?!\w)", re.IGNORECASE)
# "61 in": of a height alone, and nothing that "in" could begin stands behind.
INCHES_SHORT = re.compile(
    rf"{SIGNED}(?P<number>[4-7]\d(?:\.\d{{1,2}})?)(?!\d|[.,]\d)\s{{0,2}}in\b\.?(?=\s{{0,2}}(?:[/,;.?!)|]|tall\b|high\b|$|\d|and\b|c ?\d|cycle\b|day\b|d ?\d))",
    re.IGNORECASE,
)
AREA = re.compile(rf"{_LEAD}{NUMBER}{_SECOND}\s{{0,2}}(?:m²|m2\b|m\^2|sq\.? ?m\b|square met(?:er|re)s?)", re.IGNORECASE)
BSA_BARE = re.compile(
    rf"\b(?:bsa|body surface area)\b(?:\s{{0,2}}(?:is|of|was|=|:|today|now|at|as|to|be|comes?|came|works?|worked|out|calculated|computed|measured|reads?|we|i|get|got|make|made|it|by mosteller|\(mosteller\)|mosteller)\b|\s{{0,2}}[=:]){{0,5}}\s{{0,2}}{_LEAD}{UNSIGNED}(?P<number>[0-3](?:[.,]\d{{1,4}}+)?+(?!\d|[.,]\d))"
    r"(?!\s{0,2}(?:m|sq|square|kg|kilo|cm|lb|st\b|ft|feet|x|%|[-–/]\s{0,2}\d|-?ish|or\b|to\b|day|d\b|h))",
    re.IGNORECASE,
)
TIME = re.compile(
    rf"{_LEAD}{_SPELLED}{_SECOND}[\s-]{{0,2}}{_ISH}(?P<unit>days?|d|hours?|hrs?|h|weeks?|wks?)\b(?!\s{{0,2}}(?:old|of age))",
    re.IGNORECASE,
)
# "Two and a half days", "9 and a half stone".
HALVES = re.compile(
    rf"{_LEAD}(?:{SIGNED}(?P<number>\d{{1,3}}+)|(?<!\w)(?P<spelled>{WORDS_BEFORE_A_HALF}|an?)) and a half[\s-](?P<unit>days?|hours?|hrs?|weeks?|wks?|stones?)\b",
    re.IGNORECASE,
)
# "A day and a half".
UNIT_AND_A_HALF = re.compile(r"\b(?:an?|one) (?P<unit>day|hour|week) and a half\b", re.IGNORECASE)
# "7 days and 2 hours".
DAYS_AND_HOURS = re.compile(
    rf"{_LEAD}{SIGNED}(?P<number>\d{{1,2}}+) ?(?:days?|d)\b(?:,? and|,)? (?P<rest>\d{{1,2}}+) ?(?:hours?|hrs?|h)\b(?! (?:ago|later|earlier|before|after))",
    re.IGNORECASE,
)
# "3 h 45 min", "1 week and 1 day".
HOURS_AND_MINUTES = re.compile(
    rf"{_LEAD}{SIGNED}(?P<number>\d{{1,3}}+)[ -]?(?:hours?|hrs?|h)(?:,? and|,)? ?(?P<rest>\d{{1,2}}+) ?(?:minutes?|mins?|m)\b(?! (?:ago|later|earlier|before|after))",
    re.IGNORECASE,
)
WEEKS_AND_DAYS = re.compile(
    rf"{_LEAD}(?:{SIGNED}(?P<number>\d{{1,2}}+)|(?<!\w)(?P<spelled>an?|one|two|three|four)) weeks?(?: and|) (?P<rest>\d|an?|one|two|three|four|five|six) days?\b(?! (?:ago|later|earlier|before|after))",
    re.IGNORECASE,
)
# "3 dys", "36 huors": the letters of a unit of time, wrongly put together. It is asked for, never guessed.
MISSPELT_TIME = re.compile(
    r"(?<![\w.,/-])\d{1,3}+(?:[.,]\d{1,2}+)?+[\s-]{0,2}(?!(?:days?|hours?|weeks?|hrs|house|hose)\b)"
    r"(?:d[days]{2,4}|h[hours]{3,5}|w[weks]{3,5})\b",
    re.IGNORECASE,
)
AGE = re.compile(
    rf"{_LEAD}(?:(?<![\w.,/:-])(?P<number>\d{{1,3}}+(?:\.\d{{1,2}}+)?+(?![.,]?\d))|(?<!\w)(?P<spelled>{WORDS}))[\s-]{{0,2}}"
    r"(?:(?P<unit>years?|yrs?|months?|mths?|weeks?|days?)[\s-]{0,2}(?:old|of age)\b|y/?o\b|(?:yrs?|years)\b(?!\s{1,2}(?:ago|back|earlier|previously)\b)|y\b(?!/)|(?P<sex>(?<=\d)[fm]|(?-i:[FM]))\b)",
    re.IGNORECASE,
)
AGED = re.compile(
    rf"\b(?:aged?|age is|age of|(?:girl|boy|lad|lass|child|kid|teen\w*|youngster|man|woman|lady|gentleman|male|female|patient|pt) of)\s{{0,2}}[:=]?\s{{0,2}}{_LEAD}(?:(?<![\w.,/])(?P<number>\d{{1,3}}+(?:\.\d{{1,2}}+)?+)(?![.,]?\d)|(?P<spelled>{WORDS}))\b(?!\s{{0,2}}(?:months?|mths?|weeks?|days?|kgs?|kilos?|cm|stones?|st\b|lbs?|pounds?|foot|feet|ft\b|m\b))",
    re.IGNORECASE,
)
PERCENT = re.compile(rf"{_LEAD}{_SPELLED}{_SECOND}\s{{0,2}}(?:%|per ?cent\b|percent\b)", re.IGNORECASE)
COUNT = re.compile(
    rf"{_LEAD}{NUMBER}{_SECOND}\s{{0,2}}(?:(?:x|×|\*)\s{{0,2}}10\s?(?:\^|\*\*|e)?\s?(?:(?:9|⁹)(?:\s{{0,2}}(?:/|per )\s{{0,2}}l(?:it(?:er|re))?\b)?"
    r"|(?:3|³)\s{0,2}(?:/|per )\s{0,2}(?:[uµμ]l|mm3|mm³|microlit(?:er|re)))"
    r"|(?:e9|g|giga)\s?/\s?l\b|k\s?/\s?[uµμ]l\b|(?P<single>(?:(?:lympho)?blasts? |cells? )?(?:/|per )\s?(?:[uµμ]l|mm3|mm³|microlit(?:er|re))))",
    re.IGNORECASE,
)
# "7 x ULN 64 kg": the number behind is no limit but has a unit of its own.
_OF_ANOTHER_KIND = r"\s{0,2}(?:kgs?\b|kilos?\b|lbs?\b|pounds?\b|st\b|stones?\b|cms?\b|m2\b|m²|y/?o\b|yrs?\b|years?\b|[fm]\b|days?\b|d\b|weeks?\b|hours?\b|h\b)"
_OF_LIMIT = r"(?:(?:the|our|your|its) )?(?:(?:lab(?:oratory)?(?:['’]?s)?|local) )?(?:(?:upper )?limits?(?! (?:of|for) (?:quant|detect|dose|weight|\d))|upper limits?(?: of (?:the )?normal)?|uln\b|(?:upper )?normal\b)"
ULN = re.compile(
    rf"{_LEAD}(?:{_SPELLED}{_SECOND}(?:\s{{0,2}}(?P<times>x|×|\*|times\b|[\s-]?fold\b)\s{{0,2}}(?P<limit>{_OF_LIMIT})?|\s{{0,2}}(?P<bare_limit>(?:upper limit|uln\b)(?: of (?:the )?normal)?))"
    rf"|\b(?P<multiple>twice|double|thrice|triple)\s{{1,2}}(?P<multiple_limit>{_OF_LIMIT}))"
    rf"(?!\s{{0,2}}(?:is|of|=|:)?\s{{0,2}}\d{{1,7}}+(?:[.,]\d{{1,3}}+)?+(?!{_OF_ANOTHER_KIND}))(?!\s{{0,2}}(?:the )?(?:baseline|10\b))(?!\w)",
    re.IGNORECASE,
)
DOSE = re.compile(
    rf"{_LEAD}{NUMBER}{_SECOND}\s{{0,2}}(?P<unit>mcg|ug|µg|μg|micrograms?|mg|milligrams?)(?P<per>\s{{0,2}}(?:/|per )\s{{0,2}}(?:m²|m2|m\^2|sq\.? ?m|square met(?:er|re)))?(?![\w²]|\s?/\s?[dm]?l\b)",
    re.IGNORECASE,
)
