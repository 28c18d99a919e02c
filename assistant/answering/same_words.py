"""Words that say the same when a statement is worded anew, and words that say nothing by themselves. Phrases: same_phrases.py.

A word of prose that is neither in the cited quote nor here stops its sentence. So a pair belongs here only where either word may
stand for the other in every statement of the documents; where in doubt, leave it out: the quote is shown instead.
"""

GROUPS = """
hold held holds holding withhold withheld withholding interrupt interrupts interrupted interruption pause paused
discontinue discontinues discontinued discontinuing discontinuation
restart restarts restarted restarting resume resumes resumed resuming reinitiate reinitiated reinitiating recommence recommenced
increase increases increased increasing escalate escalates escalated escalating escalation
recovery recover recovers recovered recovering settle settles settled resolve resolves resolved resolving resolution
recur recurs recurred recurrence recurring
consider considers considered considering
manage manages managed managing management handle handles handled handling
monitor monitors monitored monitoring watch watched observe observed observation surveillance
slow slows slowed slowing
appropriate suitable
last final
fixed flat
stop stops stopped stopping
start starts started starting
taper tapers tapered tapering
screen screens screened screening
confirm confirmed confirms
investigate investigated investigation investigating
permanently permanent
aggressively aggressive
strictly strict
closely close
study studied studies
prime primed priming
flush flushed flushing
freeze frozen freezing
refrigerate refrigerated refrigerator fridge
discard discarded dispose disposed
protect protected protecting
hospitalization hospitalisation hospitalized hospitalised hospitalize hospital admission inpatient admit admits admitted
recommend recommends recommended advised advisable
recommendation recommendations
require requires required requirement requirements need needed needs necessary necessitate necessitates
vaccine vaccines vaccination vaccinations vaccinate vaccinated immunization immunisation
child children paediatric pediatric
leukemia leukaemia leukemic leukaemic
tumour tumor
contraindication contraindications contraindicated
hypersensitive hypersensitivity
breastfeed breastfeeds breastfeeding breast-feed breast-feeding
drive drives driving
pharmacokinetic pharmacokinetics pk
exam examination examine examined
elevated raised increased ↑
decrease decreased reduced reduction lowered
neurological neurologic neurology neurologist
prophylaxis prophylactic prevent prevents prevented preventing prevention preventive preventative
marrow
inadvertent inadvertently accidental accidentally unintentional unintentionally
separate separates separated
repeat repeats repeated
antiemetic
occur occurred occurs occurring occurrence arise arises arose arisen arising happen happens happened happening
update updated updates
neurotoxicity neurotoxic
infection infections
confirmed confirm
develop developed
interact interaction interactions
eligible
progression progresses progress progressed
unacceptable
effect effects affect affects influence influences
prepare prepared preparation
account
centre centres center centers
adult adults
guideline guidelines guidance
limited
contain contains containing
average averages
approximately approximate about
suppress suppresses suppression
early
intervene intervening intervention interventions
experience experienced
possible possibly potential potentially possibility
onset
incidence
cancer
versus compare compared comparison comparing compares
assess assessed assessment assesses assessing evaluate evaluated evaluation
interval break gap
especially particularly notably
abnormality abnormalities abnormal
additional further
adjust adjusted adjusts adjusting adjustment adjustments modify modified modifies modifying modification modifications change changes changed changing
bleeding hemorrhage haemorrhage
calculate calculated calculation calculations
complete completed completing completion finish finished
connect connected connection
contraception contraceptive contraceptives
diagnosis diagnosed
differ differs different vary varies
dyspnea dyspnoea breathlessness
edema oedema swelling
impairment impaired dysfunction insufficiency
insomnia sleeplessness
fatal deadly lethal
coagulation clotting
seizure seizures convulsion convulsions
important importance
suspected suspect suspects suspicion
elderly older
error errors mistake mistakes
expose exposed exposure
fever pyrexia
frequent frequently often
hazardous dangerous
hematologic hematological haematologic haematological
hemodialysis haemodialysis
hemophagocytic haemophagocytic
infant infants baby babies
irradiation irradiated radiotherapy radiation
methotrexate mtx
neonate neonates newborn newborns
package packaging pack
pregnancy pregnant pregnancies
prior previous previously
renal kidney
hepatic liver
thereafter afterwards afterward later subsequently
transient transiently temporary temporarily
dexamethasone decadron
tocilizumab actemra
anakinra kineret
warfarin coumadin
cyclosporine ciclosporin cyclosporin neoral
rate rates
administer administered administration administering
"""
"""One group a line: each word of it stands for the first."""

