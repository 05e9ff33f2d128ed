"""Knipa promises nothing: no text in any language claims to treat, heal or cure, wherever it stands."""

import re

import pytest

from apart import our_texts

CLAIMS = {
    "sv": r"bot(?:a|ar|as|ade|at)|behandl\w*|läk(?!are|arn|arb)\w*|kurera\w*|blir? frisk\w*|garanter\w*|effektiv\w*",
    "en": r"cur(?:e|es|ed|ing)|treat\w*|heal(?!th)\w*|remed(?:y|ies)|guarantee\w*|therap(?:y|ies|eutic)|effective\w*",
}
CLAIMS["sv-x-latt"] = CLAIMS["sv"]
SENTENCE = re.compile(r"[^.!?\n]+")
ATTRIBUTED = "1177"  # what R1 and R18 say is said in the guide alone, and as what 1177 says (RULES.md)
NO_CLAIM = re.compile(
    r"läkemedel"  # a pharmacy answers questions about them
    r"|avgör inte behandling|does not diagnose or decide treatment"  # what Knipa is not
    r"|Datum då behandlingen slutade|Date the treatment ended|other cancer treatment in the pelvis"  # asked about
)


def claims(text, locale, *, in_the_guide):
    """Every sentence that claims."""
    found = [
        each
        for each in SENTENCE.findall(text)
        if re.search(rf"\b(?:{CLAIMS[locale]})\b", each, re.IGNORECASE)
    ]
    return [each for each in found if not NO_CLAIM.search(each) and not (in_the_guide and ATTRIBUTED in each)]


@pytest.mark.parametrize("locale", CLAIMS)
def test_no_text_claims_to_treat_or_cure(locale):
    texts = {*our_texts(locale)}
    assert {place.split(".")[0].split("/")[0] for place, _text in texts} >= {
        "articles",
        "cue",
        "reason",
        "django",
    }
    said = {
        (place, sentence.strip())
        for place, text in texts
        for sentence in claims(text, locale, in_the_guide=place.startswith("articles/"))
    }
    assert not said


def test_a_claim_would_be_noticed():
    assert claims("Knip botar läckage.", "sv", in_the_guide=True)
    assert claims("Squeezing treats leakage. It is effective.", "en", in_the_guide=True)
    assert claims("Enligt 1177 hjälper det läkningen.", "sv", in_the_guide=False)
    assert not claims("Enligt 1177 hjälper det läkningen.", "sv", in_the_guide=True)
