"""Symbols that say without words what to do and how it felt: one pen, one ring that closes and opens.

Each is drawn on 48 × 48 with round strokes in the colour of the text, so that every dress fits it. What is filled is
`solid`; no symbol is told from another by its colour.
"""

RING = '<circle cx="24" cy="24" r="{r}"/>'
DISC = '<circle class="solid" cx="24" cy="24" r="{r}"/>'
IN = '<path d="M19 6l5 5 5-5M19 42l5-5 5 5M6 19l5 5-5 5M42 19l-5 5 5 5"/>'
OUT = '<path d="M19 8l5-5 5 5M19 40l5 5 5-5M8 19l-5 5 5 5M40 19l5 5-5 5"/>'
BOLT = '<path class="solid" d="M27 10L15 27h7l-2 12 13-18h-8z"/>'
FACE = '<circle cx="24" cy="24" r="19"/><path d="M17 18v3M31 18v3"/>'
DROP = '<path {solid} d="M24 6c6 9 11 14 11 21a11 11 0 0 1-22 0c0-7 5-12 11-21z"/>'
SPEAKER = '<path class="solid" d="M6 19h8l10-8v26l-10-8H6z"/>'
SLASH = '<path d="M9 39L39 9"/>'
WEIGHT = '<circle cx="24" cy="11" r="5"/><path d="M8 41l6-25h20l6 25z"/>'

