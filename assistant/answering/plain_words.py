"""General English words that add no instruction, by what they do in a sentence.

No drug, no act on a patient, no time, frequency, quantity or degree, nothing that denies, weakens or strengthens.
"""

_SPEECH = """
    mention mentions mentioned mentioning specify specifies specified specifying outline outlines outlined define defines defined explain
    explains explained instruct instructs instructed warn warns warned warning read reads reading write writes written
    point points pointed remind reminds reminded highlight highlights highlighted summarise summarize summarised summarized set out
    class classed classified classify classifies categorised categorized grouped labelled labeled consulted cite cites cited titled entitled
    express expressed expresses describing listing stating saying telling speaking noting
"""
_BEING = """
    remains remaining lie lies stand stands constitute constitutes represent represents serve serves act acts acting function functions work works
    working exist existing present presents extend extends span spans turn turns prove proves proven
    follow following occur belong belonging concern concerns concerned concerning consist consisting comprise comprising contain
    involve involving remain become becoming exhibit exhibits display displays carry carries carrying bear bears
    something criteria problem wait waits waiting spent prompt prompts covering problems puts putting already forgood asks ask asked determine determined length
    amount amounts correspond corresponds corresponding
"""
_DOING = """
    let lets get gets getting got make making made do doing done take taking taken bring brings brought handle deal deals dealt use using
    choose chooses chosen select selects selected decide decides decided deciding judge judges judged plan plans planned arrange arranges arranged
    try tries tried proceed proceeds employ employs employed utilise utilize utilised utilized look looking keep keeping perform performing
    conduct conducts conducting undertake undertaken undertakes allow allowing account accounts accounted attend attended enter enters entered
    see seeing seen adhere adheres adhered stick sticks respect respects respected call calling
    build builds built schedule schedules scheduled deliver delivers delivered delivering matter matters mattered rise rises rising risen
    happen happening come coming find finding show showing apply applying ensure ensuring tell
"""
_THINGS = """
    way ways manner kind kinds sort sorts type types nature matter matters issue issues aspect aspects circumstance circumstances situation
    situations occasion occasions course thing things line group groups set sets figure figures figured heading headings context item items piece
    measure choice means use usage role place side point points example instance instances idea whole rest remainder
    content wording words passage passages page list schedule scheme regimen drug agent agents
    person persons someone everyone everybody anybody individual doctor doctors prescriber prescribers professional professionals
    function functions status state condition hand feature features
"""
_JOINING = """
    upon towards toward amid amongst whichever whatever wherever whoever whom itself themselves himself herself our your you we us my me mine
    yet even ever indeed actually simply merely altogether again properly carefully accordingly finally overall
    out away behind beside beneath inside around along apart given owing regarding including per through throughout
    that this these those such own same latter former respectively namely also too either both all each every any some
    firstly secondly lastly moreover nonetheless nevertheless hence thereby therein thereof whereby so thus besides
    under here there where when while how why what
"""
PLAIN = frozenset(" ".join((_SPEECH, _BEING, _DOING, _THINGS, _JOINING)).split())
