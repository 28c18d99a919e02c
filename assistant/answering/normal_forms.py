"""Normal forms: one way of putting an act, a denial, advice, a condition, a time or a place, for the many that there are.

Each is a rule of English or of the ward, not of one statement; it holds wherever its words stand. same_phrases.py has the names of
things.
"""

from assistant.answering.normal_conditions import CONDITIONS, COURSE

_THE_DRUG = r"(?:blinatumomab|treatment|therapy|the drug|the infusion|dosing|it)"
_FOR_NOW = r"(?:temporarily|for now|for the time being|for the moment)"
_FOR_GOOD = r"(?:for good|altogether|definitively|completely|once and for all)"

ACTS: tuple[tuple[str, str], ...] = (
    (rf"\b{_FOR_NOW} (?:stop|halt|suspend|interrupt|pause)(?:s|p?ed|p?ing)?\b", "hold"),
    (rf"\b(?:stop|halt|suspend|interrupt|pause)(?:s|p?ed|p?ing)?( {_THE_DRUG})? {_FOR_NOW}\b", r"hold\1"),
    # Said twice over: "hold it, i.e. interrupt it", "stop for good (discontinue)".
    (
        r"\b(hold|discontinue)((?: forgood)?[^,;()\[]*?),? \(?(?:i\.?e\.?,?|that is,?)? ?(?:to )?\1(?: it)?\)?(?=,|\.|;| \[| and| until|$)",
        r"\1\2",
    ),
    (r"\b(?:this|that|which|the same) (?:also )?(?:holds|applies|is true|goes)\b", "this is so"),
    (r"\bsuspend(?:s|ed|ing)?\b|\bput on (?:hold|pause)\b", "hold"),
    (rf"\b{_FOR_GOOD} stop(?:s|ped|ping)?\b", "discontinue forgood"),
    (rf"\bstop(?:s|ped|ping)?( {_THE_DRUG})? {_FOR_GOOD}\b", r"discontinue forgood\1"),
    (
        rf"\bstop(?:s|ped|ping)?( {_THE_DRUG})? permanently\b|\bpermanently stop(?:s|ped|ping)?\b",
        r"permanently discontinue\1",
    ),
    (r"\b(?:come|comes|came|coming) off (?=blinatumomab|treatment|therapy|the drug)", "discontinue "),
    (
        r"\b(?:withdraw(?:n|s|ing)?|ceas(?:e|es|ed|ing))\b|\btake(?:n|s)? (?:the patient )?off(?= blinatumomab| treatment| the drug)",
        "discontinue",
    ),
    (r"\b(?:go|goes|went|put|is|are|be) back on (?=blinatumomab|treatment|it\b|\d)", "restart "),
    (r"\bcame on (?=at|while|on)", "occurred "),
    (r"\bslow(s|ed|ing)? (it|the infusion(?: rate)?|the rate) down\b", r"slow \2"),
    (r"\blook(?:s|ed)? at\b", "studied"),
    (r"\b(refrigerat\w*) a second time\b", r"\1 again"),
    (r"\b(?:treatment |blinatumomab )?(?:re)?start(?:s|ed)? (?:again )?(?:as|with) a new cycle\b", "start a new cycle"),
    (r"\b(?:seizes?|ha(?:s|ve) (?:a )?seizures?) more than once\b", "has more than 1 seizure"),
    (r"\ban indication (?:to|for) (?=discontinu|hold)", "reason to "),
    (rf"\b(?:start|begin|began|begun)(?:s|ed|n?ing)?( {_THE_DRUG})? again\b", r"restart\1"),
    (r"\bre-(?=start|initiat|sum|commenc|introduc)", "re"),
    (r"\bresumption\b|\breintroduc(?:e|es|ed|ing|tion)\b|\breinitiation\b", "restart"),
    (
        r"\b(?:go|goes|going|went|step|steps|stepped|stepping|move|moves|moved|moving|rise|rises|rose|risen|rising|titrate|titrated|titrating|uptitrate|uptitrated)(?: (?:back )?up)? to (?=\d+ mcg)",
        "increase to ",
    ),
    (r"\b(marrow|bags?|vials?|blood) hold(?:s|ing)?\b", r"\1 contains"),
    (r"\bcarr(?:y|ies|ied) on (?:with )?(?=the same)", "resume "),
    (r"\bthe current cycle\b", "the same cycle"),
    (r"\boverdos(?:e|es|age|ing)\b", "excess dosage"),
    (r"\bshow(?:s|ed)? up\b", "occurs"),
    (r"\bthr(?:ow|ows|own|owing) (?:it |them )?(?:away|out)\b", "discard"),
    (
        r"\b(?:put|return|place|placed|returned|go|goes) (?:it |them )?(?:back )?(?:in|into|to) the (?:refrigerator|fridge)(?: again)?\b",
        "refrigerate again",
    ),
    (
        r"\b(?:keep|kept|shield|shielded|store|stored) (?:it |them )?(?:away from|out of|from) (?:the )?light\b",
        "protect from light",
    ),
    (
        r"\b(?:in|into|of) (?:the )?hospital\b|\badmi(?:t|ts|tted|ssion)(?: of)?(?: (?:the )?patients?)?(?: (?:to|into))? hospital(?: (?:stay|care))?\b|\bhospital (?:stay|admission|care)\b|\bas (?:an )?inpatients?\b",
        "hospital",
    ),
    (r"\bstay (?=hospital)", ""),
    (r"\b(?:is|are|was|were|been|be) (?:observed|seen) in\b", "occur in"),
)
"""What is done. An infusion that stops for now is held, one that stops for good discontinued."""

