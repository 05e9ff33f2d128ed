"""What a card may say, in plain words. A test holds the codes equal to the engine's."""

from django.utils.translation import gettext_lazy as _

EVENT = [("birth", _("A birth")), ("surgery", _("An operation")), ("", _("Neither of them"))]
BIRTH_MODE = [
    ("vaginal", _("Vaginal")),
    ("instrumental", _("With vacuum cup or forceps")),
    ("caesarean", _("Caesarean")),
]
TEAR = [
    ("none", _("No tear")),
    ("1_2", _("Degree 1 or 2")),
    ("3_4", _("Degree 3 or 4")),
    ("unknown", _("Not known")),
]
OPERATION = [
    ("prostatectomy", _("Of the prostate")),
    ("hysterectomy", _("Womb removed")),
    ("prolapse", _("For prolapse")),
    ("urinary_incontinence", _("For leaking urine")),
    ("faecal_incontinence", _("For leaking stool")),
    ("other_pelvic", _("Another in the pelvis")),
]
POSITION = [
    ("supine", _("On the back")),
    ("side", _("On the side")),
    ("sitting", _("Sitting")),
    ("all_fours", _("On all fours")),
    ("standing", _("Standing")),
]
