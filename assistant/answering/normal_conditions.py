"""Normal forms of when, for whom and how something is done, and of how a toxicity goes. See normal_forms.py."""

_HAPPENS = r"(?:occur|recur|develop|resolve|reach|appear|arise|rise|exceed|persist|take|be|come)"

CONDITIONS: tuple[tuple[str, str], ...] = (
    (
        rf"(?:^|(?<=[,;:.] ))should ((?!not\b|be\b)(?:the |an? |any |another |other )?[\w ≥≤<>.-]{{2,60}}?) (?={_HAPPENS}\b)",
        r"if \1 ",
    ),
    (
        r"\bon (?:the )?condition that\b|\bassuming(?: that)?\b|\b(?:so|as) long as\b|\bprovided(?: that)?(?= (?:the|there|it|no|toxicity|this))",
        "if",
    ),
    (r"\bexcept (?:if|when|where)\b", "unless"),
    (r"\bwith no\b|\blacking\b", "without"),
    (r"\bwhenever\b|\bevery time\b", "when"),
    (
        r"\b((?:each|every) cycle),? (?:including|and so also|and so) (?:in |before |for )?cycles? [1-5](?! ?(?:-|to|and|,) ?\d)\b,?",
        r"\1",
    ),
    (
        r"\b(?:the |these |all )?(?:doses?|units?)(?: here)? (?:is|are)(?: given| stated| expressed)? (?:in )?mcg(?:,? (?:and )?not (?:in )?mg)?[:;,](?= [^\[]*\d mcg)(?![^\[]*\d mg)",
        " ",
    ),
    (
        r"\bthe (?:instruction|action|rule|advice|guidance|step)(?: (?:for|in) ([^,;.\[]{3,60}?))? is to (?=\w)",
        r"for \1, ",
    ),
    (r"\bat intervals of (?=\d)", "every "),
    (
        r"\b(?:whatever|irrespective of|regardless of|independent(?:ly)? of|no matter) (?:the |their |(?:the )?patient(?:'s|s)? )?(?:body ?)?weight(?: band| group)?s?(?: is)?\b",
        " ",
    ),
    (r"\b(?:in|for|at|of) (?:both|either|all|any|every) (?:of the )?(?:body )?weights?(?: bands?| groups?)?\b", " "),
    (
        r"\b(?:(?:the |an? )?(?:pump|bag|infusion|rate) )?(?:is |should be )?(?:set|programmed) (?:to|at) (?=\d)",
        "rate ",
    ),
    (r"\b(?:start|begin)s? (?=(?:the )?cycle \d)", "in "),
    (r"\bafter (?=(?:each|every) cycle\b.*treatment-free)", ""),
    (r"\b(?:start|begin)s? (?=(?:with|on|at) \d+ mcg)", ""),
    (r"\ba new cycle (?:starts|begins|is started|is begun)(?= every)", "repeat"),
    (r"\bset (?:the )?(?:infusion )?pump (?:to|at)\b", "rate"),
    (r"\bpre-cycle\b", "before each cycle"),
    (r"\bcount(?:s|ed)? (?:towards?|as part of|in)\b", "include"),
    (
        r"(?:^|(?<=[,;:] ))((?:\w+ ){0,3}analys[ie]s) (?:shows?|showed|found|finds|indicates?)(?: that)?\b",
        r"based on \1,",
    ),
    (r"\b(\d+) treatment-free (weeks?|days?)\b", r"\1-\2 treatment-free interval"),
    (r"\bliver function (?:is|are|should be) (?=test|check|monitor|measur|assess)", "liver function tests are "),
    (r"\bhbv\b", "hepatitis b virus"),
    (r"\bbody weight\b", "weight"),
    (
        r"\b(?:regardless|irrespective) of whether (?:the patients? (?:is|are|weighs?) )?(?=(?:at|under|below|over|above|more|less|≥|<)\b)",
        "in patients ",
    ),
    (r"\bin (?:the )?management of (?=grade|crs|cytokine|icans|neuro)", "for "),
    (
        r"\b(?:at )?a (?:higher|greater) (?:rate|frequency|incidence)(?: of)?\b|\bmore (?:often|frequent(?:ly)?)\b",
        "more common",
    ),
    (r"\bpossibly (?=severe|life|fatal|serious)", "may be "),
    (r"\bexperienced in\b", "with expertise in"),
    (r"\b(?:the )?second document\b", "the summary"),
    (r"\bmri of the (?:head|brain)\b", "brain mri"),
    (r"\bwithout (?:a |any )?(?:break|interruption|pause)s?(?! of)\b", "continuous"),
    (r"\b(separates?|between) (?:1|one) cycle\b", r"\1 each cycle"),
    (r"\bchang(?:e|es|ing) (?:over )?to (?=\w+)", "switch to "),
    (r",? after which\b", ", then"),
    (r"\bafter that\b", "thereafter"),
    (r"\b(be|is|are)/m2 of (?:body surface area|bsa)\b", r"\1 based on bsa"),
    (r"\bin utero\b", "during pregnancy"),
    (r"\b(?:a )?(?:prior |previous )?history of\b", "prior"),
    (
        r"\b(?:has |have )?had ((?:\w+ ){1,5}?)(?:before|in the past|earlier|previously)(?= (?:are|is|or|and|should)\b|[,.;]| \[)",
        r"prior \1",
    ),
    (r"\bnot (?:under control|controlled)\b", "uncontrolled"),
    (r"\bat the start(?= and|,|\.| \[)", "at baseline"),
    (r"\b(?:is|are) started (?:on|at|with) (?=\d)", "given "),
    (r"\bmrd(?:[- ]positive|\+)", "mrd-positive"),
    (r"\b(?:by|into an?|through an?|by) vein\b", "iv"),
    (r"\bat the same time\b", "concurrent"),
    (r"\bif (crs|cytokine release syndrome) is (?:also )?(?:present|there)\b", r"if concurrent \1"),
    (r"\b(?:most important(?:ly)?|matters? most)\b", "especially"),
    (r"\b(?:at )?(?:a )?higher risk\b", "increased risk"),
    (r"\bdays? (\d) and (\d)(?= (?:of|in) cycle)", r"days \1 to \2"),
    (r"\b(\d+ days) later\b", r"after \1"),
    (r"\bdays off(?: treatment| therapy)?\b", "days treatment-free"),
    (r"\bweeks off(?: treatment| therapy)?\b", "weeks treatment-free"),
    (r"\btherapeutic (?:index|window)\b", "therapeutic range"),
    (r"\b(?:work(?:s|ed|ing)? (?:it |them )?(?:up|out)|worked out)\b", "determine"),
    (r"\b(?:flat) (?=dose|dosing|mcg|regimen)", "fixed "),
    (r"\bbarring\b", "unless"),
    (r"\b(\d+) more (?=for|cycles?)", r"\1 additional "),
    (r"\bfor (?=(?:induction|consolidation)\b)", ""),
    (r"\b(?:tumou?r|disease) load\b", "tumour burden"),
    (r"\blarge (?=tumou?r)", "high "),
    (r"\b(?:from|before) (?:the )?next(?: one| cycle)?\b(?: (?:starts|begins|is started|is given))?", " "),
    (r"\bpreced(?:e|es|ed|ing)\b", "before"),
    (r"\bmade up of\b|\bconsisting of\b|\bcomposed of\b", "with"),
    (r"\b(?:in (?:line|accordance|keeping|agreement) with|in accord with)\b", "as per"),
    (r"\bas (local guidelines?) (?:suggest|recommend|advise|indicate)s?\b", r"as per \1"),
    (r"\babove all\b|\bin particular\b|\bmost of all\b", "especially"),
    (r"\b(resolv\w+|recover\w*|gone|settled) in (?=\d+ (?:days?|weeks?))", r"\1 within "),
)
"""When, for whom and how it is done."""

