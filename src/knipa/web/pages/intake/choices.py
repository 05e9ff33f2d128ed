"""The answers to choose from: the codes of the contract, in plain words. A test holds them equal to the engine's."""

from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from knipa.web import named

REASONS = [
    ("leak_urine", _("I leak urine")),
    ("leak_stool", _("I leak stool")),
    ("leak_gas", _("I leak gas")),
    ("prolapse", _("I have a prolapse")),
    ("heaviness", _("I feel heaviness")),
    ("chronic_cough", _("I have a long-lasting cough or COPD")),
    ("menopause", _("I am in or past menopause")),
    ("sexual_function", _("For sex")),
    ("prevention", _("To prevent trouble")),
]
TROUBLE_WHEN = [
    ("cough_sneeze_laugh", _("When I cough, sneeze or laugh")),
    ("rise", _("When I get up")),
    ("walk", _("When I walk")),
    ("lift", _("When I lift")),
    ("run", _("When I run")),
    ("jump", _("When I jump")),
    ("hard_training", _("When I train hard")),
    ("urge", _("When I suddenly need to go")),
    ("sex", _("During sex")),
    ("all_day", _("All day")),
]
AVOIDS = [("activity", _("Being active")), ("company", _("Seeing people")), ("sex", _("Sex"))]
CANNOT = [
    ("supine", _("Lie on my back")),
    ("all_fours", _("Be on all fours")),
    ("standing", _("Train standing")),
    ("lift", _("Lift")),
    ("jump", _("Jump")),
]
POSITION = [*named.POSITION, ("", _("Whichever is clearest"))]
ANATOMY = [
    ("vagina", _("I have a vagina")),
    ("penis", _("I have a penis")),
    ("unstated", _("I would rather not say")),
]
BIRTH_MODE = named.BIRTH_MODE
TEAR = [
    ("none", _("No")),
    ("1_2", _("Yes, a smaller one (degree 1 or 2)")),
    ("3_4", _("Yes, a larger one (degree 3 or 4)")),
    ("unknown", _("I do not know")),
]
OPERATION = named.OPERATION
SIGNS = [
    (
        _("Pain and soreness"),
        [
            ("pelvic_pain", _("Pain in the pelvis or the lower belly")),
            ("pain_on_squeeze", _("It hurts when I squeeze")),
            ("pain_at_sex", _("It hurts during sex")),
            ("wound_sore", _("A wound or tear is sore")),
        ],
    ),
    (
        _("Bladder and bowel"),
        [
            ("cannot_pass_urine", _("I cannot pass urine at all")),
            ("cannot_empty", _("I cannot empty my bladder properly")),
            ("blood_in_urine", _("Blood in my urine")),
            ("blood_in_stool", _("Blood in my stool")),
            ("catheter", _("I have a catheter that stays in")),
        ],
    ),
    (
        _("The rest of the body"),
        [
            ("unexpected_bleeding", _("Bleeding from the vagina that I did not expect")),
            ("bulge_outside", _("Something bulges out of the vagina or the anus")),
            ("fever", _("Fever")),
            (
                "fever_or_wound_trouble",
                _("A wound that is red, smells or hurts more, or fever after birth or surgery"),
            ),
            ("saddle_numbness", _("New numbness around the seat or genitals")),
            ("new_leg_weakness", _("New weakness in a leg")),
            ("told_to_wait", _("A professional has told me to wait with training")),
        ],
    ),
]
SEEN = ("blood_in_urine", "blood_in_stool", "cannot_empty", "unexpected_bleeding", "bulge_outside")
FOUND = [("yes", _("Yes, I know it")), ("no", _("I am not sure"))]


def is_zone(name: str) -> bool:
    """A time zone that this machine knows too."""
    return name in available_timezones()
