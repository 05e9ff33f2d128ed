"""Births, operations and positions in plain words, wherever one chooses among them."""

from django.utils.translation import gettext_lazy as _

BIRTH_MODE = [
    ("vaginal", _("Vaginal")),
    ("instrumental", _("With vacuum cup or forceps")),
    ("caesarean", _("Caesarean")),
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
