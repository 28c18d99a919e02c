"""Every fixed wording of the About page, in one place."""

ABOUT = "About"
ABOUT_LEAD = "What this assistant is for, what it does not do, and how far it was measured."
INTENDED_USE = "Intended use"
INTENDED = (
    (
        "It helps health care professionals to find and to check what the BLIN regimen monograph says: blinatumomab for adults with "
        "relapsed or refractory B-cell precursor acute lymphoblastic leukemia. It quotes the documents with the place of every "
        "quote, and computes doses, dates and modifications by rules that each carry the words they rest on."
    ),
    "Its basis can be reviewed: every answer opens the passage in its document. The person who reads it decides.",
)
DOES_NOT = "What it does not do"
NOT_DONE = (
    "It gives no medical advice, and it does not replace the protocol, the product monograph, or a second check.",
    "It computes nothing for children, for measurable residual disease, for consolidation, or beyond the cycles of the monograph.",
    "It does not fill in what the documents leave open: it says that they do not state it.",
    "It does not grade a toxicity, choose a scale, or round a dose.",
    "It is not for patients or families, and not for an emergency.",
)
LIMITS_TITLE = "Limits"
NOT_SIGNED = "Not clinically validated: no two pharmacists have signed the rules as they stand."
LIMITS = (
    (
        "The monograph decides. The summary was written by a machine and nobody has reviewed it: it adds labelled background and "
        "supplies no rule."
    ),
    "The monograph came out of a PDF whose page breaks displaced labels; the Regimen page shows every repair.",
    "Guidelines and monographs that the documents refer to are not held here.",
    "A document may have been revised since; its revision stands beside every quote.",
)
MEASURED = "How it was measured"
NOT_MEASURED = "No evaluation has been run on this machine yet. The Safety page runs one."
REPORTING_HALF = "The reporting half of the reference questions, on which nothing was tuned."