SIGNS = {
    # what to do now
    "ready": RING.format(r=15) + '<path d="M16 24h.1M24 24h.1M32 24h.1"/>',
    "squeeze": DISC.format(r=7) + IN,
    "hold": DISC.format(r=9) + RING.format(r=17),
    "let_go": RING.format(r=10) + OUT,
    "move": DISC.format(r=7) + '<path d="M12 12a17 17 0 0 1 29 12M41 13v11H30"/>',
    "breathe": '<path d="M5 18c6-7 12-7 19 0s13 7 19 0M5 32c6-7 12-7 19 0s13 7 19 0"/>',
    "done": RING.format(r=19) + '<path d="M15 25l6 6 12-13"/>',
    "rest": '<path d="M17 11v26M31 11v26"/>',
    # buttons
    "play": '<path class="solid" d="M15 9l24 15-24 15z"/>',
    "pause": '<path d="M17 11v26M31 11v26"/>',
    "stop": '<rect class="solid" x="12" y="12" width="24" height="24" rx="3"/>',
    "again": '<path d="M38 24a14 14 0 1 1-5-11M34 5v9h-9"/>',
    "back": '<path class="solid" d="M39 10L19 24l20 14z"/><path d="M11 10v28"/>',
    "skip": '<path class="solid" d="M9 10l20 14L9 38z"/><path d="M37 10v28"/>',
    "ease": '<path d="M4 36h7c4 0 3-10 8-10h10c5 0 4 10 8 10h7M24 4v13M18 12l6 6 6-6"/>',
    "regrip": RING.format(r=8) + '<path d="M40 24a16 16 0 1 1-5-11.6M36 4v9h-9"/>',
    "hurts": '<path d="M16 4h16l12 12v16L32 44H16L4 32V16z"/>' + BOLT,
    "sound": SPEAKER + '<path d="M31 18a9 9 0 0 1 0 12M36 12a17 17 0 0 1 0 24"/>',
    "silence": SPEAKER + '<path d="M31 19l10 10M41 19L31 29"/>',
    "sliders": '<path d="M6 14h14M32 14h10M6 34h6M24 34h18"/><circle cx="26" cy="14" r="5"/>'
    '<circle cx="18" cy="34" r="5"/>',
    "words": '<path d="M6 12h36M6 24h36M6 36h22"/>',
    "pictures": '<rect x="5" y="9" width="24" height="30" rx="3"/><circle cx="17" cy="19" r="4"/>'
    '<path d="M10 34c2-7 12-7 14 0M37 34V12l6 3"/><circle class="solid" cx="35" cy="35" r="3"/>',
    "table": '<path d="M6 9h36v30H6zM6 19h36M6 29h36M20 9v30"/>',
    "new": '<path d="M24 5L45 42H3z"/><path d="M24 18v11M24 36h.1"/>',
    # how it felt
    "glad": FACE + '<path d="M15 28c3 7 15 7 18 0"/>',
    "even": FACE + '<path d="M16 31h16"/>',
    "strained": FACE + '<path d="M14 32l5-4 5 4 5-4 5 4M13 15l6-3M35 15l-6-3"/>',
    "pained": '<circle cx="24" cy="24" r="19"/><path d="M14 17l6 3-6 3M34 17l-6 3 6 3M16 34c3-5 13-5 16 0"/>',
    "clear": DISC.format(r=9)
    + '<path d="M24 4v6M24 38v6M4 24h6M38 24h6M10 10l4 4M34 34l4 4M38 10l-4 4M10 38l4-4"/>',
    "faint": '<circle cx="24" cy="24" r="14" stroke-dasharray="7 7.66"/>',
    "none": '<circle cx="24" cy="24" r="14" stroke-dasharray="0.1 8.7"/>' + SLASH,
    "yes": '<path d="M8 25l11 11 21-24"/>',
    "no": '<path d="M11 11l26 26M37 11L11 37"/>',
    # signs of the body, and why one trains
    "pain": BOLT,
    "drop": DROP.format(solid=""),
    "blocked": DROP.format(solid="") + SLASH,
    "fever": '<path d="M20 28V9a4 4 0 0 1 8 0v19a9 9 0 1 1-8 0z"/><circle class="solid" cx="24" cy="35" r="4"/>'
    '<path d="M34 10h7M34 18h5M34 26h7"/>',
    "wound": '<rect x="3" y="16" width="42" height="16" rx="8" transform="rotate(-45 24 24)"/>'
    '<path d="M24 20v8M20 24h8"/>',
    "wait": '<circle cx="24" cy="24" r="19"/><path d="M24 12v12l8 5"/>',
    "body": '<circle cx="24" cy="10" r="6"/><path d="M12 44V30c0-8 24-8 24 0v14"/>',
    "weight": WEIGHT,
    "heart": '<path d="M24 41C-4 24 10 3 24 15c14-12 28 9 0 26z"/>',
    "shield": '<path d="M24 5l16 6v12c0 11-8 17-16 20C16 40 8 34 8 23V11z"/><path d="M17 23l5 5 10-11"/>',
}
# what is chosen, by question: a symbol, or a picture of the guide
ANSWERS: dict[str, dict[str, str]] = {
    "reasons": {
        "leak_urine": "drop", "heaviness": "weight", "chronic_cough": "cough",
        "sexual_function": "heart", "prevention": "shield",
    },
    "trouble_when": {
        "cough_sneeze_laugh": "cough", "rise": "rise", "walk": "walk", "lift": "lift", "jump": "jump",
        "urge": "drop", "sex": "heart", "all_day": "wait",
    },
    "avoids": {"sex": "heart"},
    "cannot": {"supine": "supine", "all_fours": "all_fours", "standing": "standing", "lift": "lift", "jump": "jump"},
    "anatomy": {"vagina": "floor_side_rest_vagina", "penis": "floor_side_rest_penis"},
    "found": {"yes": "clear", "no": "faint"},
    "signs": {
        "pelvic_pain": "pain", "pain_on_squeeze": "pain", "pain_at_sex": "pain", "wound_sore": "wound",
        "fever": "fever", "fever_or_wound_trouble": "wound", "cannot_pass_urine": "blocked", "told_to_wait": "wait",
    },
    "ease": {"easy": "glad", "right": "even", "hard": "strained"},
    "contact": {"clear": "clear", "faint": "faint", "none": "none"},
    "let_go": {"yes": "let_go", "no": "hold"},
    "pain": {"no": "glad", "yes": "pained"},
    "tired": {"yes": "yes", "no": "no"},
    "heavier": {"yes": "weight", "no": "no"},
    "troubled": {"rise": "rise", "walk": "walk", "lift": "lift", "jump": "jump", "cough": "cough"},
}  # fmt: skip
