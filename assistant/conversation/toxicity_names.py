"""Which row of the dose-modification table each thing of the vocabulary belongs to."""

# The calculator's name of what the vocabulary names. Concepts that are no toxicity of the dose-modification table by
# themselves (headache, depression, …) are not here: with a grade they could be neurotoxicity or another toxicity.
TOXICITY_OF = {
    "crs": "crs",
    "icans": "neurotoxicity",
    "neurotoxicity": "neurotoxicity",
    "tremor": "neurotoxicity",
    "seizure": "seizure",
    "liver": "liver",
    "pancreatitis": "pancreatitis",
    "leukoencephalopathy": "leukoencephalopathy",
    "capillary_leak": "capillary_leak",
    "dic": "dic",
    "infusion_reaction": "infusion_reaction",
    "other_toxicity": "other",
    **dict.fromkeys(
        (
            "tls",
            "hlh",
            "infection",
            "myelosuppression",
            "fever",
            "edema",
            "cough",
            "rash",
            "musculoskeletal_pain",
            "tachycardia",
            "hypotension",
            "hypersensitivity",
            "gi_effects",
            "other_organs",
        ),
        "other",
    ),
}
SIGNS = frozenset(
    {"fever", "edema", "cough", "tachycardia", "hypotension", "gi_effects", "musculoskeletal_pain", "other_organs"}
)
NAMED_ROWS = frozenset(TOXICITY_OF.values()) - {"other"}
ALLERGY = "hypersensitivity"