_UNWANTED = r"(?:(?:do|does|should) not (?:be )?(?:use|used|give|given|administer|administered|vaccinate|vaccinate with)|should not(?= [^.;:\[]*: it is))"
_BECAUSE = r"(?:,? (?:as|since|because|where|for|which)|[:;])"

DENIALS: tuple[tuple[str, str], ...] = (
    (r"n['’]t\b", " not"),
    (r"\bcan?not\b|\bcan ?not\b|\bca not\b", "can not"),
    (r"\b(?:rather than|instead of|as opposed to)\b", "and not"),
    (r"\bincompatible\b", "not compatible"),
    (r"\bineligible\b", "not eligible"),
    (r"\bunsuitable\b", "not suitable"),
    (r"\b(?:should )?not (?:be )?elastomeric\b", "non-elastomeric"),
    (
        r"\b(?:can not|not) be ((?:\w+ly )?)(?:distinguished|told apart|differentiated)((?: \w+ly)?) from\b",
        r"are \1indistinguishable\2 from",
    ),
    (r"\b(?:advis|recommend)(?:e|es|ed|s|ing)? against\b", "not recommend"),
    (r"\binadvisable\b", "not recommended"),
    (r"(?:^|(?<=[,;:] ))((?:(?! is | are )[\w '-]){3,80}?) (?:should|is to|are to) be avoided\b", r"should not \1"),
    (r"\bshould avoid\b", "should not"),
    (
        r"(?:^|(?<=[,;:] ))((?:(?! is | are )[\w '-]){3,80}?) (?:is|are) (?:forbidden|prohibited|not (?:allowed|permitted))\b",
        r"must not \1",
    ),
    (r"\b(?:nothing (?:but|other than|except)|solely|exclusively)\b", "only"),
    (
        r"\b(?:information|data) (?:is|are) (?:lacking|unavailable|missing)\b|\bnothing is known\b|\bthere (?:is|are) no (?:data|information)\b|\bno data (?:is|are) available\b",
        "no information is available",
    ),
    (r"\b(?:do|does|did) not have (?:an?|any)\b", "has no"),
    (
        r"\bnot (?:affected|changed|influenced|altered) (?:to|in) an?y? clinically meaningful (?:extent|way|degree)\b",
        "has no clinically meaningful effect",
    ),
    (r"\bnot (?:a )?fixed \(mcg/day\)", "not at the fixed mcg/day dosing regimen"),
    (
        r"\b(?:can|may) be (?:given|infused|run|used|administered) without (?:an? )?(?=[\w-]+ filter)",
        "does not require ",
    ),
    (r"\b(?:without needing|without the need for|with no need for)\b", "not requiring"),
    (rf"{_BECAUSE} none is (?:required|needed|recommended)\b", ""),
    # Denied, and the denial given again as its reason: one denial.
    (
        rf"\b{_UNWANTED}\b([^.;\[]*?){_BECAUSE} (?:it |they |this |these |that )?([^.;,\[]{{0,60}}? and )?(?:is|are) (not (?:recommended|compatible)\b)",
        r"\1 \2is \3",
    ),
    (
        rf"\b(not (require|recommend)\w*\b[^.;\[]*?){_BECAUSE} (?:it |they |this |these |that )?(?:is|are) not \2\w*\b",
        r"\1",
    ),
    (rf"\b(without (?:an? )?[\w-]+ filter){_BECAUSE} (?:it |this |that )?is (not required)\b", r"filter \2"),
)
"""What is not, or must not be."""

ADVICE: tuple[tuple[str, str], ...] = (
    (r"\bought to\b", "should"),
    (r"\b(?:the )?recommendation is (?:to|for|that)\b", "recommended"),
    (r"\bworth considering\b|\bthink about\b|\b(?:may|should) want to consider\b", "consider"),
    (r"\b(?:make|be) sure (?:to|that)\b|\bplease\b", " "),
    (r"\b(?:given|in view of) (?=(?:the )?(?:potential|possib|risk))", "because "),
)
"""How strongly it is said."""

NORMAL_FORMS = (*ACTS, *DENIALS, *ADVICE, *CONDITIONS, *COURSE)
"""Applied in this order to a text in lower case, before its names are read."""
