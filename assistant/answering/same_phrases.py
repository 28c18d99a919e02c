"""Phrases that say the same when a statement is worded anew: each is read as the word or phrase beside it.

A pair belongs here only where either may stand for the other in every statement of the documents.
"""

_WITH_WHAT = (
    r"(?:an? |any )?(?:other clinically|suspected|grades? \d|crs\b|icans\b|infusionreaction|neurotoxicity|pancreatitis|"
    r"leukoencephalopathy|capillary|dic\b|(?:more than|>) (?:1|one)\b)"
)

_RECOVERED = (
    r"\b(?:after|once|when|whose)\b ((?:(?!\bh[eo]ld)[^,.;\[]){0,50}?)\s?(?:has |have |had )?recover(?:y|ed|s)? to "
    r"(≤ ?grade \d|grade \d or (?:less|lower|below|better))((?: for at least \d+ days)?),?"
)

PHRASES: tuple[tuple[str, str], ...] = (
    (r"cytokine release syndrome(?: \(crs\))?", "crs"),
    (r"infusion[- ]related reactions?|infusion reactions?", "infusionreaction"),
    (r"\b(?:first|lead)(?: |-)(?:named |listed )?author\b", "firstauthor"),
    (r"\bincreased (?=(?:lfts?|liver|bilirubin)\b)", "elevated "),
    # The heading of the reactions to the infusion names the syndrome too, which has rows of its own.
    (r"\binfusionreactions? \(?including (?:the )?crs(?: \(crs\))?\)?", "infusionreaction"),
    (r"immune effector cell-associated neurotoxicity(?: syndrome)?(?: \(icans\))?", "icans"),
    (r"tumou?r lysis(?: syndrome)?", "tls"),
    (r"\bgastro-?intestinal\b", "gi"),
    (r"\br/r\b", "relapsed or refractory"),
    (
        r"\ballo(?:geneic)?[ -](?:stem[- ]cell |h(?:a)?ematopoietic (?:stem[- ]cell |cell )?)?(?:transplant(?:ation)?|hct|hsct)\b",
        "allohct",
    ),
    (r"\bb[- ]cells\b(?! precursor)", "b lymphocytes"),
    (r"\bpremed(?:s)?\b", "premedication"),
    (r"\bneuro (?=exam)", "neurological "),
    (r"\bcyp ?(?=\d[a-z]\d)", ""),
    (r"\b(?:philadelphia|ph)-(negative|positive)\b", r"ph\1"),
    (r"disseminated intravascular coagulation", "dic"),
    (r"pneumocystis jirovecii pneumonia(?: \(pjp\))?", "pjp"),
    (r"acute lymphoblastic leuka?emia(?: \(all\))?|\bbcp-all\b|\bb-all\b", "lymphoblastic"),
    (r"body surface area(?:[- ]based)?|\bbsa-based\b", "bsa"),
    (r"complete blood counts?", "cbc"),
    (r"liver function tests?|\blfts?\b|\bliver (?:enzymes?|tests?)\b", "livertest"),
    (r"creatinine clearance(?: \(crcl\))?", "crcl"),
    (r"\bbirth control\b", "contraception"),
    (r"\blow blood pressure\b", "hypotension"),
    (r"\bshortness of breath\b", "dyspnea"),
    (r"tyrosine kinase inhibitors?(?: \(tkis\))?|\btkis?\b", "kinaseinhibitor"),
    (r"philadelphia chromosome[- ]positive|\bph\+", "phpositive"),
    (r"philadelphia chromosome[- ]negative|\bph-(?:negative\b)?(?=[\s)])", "phnegative"),
    (r"\bcd-?19[- ]negative", "cdnegative"),
    (r"new drug funding program|\bndfp\b", "fundingprogram"),
    (r"overall survival", "os"),
    (r"hazard ratio", "hr"),
    (r"t-cell engaging antibod(?:y|ies) guideline", "engagerguideline"),
    (r"central nervous system", "cns"),
    (r"american society for transplantation and cellular therapy(?: \(astct\))?", "astct"),
    (r"\(common terminology criteria for adverse events\)", " "),
    (r"\bin the absence of\b", "without"),
    (r"\bprior to\b", "before"),
    (r"\bas well as\b|\balong with\b", "and"),
    (r"\bprovided that\b", "if"),
    (r"\brefrain from\b", "not"),
    (r"\bof reproductive age\b|\breproductive-age\b", "reproductive"),
    (r"\bin-?line\b", "inline"),
    (r"\bpre-?medicat(?:e|es|ed|ion|ions)\b", "premedication"),
    (r"\bre-?challenged?\b|\bre-?challenge\b", "rechallenge"),
    (r"\bweigh(?:s|ed|ing|t)? (?:the )?benefits?\b", "balance benefit"),
    (r"\bvs\b\.?|\bagainst(?= risk| \d)|\bcompared (?:to|with)\b", "versus"),
    (r"\b(?:sole|only) source\b", "solesource"),
    (r"\bdue to\b|\bowing to\b|\bbecause of\b", "because"),
    (r"\bactive all\b|\ball in the cns\b", "active lymphoblastic"),
    (r"\bfrom all to aml\b", "from lymphoblastic to aml"),
    (r"\bwith or without bleeding\b|± bleeding\b", "orbleeding"),
    (r"\bboth weight bands\b|\bwhatever the weight band\b|\beither weight band\b", " "),
    (
        r"\b(?:at least|no(?:t)? less than|(?:for )?(?:a|at) minimum(?: of)?),? (?=(?:during |on |for )?(?:the )?(?:first|days? \d))",
        "minimum ",
    ),
    (r"\bon hold\b", "hold"),
    (r"\bup to a maximum\b", "maximum"),
    (r"\bthroughout\b", "during"),
    (r"\b(?:are|is|be|been) treated with\b", "given"),
    (r"\bfunding line\b", "funding"),
    (r"\bstarting dose\b", "dose"),
    (r"\bstarts? at\b", "at"),
    (r"\bpump rate\b", "rate"),
    (r"\b(grade \d(?: or \d|-\d)?) reactions?\b", r"\1 infusionreaction"),
    (r"\brequires? (?=\w+ to be )", "means "),
    (r"\bparticle formation\b", "particle form"),
    (r"\b(?:are |is |were |have come )?back to\b", "recover to"),
    (r"\bafter ((?:at least \d+ )?)(?:prior|earlier|previous)\b", r"\1prior"),
    (r"\b(infusionreaction\b.*?\bthe) reactions?\b", r"\1 infusionreaction"),
    # What is restarted after a toxicity is restarted after the recovery that it was held for.
    (
        r"\b(?:after|once|upon|following) (?:full )?(?:recovery|resolution) (?:from|of) (?=(?:an? |the )?(?:grade|crs|icans|neurotox|infusionreaction|capillary|dic\b))",
        "after ",
    ),
    (
        r"\bwhose (grade \d \w+) (?:has|have) (?:recovered|resolved) (?=restart|resum|(?:is|are) (?:restart|resum))",
        r"with \1 ",
    ),
    (
        r"(\bgrade \d[^\[]*\b(?:restart|resum)\w*[^,;\[]*),? (?:after|once|upon|following) (?:recovery|resolution)(?=[,;.]| and| then|\s*\[)",
        r"\1",
    ),
    (r"\bstarting with\b", "with"),
    (r"\bcycle lasts\b", "cycle is"),
    (r"\(s\)", ""),
    (r"\boccurs? in (?=about |approximately |at least |less than |more than |[\d≥<>~])", "in "),
    (r"\b(seizures?) occurs?\b", r"\1"),
    (r"\boccurr?e?d? at a (?=higher|lower)", "at a "),
    (
        r"(?<=[\w)]),? ((?:with )?(?:an? )?(?:maximum|max)\.?(?: dose)?(?: of| is)? \d+ mcg/day),?( (?:(?:is|are) )?(?:given |administered |infused )?(?:as|by|on|over|for|iv) (?:(?!,? (?:and|then|followed by) (?:then )?\d+ mcg)[^\[;.])*)",
        r"\2, \1",
    ),
    (
        r" \(((?:with )?(?:an? )?(?:maximum|max|up to|no more than|not more than|at most|not exceeding|capped at|≤)[^)]*)\)((?:(?!,? (?:and|then|followed by) (?:then )?\d+ mcg)[^\[;.])*)",
        r"\2, \1",
    ),
    # The first days of a cycle are its days from 1.
    (
        r"(?<!days )\b(?:in|during|for) (?:the )?cycle (\d),? ((?:(?!cycle|\band\b)[^,;\[]){0,60}?)(?:the )?first (\d+) days?\b(?! (?:of|in|during) )",
        r"\2first \3 days of cycle \1",
    ),
    (r"\b(?:the )?first (\d+) days? (?:of|in|during) (?:the )?(?:treatment )?cycle (\d)", r"days 1 to \1 of cycle \2"),
    (r"\bfollowing (?=the last)", "after "),
    (r"\bfixed (?:mcg/day )?(?:dosing )?regimen\b|\bfixed mcg/day\b", "fixedrate"),
    (r"\bwithout treatment\b", "treatment-free"),
    (r"\btreatment continues for\b", "for"),
    (r"\ba new cycle begins\b", "repeat"),
    (r"\bonly says\b", "says"),
    (r"(\bbalance benefit[^.;\[]*?) before (?:deciding (?:whether )?to )?(?=discontinu|restart)", r"\1 to "),
    (
        r"\b(\d+) days after (?:the )?restart\w* at (\d+ mcg/\S+)([^,;\[]*), ([^;\[]*?\bincrease\w* to \d+ mcg/[^\s,;]+)",
        r"restarting at \2\3, \4 after \1 days",
    ),
    (
        r"\bneither (.{3,40}?)((?: ?\[\d+\])*) nor (.{3,40}?)((?: ?\[\d+\])*) is recommended",
        r"\1 is not recommended\2 and \3 is not recommended\4",
    ),
    (r"\bincrease from (\d+ mcg\S*) to\b", r"restarting at \1, increase to"),
    (r"\bneed (?=\w+ing\b)", ""),
    (r"\bjanuary\b", "jan"),
    (r"\bintravenous(?:ly)?\b", "iv"),
    (r"\bkilo(?:gram)?s?\b", "kg"),
    (r"\bin order to\b", "to"),
    (r"(?<=[,\]] )together with\b", "and"),
    (r"\bpre-phase\b", "prephase"),
    (r"\bonly limited\b", "limited"),
    (r"-containing\b", " contain"),
    (r"\bregardless of (?:the )?(?:body ?)?weight(?: band)?\b|\bat any (?:body ?)?weight\b", " "),
    (r"\bseparated from the next(?: one| cycle)?\b", "separated"),
    (r"\b(?:is|are) (?:managed|handled) (?:by|with) (?=(?:permanently )?(?:discontinu|hold|stop))", "means "),
    # What the infusion waits for is what it is held until.
    (_RECOVERED, r", with \1 hold until recovery to \2\3,"),
    (r"(?<=\d) blinatumomab (?=cycles?\b)", " "),
    (
        r"\bafter (?:the|a) hold (?:for|in|of) (?=(?:grade|other|suspected|crs|icans|neurotox|livertest|pancrea))",
        "for ",
    ),
    (r"\bcerebrospinal fluid\b", "csf"),
    (r"\bmagnetic resonance imaging\b", "mri"),
    (r"\bwhite (?:blood )?cells?\b|\bwbcs?\b", "leukocyte"),
    (r"\blast(?:s|ed|ing) (?=(?:for )?(?:less|more|fewer|longer|at least|[<>≥≤\d]))", " "),
    (r"\bside[- ]effects?\b", "adverse effects"),
    (r"\bunknown\b", "not known"),
    (r"\byears? old\b", "years of age"),
    (r"\bin particular\b", "especially"),
    (r"\bahead of\b", "before"),
    (r"\b(hours?|days?|weeks?) (?:ahead|earlier|beforehand)\b", r"\1 before"),
    (r"\b(?:a )?second seizure\b", "more than 1 seizure"),
    (r"\bcomparison of (?=[^.;\[]{3,60} versus )", ""),
    (r"\bsubsequent to\b|\bupon\b", "after"),
    (r"\bin the event that\b|\bin case\b(?! of)|\bas long as\b", "if"),
    (r"\bin (?:the event|case|cases) of\b", "for"),
    (r"\bas soon as\b", "once"),
    # A number is about something; a text that is about something else names its subject.
    (r"\babout(?! ?[\d≥≤<>])", " "),
    (r"\bconsideration (?:should|may|can) be given to\b", "consider"),
    # "So that it can be seen" is a purpose, not a permission.
    (r"\bso that ([^;.]{3,120}?),? can\b", r"so that \1"),
    # What a document holds is what it says, not a dose that is held.
    (
        r"\b(monographs?|engagerguideline|guidelines?|document|summary) (?:holds?|has|have|contains?)\b",
        r"\1 says",
    ),
    (
        rf"\b(?:(?:who|that) )?(?:experienc|develop|suffer|present)(?:e|es|ed|s|ing)?(?: with| from)? (?={_WITH_WHAT})",
        "with ",
    ),
    (
        r"\b(?:improv\w+|returns?|returned|falls?|fallen|drops?|dropped|declin\w+|subsid\w+|(?:comes?|came) down) to (?=(?:at most |≤ ?|a )?grade)",
        "recover to ",
    ),
    (
        r"\b(?:raised?|raises|stepped up|steps? up|goes up|go up|moved? up|titrated? up|uptitrated?) to (?=\d+ mcg)",
        "increase to ",
    ),
    (
        r"\bbefore (?:(?:the|their|a) )?(?:first (?:dose|infusion) of blinatumomab(?: is (?:given|started))?|starting blinatumomab|(?:blinatumomab|treatment with blinatumomab) (?:is (?:first )?(?:given|started|begun)|starts|begins)|first blinatumomab (?:dose|infusion)|the start of blinatumomab|blinatumomab's first (?:dose|infusion))\b",
        "before firstgiven",
    ),
    (r"\b(very|less|more) common(?:ly)?\b", r"\1common"),
    # What holds in every cycle is not what holds in one.
    (r"\b(?:each|every|all|any)(?: of the| treatment)? cycles?\b", "everycycle cycle"),
    # Said twice, and denied twice: one denial.
    (
        r"(\b(?:should|must|do|does) not\b(?! (?:\w+ )?(?:resolve|recur|recover))[^.;]*?),? (?:as|since|because|which|because it|for) ?(?:it |this |these |they |that )?(?:is|are) not recommended\b",
        r"\1",
    ),
    (
        r"\b(increased?|increases|increasing)\b([^.;]*?) (\d+) days after restart\w* at (\d+ mcg/\S+)([^.;]*?),? if ([^.;\[]+)",
        r"restarting at \4\5, \1\2 after \3 days if \6",
    ),
)
"""Applied in this order to a text in lower case."""
