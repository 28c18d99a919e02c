"""What is not answered whatever the documents say: unsafe aims, people asking for themselves, other languages. And emergencies."""

import re

from assistant.conversation.hurrying import hurries

_OTHER_ROUTE = re.compile(
    r"\b(?:give|giving|gave|inject|push|administer\w*|run|put|switch|change|convert|use|dose|deliver|can|could|may|how|do|is it ok|ok to|possible)\b[^.?!]{0,60}"
    r"\b(?:iv push|i\.?v\.? bolus|bolus(?:ed|es)?|intramuscular(?:ly)?|i\.?m\.? (?:injection|shot)|subcut\w*|sub-?q|s\.?c\.? (?:injection|shot)|intrathecal(?:ly)?|orally|by mouth|as an? (?:iv |slow |quick |fast )*(?:push|bolus)|push (?:it|the|in|remaining|what|whatever)|push\b[^.?!]{0,30}\b(?:bag|rest|remainder|iv)\b(?![^.?!]*\b(?:saline|nacl|sodium chloride|flush\w*)\b))(?!\w)",
    re.IGNORECASE,
)
_BOLUS = re.compile(r"\bbolus(?:es)? (?:of|to|for)\b", re.IGNORECASE)
# "Subcut instead, what dose?": the route and what is asked of it, without a verb.
_ROUTE_INSTEAD = re.compile(
    r"\b(?:subcut\w*|sub-?q|intramuscular(?:ly)?|im|sc|sq|intrathecal(?:ly)?|orally|po|by mouth|iv push|bolus)\b[^.?!]{0,20}\b(?:instead|what dose|which dose|dose\?|how much)|\b(?:instead|dose|how much)\b[^.?!]{0,15}\b(?:subcut\w*|sub-?q|intramuscular(?:ly)?|intrathecal(?:ly)?|orally|by mouth|as a bolus)\b",
    re.IGNORECASE,
)
_ROUTE_IN_CAPITALS = re.compile(
    r"\b(?:IM|SC|SQ|IVP)\b|\b(?:give|given|giving|gave|inject\w*) (?:it |blin\w* )?(?:im|sc|sq)\b"
)
_ROUTE_FOR = re.compile(r"\b(?:blin\w*|it|the drug|drug|dose|bag|infusion|this|mcg|rest of)\b", re.IGNORECASE)
# "The blinatumomab dose to put into the intrathecal syringe with the methotrexate": this drug, whatever stands beside it.
_ITSELF_BY_ROUTE = re.compile(
    r"\bblin\w*(?: \w+){0,6} (?:in|into|to|via|through|by|for)(?: \w+){0,3} (?:intrathecal\w*|subcut\w*|intramuscular\w*|it|lp) (?:syringe|injection|route|dose|shot|bolus)\b"
    r"|\b(?:give|inject|put|push|mix|add)\w*(?: \w+){0,3} blin\w*(?: \w+){0,5} (?:intrathecal\w*|subcut\w*|intramuscular\w*|intraventricular\w*)\b(?! (?:chemo\w*|methotrexate|cytarabine|prophylaxis|therapy|treatment)\b)",
    re.IGNORECASE,
)
_OTHER_DRUG_BY_ROUTE = re.compile(
    r"\b(?:chemo\w*|methotrexate|cytarabine|prophylaxis|adrenaline|epinephrine|epipen|morphine|fentanyl|opioids?|pca|fluids?|saline|tocilizumab|actemra|toci|anakinra|kineret|vaccine\w*|dex\w*|steroid\w*|it chemo)\b",
    re.IGNORECASE,
)
_BYPASS = re.compile(
    r"\b(?:bypass\w*|circumvent\w*|get (?:a)?round|work ?around|(?:overrid\w+|override) (?:the |a |an |its |this |that )?(?:\w+ )?(?:limit|lock\w*|alarm|pump|rule|maximum|max|cap|warning|safety|monograph|protocol|hold|stop|filter|check|verification|alert|block|interlock|sign-?off|authori[sz]ation)\w*|"
    r"ignore (?:the |a |her |his |that |this )?(?:[\w/-]+ ){0,4}(?:limit|rule|maximum|max|cap|warning|precaution|protocol|monograph|safety|filter)\w*|"
    r"(?:skip(?:ping)?|leav(?:e|ing) out|omit(?:ting)?) (?:the |her |his |all |any )?(?:premed\w*|dex\w*|hospital\w*|monitoring|prephase|hold|steroid\w*|admission|observation|safety|step|filter(?![^.?!]*\b(?:7|seven)[ -]day)(?![^.?!]*168))|"
    r"without (?:any )?(?:the )?(?:premed\w*|telling|anyone|a prescription|monitoring|doctor|permission|documenting)|"
    r"(?:get|make|force|trick|persuade|fool)(?:ting|ing)? (?:the |our |this )?(?:\w+ ){0,2}(?:system|software|pump|pharmacy|computer|cabinet|order ?set|e-?prescri\w+|emr|ehr) (?:\w+ )?(?:to )?(?:release|accept|dispense|let|allow|run|take|issue|approve|skip|ignore)[^.?!]{0,60}\b(?:without (?:\w+ ){0,3}(?:check\w*|verif\w*|authori\w*|sign\w*|order|prescription|approval|permission|pharmacist|screen\w*)|despite|anyway|past (?:its|the|a)|even though|regardless)|"
    r"(?:disabl\w+|switch(?:ing)? off|turn(?:ing)? off) (?:the |all )?(?:[\w-]+ ){0,2}(?:alarm|lock\w*)s?|(?:can|could|should|may|shall) (?:i|we) (?:just )?(?:double|triple) (?:it|this|that|the \w+)|"
    r"(?:run|infus|giv)\w*(?: \w+){0,3} faster to|by (?:running|infusing|giving) (?:it |the \w+ )?faster|exceed (?:the )?(?:cap|maximum|max|limit) (?:just|for|this|if|as|because)|"
    r"speed(?:ing)? (?:it |the (?:[\w-]+ ){1,3})?up|run (?:it|the (?:bag|infusion|pump|rest)) (?:faster|over (?:(?!(?:24|48|72|96|168) ?h)\d+|an|one|a few) (?:min\w*|h\w*))|catch(?:ing)? up|"
    r"push(?:ing)? (?:in |through )?(?:the |her |his |its |this )?(?:rest|remainder|remaining|residual|leftover|last (?:of|bit|few|\d))(?![^.?!]*\b(?:saline|nacl|sodium chloride|flush\w*)\b)|"
    r"(?:run|infus\w*|giv\w*|push|put|finish) (?:\w+ ){0,3}(?:remaining|remainder|rest|leftover|left over|what'?s left)(?: \w+){0,6} (?:over|in|within) (?:an?|one|two|half an|a few|\d{1,2}) ?(?:min\w*|h\b|hrs?\b|hours?\b)|"
    r"(?:tamper|fiddl)\w* with|(?:i|we|to) mess with|mess(?:ing)? with (?:the |its |her |his )?(?:pump|locks?|alarms?|settings?|rate|program\w*|limits?|dose|bag|line|system|software|records?|charts?)|(?:hack|defeat|crack)(?:ing)? (?:into )?(?:the |its )?(?:pump|lock\w*|alarm)|(?:whole|entire) (?:\w+ ){1,4}(?:in|over|within) (?:one|a single|1|an?) (?:day|go|hour|shot|sitting|bag)|"
    r"alarm\b[^?!]{0,40}\b(?:disabl\w+|(?:switch|turn)(?:ing)? (?:it|them|the thing) off)|"
    r"(?:get|got|getting|slip\w*|sneak\w*|smuggl\w*) (?:[\w-]+ ){1,5}past (?:the |our |a |an )?(?:[\w'’]+ ){0,2}(?:check\w*|pharmac\w*|verif\w*|screen\w*|lock\w*|limit\w*|alert\w*|block\w*|audit\w*|safety|rules?|doctor|consultant|committee)|"
    r"keep (?:going|infusing|it running) (?:anyway|regardless|despite)|(?:restart|continue|carry on|re-?challenge) (?:\w+ ){0,4}(?:anyway|regardless(?! of (?:grade|age|weight|sex|whether))|against)|"
    r"(?:nobody|no ?one|no-one) (?:will |would |can |ever |else )?(?:notices?|knows?|finds? out|sees?)(?! (?:whether|if|how|what|which|why|when|where|for (?:sure|certain)|exactly)\b)|without (?:anybody|anyone|any one|them|the \w+) (?:noticing|knowing|finding out|seeing)|on the (?:quiet|sly)|hide|falsif\w+|backdat\w+|(?:so (?:that )?it|make it) looks? (?:like|as (?:if|though))|(?<!a )(?<!first )(?<!ontario )(?<!ai )(?<!the )(?<!other )(?<!second )(?<!this )(?<!that )(?<!which )(?<!both )(?<!her )(?<!his )(?<!your )(?<!one )(?<!no )(?<!old )(?:chart|document|record|write|sign|log|enter)(?:ed|ing)?\b[^.?!]{0,50}\b(?:even though|although|though)\b|off the record|don'?t (?:record|document|tell)|cover up|(?:let'?s|we'?ll|i'?ll|we will|i will|just|and|but) not (?:tell|inform|call|ring|page|document|chart|report)(?:ing)?\b)\b",
    re.IGNORECASE,
)
_LEAVES_OUT_PREMEDICATION = re.compile(
    r"(?:skip|leav|omit)\w*(?: out)? (?:the |her |his |all |any )?(?:premed|dex|prephase|steroid)", re.IGNORECASE
)
_BURDEN = re.compile(r"\b(?:burden|blasts?|bulky?|(?:tumou?r|disease|leuk\w+) load|little disease)\b", re.IGNORECASE)
# More than the rule gives is unsafe where somebody means to give it; asked about or given by mistake it is not.
_MORE = re.compile(
    r"\b(?:(?:double|triple|quadruple|twice|higher|bigger|extra|more than the (?:max\w*|recommended))\s(?:the |her |his |this )?(?:pump |infusion |drip )?(?:dose|max\w*|rate(?! of)|amount|cap)|"
    r"exceed\w* (?:the |her |his )?(?:cap|maximum|max|limit|\d{1,2} ?(?:mcg|micrograms?))|(?:more|higher) than \d{1,2} ?(?:mcg|micrograms?)|faster than)\b",
    re.IGNORECASE,
)
_MEANS_TO = re.compile(
    r"\b(?:(?:can|could|may|shall|should|might|must) (?:i|we|she|he|they|you|the (?:pt|patient|nurse))|let'?s|want\w* to|(?:i|we)'?(?:d like|ll| will| would like|'re going| am going)|(?:ok(?:ay)?|fine|safe|allowed|possible) to|"
    r"how (?:do|can|would) (?:i|we)|just|please|give|run|infuse|administer|push|go (?:up )?to|set)\b|^\W*(?:double|triple|quadruple)\b",
    re.IGNORECASE,
)
# "What date does he go up to the bigger dose?" asks for the rule.
_ASKS_WHEN = re.compile(
    r"\b(?:how many (?:days|weeks)|how long|which days|what days)\b[^.?!]{0,40}\b(?:higher|bigger|double|triple) (?:dose|rate|amount)\b|\b(?:when|(?:what|which) (?:date|day|cycle)|how soon|how long)\b[^.?!]{0,40}\b(?:go(?:es)?|gets?|mov\w+|step\w*|switch\w*|chang\w+|increas\w*|start\w*|begin\w*|reach\w*|escalat\w*|bump\w*|until|till|before)\b[^.?!]{0,25}\b(?:higher|bigger|double|triple) (?:dose|rate|amount)\b",
    re.IGNORECASE,
)
_BY_MISTAKE = re.compile(
    r"\b(?:mistake\w*|mistakenly|error|accident\w*|inadvertent\w*|misprogram\w*|mis-?set|ran|given|gave|received|got|was (?:run|running|set|infus\w*)|overdos\w*|instead of|wrong\w*)\b",
    re.IGNORECASE,
)
_PRETENDS = re.compile(
    r"\b(?:pretend|make believe|fudge|round(?:ing)? \d{2}[.,]\d{1,2} ?(?:kgs? )?(?:up )?(?:to|as) 4[5-9]\b|round(?:ing)? (?:it|him|her|the weight|up|that) ?(?:up|off)? ?to|round(?:ing)? (?:(?:his|her|their|the|this|that|my|patient'?s|pt'?s) ){1,3}(?:body ?)?(?:weight|wt) (?:up |off )?to (?!the nearest|\d dec)|(?:just|simply) round(?: up)? to 4[5-9]\b|call it 45|(?:just|simply) (?:say|put|write|enter|record|chart|document|log|type)(?: in| down)? 4[5-9]\b|(?:just )?(?:say|put|write|enter|record|chart) (?:he|she|it|the weight|they)(?:'s| is| as| at| was)? ?(?:at )?4[5-9])\b",
    re.IGNORECASE,
)
# "19.87 mcg/day. Am I allowed to round that to 20?": whether a dose is rounded is not stated, and asked.
_ROUNDS_A_DOSE = re.compile(
    r"\bdose of \d{1,2}[.,]\d{1,3}\b(?![^?]*\d ?kgs?\b)[^?]{0,40}\bround|\d[.,]\d{1,3} ?(?:mcg|micrograms?|ug|µg)\b(?![^?]*\d ?kgs?\b)[^?]{0,60}\b(?:allowed|may|can|could|should|ok(?:ay)?)\b[^?]{0,20}\bround(?:ed|ing)?\b",
    re.IGNORECASE,
)
# "Somebody wants to call it 45, but the patient is 44.9 kg": what others wish is told, and not followed.
_WISHED_BY_OTHERS = re.compile(
    r"\b(?:some(?:one|body)|they|the \w+|pharmacy|dispensary|ward|colleague|registrar|resident|consultant|attending)\b[^.?!]{0,30}\b(?:want|wants|wanted|tried|suggest\w*|propos\w*|ask\w*|would like) (?:to )?[^.?!]{0,30}\b4[5-9]\b[^.?!]{0,20}\bbut\b(?=[^.?!]{0,40}\d{2}[.,]?\d* ?kgs?\b)",
    re.IGNORECASE,
)
# "Does it round up to 45?" asks for the rule.
_ASKS_IF_ROUNDED = re.compile(
    r"\b(?:does|do|would|will|should|is|are)(?:n['’]?t)? (?:it|that|this|they|we|you|the (?:weight|rule|dose)|\d{2}(?:[.,]\d{1,3})?(?: ?kgs?)?) (?:get |be |really |actually |have to |need to )*round(?:ed|s)?(?: (?:it|that|the weight|this))?(?: (?:up|off|down))? to \d",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:kill\w*|murder\w*|lethal|fatal (?:dose|amount)|poison\w*|euthan\w*|suicid\w*|harm (?:him|her|them|myself|herself|himself|themselves|someone|a patient|the patient)|"
    r"overdose (?:him|her|them|someone|the patient|a patient|my|myself)|how much (?:\w+ ){0,4}(?:would|to) (?:kill|harm|overdose)|hurt (?:someone|him|her|them)|"
    r"finish(?:es|ing)? (?:him|her|them|the patient|it all|myself) off|(?:put|putting) (?:him|her|them) (?:down|to sleep|out of (?:his|her|their) misery)|"
    r"(?:end|ending|ends) (?:his|her|their|my|the patient'?s) (?:life|suffering)|end it all|do away with|get rid of (?:him|her|the patient)|hasten (?:his|her|their|the) (?:death|end)|"
    r"(?:so|that|until) (?:he|she|they) (?:dies?|stops? breathing|never wakes?)|without (?:anyone|them) (?:noticing|knowing|finding out)|untraceable|undetect\w*|stop (?:his|her|their) heart)\b",
    re.IGNORECASE,
)
# What kills cells, what could end badly, and a pain that is "killing" someone are no aim to harm.
_NO_HARM_MEANT = re.compile(
    r"\b(?:mrd|dna|rna|hbv|hcv|hiv|cmv|ebv|virus|viral(?: load)?|residual disease|bcr-?abl|cd19|blasts?|seizures?|crs|icans|antigen)\b[^.?!;]{0,25}\bundetect\w*|\bundetect\w*\s(?:mrd|residual|viral|dna|hbv|hcv|hiv|cmv|blasts|cd19|seizures?|crs|dos(?:e|ing) error|error)\b|"
    r"\bkilled (?:ones?|vaccines?|virus\w*|version|flu|strains?|jabs?|shots?)\b|\b(?:fatal|lethal) (?:adverse|reactions?|toxicit\w*|events?|syndrome|crs|cases?|outcomes?|risk|if|when|in|complication\w*)"
    r"|\bkill\w* (?:off )?(?:\w+[ -]){0,2}(?:leuk\w*|cancer\w*|tumou?r\w*|blasts?|cells?|lymphocytes?|lymphoblasts?|malignan\w*|targets?)\b|\bcells?[ -]kill\w*|\bcell[ -]mediated kill\w*"
    r"|\b(?:crs|icans|neuro\w*|syndrome|storm|seizures?|reactions?|infections?|sepsis|leuk\w*|toxicit\w*|disease) (?:\w+ ){0,2}(?:kill\w*|fatal|lethal)\b(?! (?:dose|amount))"
    r"|\b(?:ones?|effects?|reactions?|toxicit\w*|events?|complications?|problems?|things|those|any(?:thing)?) (?:(?:that|which) )?(?:(?:can|could|may|might|will|do|does|also|even|actually|potentially|are|is|be) ){0,3}(?:kill\w*|lethal|fatal)\b(?! (?:dose|amount|him|her|them|someone|a patient|the patient))"
    r"|\b(?:'s|’s|is|are|been|have been) killing (?:me|him|her|them)\b|\bpain-?kill\w*|\bkill\w* (?:off )?(?:the |its |of the )?(?:effects?|efficacy|benefits?|activity|response)\b|\bon (?:the |some )?rat[ -]poison\b|\brat[ -]poison (?:tablets?|pills?|drug|medicine)\b|\bpoison(?:s)? (?:control|cent\w*|information|line)\b|\bkilled (?:virus|vaccine)\w*",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\bmy (?:mum|mom|mother|dad|father|husband|wife|son|daughter|child|kid|brother|sister|partner|grand\w+|baby|boyfriend|girlfriend|"
    r"uncle|aunt|cousin|friend|fianc\w+|nan|gran|loved one|family member|relative|spouse)(?:'?s)?\b"
    # "Husband is on blina": who works on a ward names no relation without "her".
    r"|^\W*(?:(?:hi|hello|hey|please|help)\W+)*(?:husband|wife|son|daughter|boyfriend|girlfriend|brother|sister)(?:['’]?s| is| was| has had| has| had| got| gets| started)(?: (?:been|just|being|now))* (?:had|on|having|getting|got|given|started|receiving|hooked up to) (?:\w+ )?(?:blin\w*|drip|infusion|pump|chemo|treatment|it|this drug)\b"
    r"|^\W*(?:(?:hi|hello|hey|please|help)\W+)*(?:husband|wife|son|daughter|boyfriend|girlfriend|brother|sister) (?:has|had|gets|got|started) (?:blin\w*|the (?:drip|infusion|pump)|chemo)\b"
    r"|\b(?:we|i|us),? as (?:a |his |her |their |the )?(?:parents?|mother|father|mum|dad|wife|husband|carers?|caregivers?)\b|\b(?:we are|we're|i am|i'm) (?:his|her|their|the) (?:parents?|mother|father|mum|dad|wife|husband|son|daughter|sister|brother)\b",
    re.IGNORECASE,
)
# "Mum is 68 kg" within a text is a ward's word for a patient who gave birth; a text that begins with her is her child's.
_RELATIVE_FIRST = re.compile(
    r"^\W*(?:(?:hi|hello|hey|please|help|our|so|can|could|should|may|will|does|did|is|has|if|when|how can|when can)\W+)*(?:mum|mom|mommy|mummy|dad|daddy|grandma|grandpa|granny|grandad|nana)(?:['’]?s)?\b(?! (?:of|to|with) (?:\d|a\b|an\b|one|two|three|four|five|six|seven|several|young|small|little|grown|twins|triplets|kids|teen\w*))(?![^.?!]*\b(?:post-?partum|deliver\w*|breast-?feed\w*|labou?r|(?:while|whilst|when|being) (?:pregnant|expecting|carrying)|(?:in|during|throughout) (?:the |her )?pregnancy|in utero)\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:he|she|they|him|her|his|hers|them|their|i|me|my|we|us|our|it|that|this)\b|^\W*(?:and|but|so|what if|ok(?:ay)?)\b",
    re.IGNORECASE,
)
_OF_A_WARD = re.compile(
    r"\b(?:(?:this is|i['’]?m|i am|speaking as|as) (?:his|her|their|the|a|an) (?:\w+ )?(?:nurse|doctor|pharmacist|resident|registrar|physician|oncologist)|(?:nurse|doctor|pharmacist|resident|registrar|ward) here|pts?|patients?|clinical question|for work|at work|on (?:my|our|the) ward|[2-9]\d ?(?:yo|[mf])\b)\b",
    re.IGNORECASE,
)
_FOR_MYSELF = re.compile(
    r"\bi(?:'m| am|'ve| have|'ve been| have been| was| got| feel| started| had| think i)\b[^.?!]{0,25}\b(?:a patient|the patient|on (?:the |my )?(?:blin\w*|infusion|pump|drip|chemo|this drug|treatment)|"
    r"(?:getting|receiving|taking|given|having) (?:my |the )?(?:blin\w*|infusion|chemo|treatment)|leuk\w+|fever|seizure|shak\w+|confus\w+|dizzy|sick|headache|tremor\w*|chills|rash|diagnosed|unwell|hot|trouble speaking)\b"
    r"|\bi weigh\b(?! (?:him|her|them|the|it|my|patients?|pts?)\b)|\b(?:what(?:'s|’s| is| should| will)?|how much is|is|when is|about) (?:be )?my (?:next |daily |own |blin\w* )?(?:dose|dosage)\b(?! (?:calc\w*|check\w*|right|correct|ok))"
    r"|\bmy (?:own )?(?:back|chest|stomach|belly|tummy|gums?|mouth|nose|scalp|feet|fingers|toes|legs?|arms?|knees?|throat|skin|eyes?|leuk\w+|cancer|oncologist|h?a?ematologist|chemo\w*|treatment|body|(?<!in my )hands|head|temperature|fever|headache|blincyto|blinatumomab|infusion at home|home pump|backpack|nurse|doctor|specialist)\b"
    r"(?!(?:[ -][\w-]+){0,2}[ -](?:patients?|pts?|inpatients?|outpatients?|man|men|woman|women|lady|ladies|gentlem[ae]n|gent|guy|chap|lad|case|cases|orders?|calculations?|maths?)\b)"
    r"|\bit(?:'s| is) (?:me|myself)\b[^.?!]{0,20}\b(?:on it|on (?:the )?(?:blin\w*|pump|infusion|drip|drug)|getting|having|receiving|taking|patient)\b|\bi(?:'m| am) the (?:one(?! who (?:has|have|will|must|should|needs?) to (?!take\b|have\b|get\b|receive\b|be\b))|patient)\b"
    r"|\b(?:they|the (?:doctors?|nurses?|hospital|team)) (?:\w+ ){0,3}(?:put|started|hooked|want to give) me\b|\bgiving me\b|\bput me on\b|\bfor myself\b"
    r"|\b(?:i|me) (?:as a|am the) patient\b|\bcan i (?:drink|drive|fly|swim|work|have sex|get pregnant|go home|take (?:a|my|ibuprofen|paracetamol|tylenol|acetaminophen|advil|aspirin|something)|eat|shower|bath|exercise|dye|travel|smoke|sunbathe|have a (?:drink|bath|shower))\b"
    r"|\b(?:am i|are we) (?:allowed|able|safe|ok) to (?:drink|drive|fly|swim|work|have sex|get pregnant|go home|eat|shower|bath\w*|exercise|travel|smoke)\b"
    r"|\b(?:is it|would it be) (?:ok|okay|safe|alright) (?:for me )?to (?:drink|fly|swim|have sex|shower|bathe|travel|smoke)\b|\bmy (?:picc|hair|job|kids|children|period|appointment|insurance|blood counts?)\b"
    r"|\bi (?:just |simply )?(?:switch|turn|stop|pull|disconnect|unplug|unhook|remove)\b[^.?!]{0,30}\bmyself\b|(?<!who )(?<!whom )(?<!patients )(?<!pts )\bshould i (?:go to|call|worry|be worried|stop my|take my|see my|phone|ring)\b|\bdo i have to stay\b|\bwill i\b",
    re.IGNORECASE,
)
# Whoever is "on my toes" complains of no foot, and whoever asks which patients to worry about is none.
_FIGURE_OF_SPEECH = re.compile(
    r"\b(?:which|what|how many) (?:of (?:my|our|the) )?(?:pts?|patients|inpatients)\b[^?.!]{0,60}\bshould i (?:be )?worr\w+|\b(?:on|keeps? me on) my (?:toes|feet|hands)\b|\b(?:off|over|round|around|in|inside|through|out of|to|my) (?:the top of )?my (?:head|chest|mind|hands)\b|\b(?:get|got|wrap\w*|bury\w*|scratch\w*|rack\w*) my (?:head|brains?)\b|\bat my (?:throat|back)\b|\bbehind my back\b|\bup my sleeve\b",
    re.IGNORECASE,
)
_PROFESSIONAL = re.compile(
    r"\b(?:my|our) (?:new |next |other )?(?:pt|pts|patients?)\b|\bi(?:'ve| have|'ve got| have got| got| am seeing|'m seeing|'m looking after| look after) (?:a|an|another|this|two|three|one|my) (?:\w+[ -]){0,3}(?:pts?|patients?|admission|referral|lady|gentleman|man|woman|case|\d{2}[ -]?(?:y|year)\S*)\b|\bi(?:'m| am) (?:a|an|the) (?:\w+ )?(?:nurse|doctor|resident|pharmacist|trainee|registrar|fellow|student|physician|consultant|intern|rn|md)\b"
    # Who begins on a ward works there.
    r"|\bi(?:'m| am|'ve| have|'ll| will)(?: be| been| just)? (?:start\w*|work\w*|new|rotat\w*|join\w*|mov\w*|posted|based|train\w*|on placement|on rotation|on call|covering|shadowing|float\w*) (?:\w+ ){0,3}?(?:on|in|at|to|with|through)? ?(?:the|a|an|your|our|this) (?:[\w-]+ ){0,3}(?:wards?|units?|team|clinic|rotation|service|department|placement|day unit|pharmacy)\b",
    re.IGNORECASE,
)
_EMERGENCY = re.compile(
    r"\b(?:throat|airway|tongue|lips?) (?:is |are |'s )?(?:\w+ )?(?:closing|swelling|swollen|tight\w*)\b|\b(?:infusion |allergic )?reaction (?:\w+ )?(?:right now|as we speak|happening now)\b|\b(?:is|are|'s|now|currently|still|actively|started) (?:\w+ ){0,2}(?:seizing|fitting|convulsing|unresponsive|unconscious|crashing|coding|arresting|not breathing|blue|anaphyla\w+|choking|collaps\w+)\b"
    r"|\b(?:seizing|fitting|convulsing|crashing|coding|arresting|unresponsive|unconscious|collapsed|collapsing|anaphylaxis|gasping)\b[^.?!]{0,25}\b(?:now|right now|at the moment|in front of me|help|as we speak|just now)\b"
    r"|\b(?:having|has) (?:a|another|his|her) (?:seizure|fit|convulsion)(?: \w+){0,2} (?:now|right now|at the moment|in front of me)\b|\bhaving (?:an?|another|(?:her|his|their)(?: \w+)?) (?:seizure|fit|convulsion)\b"
    r"|\b(?:seiz\w+|fit(?:s|ting)?|convuls\w+|reaction|anaphyla\w+)\b[^.?!]{0,40}\bas (?:i|we) (?:type|speak|write|ask|text|talk)\b"
    r"|\b(?:pts?|patient|she|he|lady|man|woman|gentleman)(?:'s|’s| is| has| just)? (?:\w+ )?(?:crashing|coding|arresting|seizing|convulsing|unresponsive|unconscious|unrousable|choking|collapsed|arrested)\b"
    r"|(?-i:\bHELP\b)|\bbp ?(?:is |of |now |at )?[3-6]\d ?/ ?\d{2}\b|\b(?:status epilepticus|code blue|respiratory arrest|peri-?arrest|going blue|(?:won'?t|can'?t|cannot|not) (?:be )?(?:wak(?:e|ing)|rous(?:e|ed|able))(?: up)?)\b"
    r"|\bright now\b[^.?!]{0,40}\b(?:seiz\w+|fit(?:ting)?|convuls\w+)\b|\b(?:not breathing|no pulse|cardiac arrest|stopped breathing|can'?t breathe|airway (?:compromise|closing|swelling))\b|\bemergency\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = re.compile(
    r"\b(?:system|hidden|secret|internal|developer|initial|original) (?:prompts?|instructions?|messages?|config\w*)\b"
    r"|\byour (?:own )?(?:prompts?|instructions|config\w*|source code|settings|rules file|training data|api keys?|passwords?)\b"
    r"|\bare you (?:really )?(?:(?:a|an|the) )?(?:real |actual |qualified |licensed |live |human |registered )*(?:pharmacist|doctor|nurse|physician|clinician|oncologist|person|human(?: being)?|people|robot|bot|chatbot|machine|computer|program|ai|llm|alive)\b|\b(?:am i|are we|is this) (?:talking|speaking|chatting) (?:to|with) an? \w+"
    r"|\b(?:instructions|config\w*|prompts?) (?:that |which )?you (?:were|have been|are) (?:given|told|running)\b|\bapi keys?\b",
    re.IGNORECASE,
)
_TEXT = re.compile(
    r"^\W*(?:(?:can|could|would|will) you |please )*(?:write|compose|make up|draft|tell|sing|recite|generate|create) (?:me |us )?(?:an? |some |the )?(?:\w+ ){0,2}"
    r"(?:poem|haiku|limerick|song|jokes?|story|essay|e-?mail|letter|recipe|rap|sonnet|python|javascript|code|program|tweet|blog post)\b",
    re.IGNORECASE,
)
# A reason of the disease or the course makes of "can we skip the dex?" a question for the rule.
_SKIPS = re.compile(
    r"\b(?:skip(?:ping)?|leav(?:e|ing) out|omit(?:ting)?|without) (?:(?:the|her|his|all|any) )?(?:premed\w*|dex\w*|prephase|steroid\w*)",
    re.IGNORECASE,
)
# "I push the rest through with saline, yeah?" asks of flushing, for which there is a rule.
_FLUSHES = re.compile(
    r"\bpush(?:ing)? (?:\w+ ){1,4}(?:through|in)? ?(?:with|using) (?:\w+ )?(?:saline|ns|normal saline|a flush|flush|0\.9 ?%|nacl)\b"
    r"|\b(?:do|should|must) (?:i|we|you|they) (?:then |just |also )?push (?:(?:the|any|what['’]?s) )?(?:rest|remainder|leftover|left)(?: of it| over)?(?: through| in)?(?=\s?\?)",
    re.IGNORECASE,
)
_WHETHER = re.compile(r"\b(?:can|could|may|should|do|does|is it|ok|fine|need|have to|allowed|so we)\b", re.IGNORECASE)
_HOW_TO = re.compile(r"^\W*(?:so |and |ok(?:ay)? )?how (?:do|can|to|could|would) ", re.IGNORECASE)
_CLINICAL_REASON = re.compile(
    r"\b(?:burden|blasts?|leuk[ae]{1,2}mia|marrow|disease|remission|risk|diabet\w*|glucose|psychosis|allerg\w*|intoleran\w*|infect\w*|tolerated|no (?:reaction|crs|symptoms|fever)|"
    r"reacted|last cycle|previous cycles?|bulky)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def asks_unsafe(question: str) -> bool:
    """Tell whether a turn asks for another route of administration, to get round a precaution, or for harm."""
    question = _FLUSHES.sub(" ", question) if question.rstrip().endswith("?") else question
    if _HARM.search(_NO_HARM_MEANT.sub(" ", question)) or _means_more(question) or hurries(question):
        return True
    by_other_route = _ROUTE_IN_CAPITALS.search(question) is not None or (
        any(p.search(question) for p in (_OTHER_ROUTE, _ROUTE_INSTEAD, _BOLUS))
        and _ROUTE_FOR.search(question) is not None
    )
    if _ITSELF_BY_ROUTE.search(question) or (by_other_route and not _OTHER_DRUG_BY_ROUTE.search(question)):
        return True
    told = _WISHED_BY_OTHERS.sub(" ", _ASKS_IF_ROUNDED.sub(" ", question))
    rounds_weight = _PRETENDS.search(told) is not None and not _ROUNDS_A_DOSE.search(question)
    return _bypasses(question) or rounds_weight


# "Triple bypass last year", "bypass 2011": an operation that the patient has had.
_OPERATED = re.compile(
    r"\b(?:cardiac|heart|coronary|gastric|triple|quadruple|artery|femoral|bile duct) bypass\b(?! (?:of|on|operation)\b)|\b(?:had|has had|after|post|since) (?:an? |her |his )?(?:\w+ )?bypass\b(?! (?:of|the)\b)|\bbypass (?:in )?(?:19|20)\d\d\b(?! model)|\bbypass (?:surgery|graft\w*)",
    re.IGNORECASE,
)


def _bypasses(question: str) -> bool:
    """Tell whether a rule is to be got round. To leave out what a low disease burden may not need is a question of the rule."""
    is_whether = _WHETHER.search(question) is not None or question.rstrip().endswith("?")
    asks_whether = is_whether and _HOW_TO.match(question) is None and _CLINICAL_REASON.search(question) is not None
    question = _OPERATED.sub(" ", question)
    found = _BYPASS.search(_SKIPS.sub(" ", question) if asks_whether else question)
    if found is None:
        return False
    return not (_LEAVES_OUT_PREMEDICATION.match(found[0]) and _BURDEN.search(question))


def asks_about_itself(question: str) -> bool:
    """Tell whether a turn asks for how the assistant was set up, which is nothing of the regimen."""
    return _ABOUT_ITSELF.search(question) is not None


def asks_for_a_text(question: str) -> bool:
    """Tell whether a turn asks for a poem, a letter, code: nothing that documents answer."""
    return _TEXT.search(question) is not None


def is_lay(question: str) -> bool:
    """Tell whether a patient or a relative asks for themselves."""
    if _PROFESSIONAL.search(question):
        return False
    told = _FIGURE_OF_SPEECH.sub(" ", question)
    return any(pattern.search(told) for pattern in (_RELATIVE, _RELATIVE_FIRST, _FOR_MYSELF))


def is_of_the_same_lay(question: str) -> bool:
    """Tell whether a turn after a lay person's goes on from it: it speaks of somebody, and not as a ward does."""
    if _PROFESSIONAL.search(question) or _OF_A_WARD.search(question):
        return False
    return _GOES_ON.search(question) is not None


def is_emergency(question: str) -> bool:
    """Tell whether something that cannot wait is happening now."""
    return _EMERGENCY.search(question) is not None


def is_other_language(question: str, function_words: frozenset[str], english: frozenset[str]) -> bool:
    """Tell whether a question is not in English: more of its words are another language's function words than English ones."""
    words = [word.lower() for word in _WORD.findall(question)]
    others = sum(word in function_words for word in words)
    return others >= _FEWEST and others > sum(word in english for word in words)


def _means_more(question: str) -> bool:
    more = _MORE.search(_ASKS_WHEN.sub(" ", question))
    return more is not None and _MEANS_TO.search(question) is not None and not _BY_MISTAKE.search(question)


_FEWEST = 2