_AT_GRADE = r"(?:at |to |in |within |down to )?(?=(?:at most |a )?(?:≤|grade)|(?:the )?normal)"

COURSE: tuple[tuple[str, str], ...] = (
    (r"\b(?:neurologic(?:al)?|neuro) toxicit(?:y|ies)\b", "neurotoxicity"),
    (
        r"\buntil (?:(?:the |it |they |that )?(?:\w+ )?(?:is|are|has|reaches) )?(?:at )?(?=≤ ?grade|grade ≤|grade \d(?:$| or (?:less|lower|better|below|milder)))",
        "until recovery to ",
    ),
    (r"\b(if|when) (?:the )?diagnosis is confirmed\b", r"\1 confirmed"),
    (
        r"\b(until|once|when|after|if|and)((?: \w+){0,5}?) (?:(?:has|have|had) )?(?:been|is|are|was|were|come|comes|gone|got|gets)(?: back| down| again)? (?:at |to |in |down to |back to )(?=(?:≤ ?|a )?grade ≤? ?[0-2]|the normal)",
        r"\1\2 recover to ",
    ),
    (
        r"\b(?:return|returns|returned|settle|settles|settled|fall|falls|fell|fallen|come|comes|came)(?: back| down)? (?:to|within|into|in) (?=(?:the )?normal|(?:≤ ?)?grade|baseline)",
        "recover to ",
    ),
    (r"\b(?:is|are|be|been|was|were) (?:back )?(?:in|within) (?=(?:the )?normal range after)", "recover to "),
    (r"\b(not|never) (?:come|return)(?:s|ed)?(?: back)?(?! to)\b", r"\1 recur"),
    (r"\b(?:comes?|came|coming) back(?! to)\b|\breappear(?:s|ed|ing|ance)?\b|\bre-?emerg(?:e|es|ed|ing)\b", "recur"),
    (
        r"\b(?:has|have|is|are) (?:all |completely |fully )?(?:gone(?: away)?|disappeared|cleared(?: up)?|subsided|settled|abated)\b",
        "recovered",
    ),
    (r"\bfail(?:s|ed)? to (?=resolve|recover)", "does not "),
    (r"\b(?:is |are )?(?:still )?unresolved after (?=\d+ days)", "does not resolve within "),
    (r"\b(?:has|have|had) not (?:been )?(?:resolved|recovered|gone) after (?=\d+ days)", "does not resolve within "),
    (
        r"\b(?:has |have |had )?(?:tak(?:es?|ing|en)|took|needs?|needed|requires?|required) (?:more than|longer than|>) ?(\d+ (?:days|weeks?)) (?:to (?:resolve|recover|settle)|for (?:resolution|recovery)|before (?:it|resolving)(?: resolves)?)",
        r"does not resolve within \1",
    ),
    (
        r"\bpersist(?:s|ed|ing)? (?:beyond|past|after|for over|(?:for )?(?:more|longer) than|(?:for )?>) ?(\d+) days",
        r"does not resolve within \1 days",
    ),
    (
        r"(?<=toxicity )(?:that |which )?last(?:s|ed|ing) (?:for )?(?:more than|longer than|over|>) ?(\d+) days",
        r"does not resolve within \1 days",
    ),
    (r",? (?:and|which) (?:has |have )?(?:stay|remain)(?:s|ed)? (?:there|so|that way|at that (?:grade|level))\b", ""),
    (
        r"\b(if|when|once|unless) ([\w ≥≤<>.-]{3,60}?) (?:develops|appears|arises|emerges|sets in|happens|is (?:seen|observed|present|diagnosed|noted))(?=,|\.| \[|$)",
        r"\1 \2 occurs",
    ),
    (r"\b(after|once) (\d+ days) (?:have|has) (?:passed|gone by|elapsed)\b", r"after \2"),
)
"""How a toxicity goes."""