_NEUTRAL_WORDS = """
    a an the this that these those it its they them their he she his her which who whom whose there here one ones
    is are was were be been being am do does did has have had having
    of in on at to for from by with as into onto via through per within during over under between among
    and or nor but so then while also too both either each every all any other another such same than
    if unless until when whenever where whereas because since although though whether after before once
    not no never neither without cannot
    should must may might can could shall will would
    patient patients person people individual individuals those anyone someone weight weigh weighs weighing
    blinatumomab blincyto drug medicine dose doses dosage treatment treatments therapy regimen infusion infusions
    give gives given giving get gets receive receives received receiving use uses used using take takes took taken
    make makes made mean means call calls lead leads how graded grading date dates dated
    say says said state states stated according document documents monograph summary unreviewed
    see refer consult following followed follow follows
    disease toxicity toxicities dosing dosed
    total day days cycle cycles grade grades kg above below
    namely example eg ie e.g i.e etc et al
    blin begin begins began begun beginning against qualify qualifies belong belongs list listed lists meant run runs ran
    done check checks checked seen report reported reports include includes included including describe describes described
"""
NEUTRAL = frozenset(_NEUTRAL_WORDS.split())
"""Words that carry no fact by themselves. Negations, modals and times are checked on their own."""

_PLAIN_ENGLISH_WORDS = """
    rest rests based base category categories otherwise still currently respectively particular specifically namely term terms part
    parts form case cases setting number amount level value item result results fact basis reason purpose point decision approach step
    plan test tests factor factors concern perform performs performed performing carry carried apply applies applied cover covers
    covered ensure ensures help helps come comes happen happens happened exist exists remain remains remained appear appears show
    shows shown showed showing find finds found note noted keep keeps kept store stored storing place placed put set provide provides
    provided offer offers look looks sign signs undergo undergoes fit fitted equip equipped vial vials colleague colleagues publish
    published journal paper author authors article articles stay stays admit admits admitted overall question answer rule rules
    tested statement quote text section table row reader clinician clinicians physician nurse pharmacist team teams ward staff provider
    speak speaks name names named call called refers referred relates related relate regarding concerning respect terms entail
    entails imply implies involve involves involved indicate entry entries advice information details detail tell tells told give
    just namely thus hence therefore accordingly similarly likewise additionally furthermore moreover meanwhile instead besides
    prephase go goes going reach reached reaches reaching option options choices purposes make makes become becomes
    again extent degree consist consists comprise comprises cause causes caused causing measured obtain obtained aged data alone apart around along across about regard like alike unlike well
"""
PLAIN_ENGLISH = frozenset(_PLAIN_ENGLISH_WORDS.split())
"""General words: in the sentences of a clinic they add no instruction. No drug, no act on a patient, no time or frequency."""

KEPT = frozenset(
    {"only", "permanently", "concurrent", "confirm", "appropriate", "solesource", "minimum", "treatment-free"}
)
"""Words of a quote that its wording must not lose."""

ACTIONS = frozenset({"hold", "discontinue", "restart", "increase", "consider", "stop", "slow"})
"""What is done with the infusion: a wording of a statement keeps every one of them, and what each depends on."""

_TOXICITY_WORDS = "crs icans neurotoxicity seizure infusionreaction pancreatitis leukoencephalopathy capillary dic livertest bilirubin relevant"
TOXICITIES = frozenset(_TOXICITY_WORDS.split())
"""What a row of the table of modifications is about, in the words of this module."""

TOPICS = TOXICITIES | {"tls", "risk", "warfarin", "cyclosporine", "breastfeeding", "contraception", "pregnancy"}
"""What the sentences of one list item have in common: named in one, meant in the others."""

_IMPERATIVES_WORDS = """
    hold discontinue restart resume increase consider manage treat monitor screen refer prime infuse refrigerate protect stop
    aggressively grade assess premedication permanently start with if for patients
"""
IMPERATIVES = frozenset(_IMPERATIVES_WORDS.split())
"""First words of statements that tell what to do; of these "should" may be said."""
