"""Where a person turns for care: as they have chosen, else by where they are and the language they read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knipa.content.care import Pack, pack_for, packs
from knipa.content.words import CARE, Words, words
from knipa.web.coach.facts import latest
from knipa.web.models import Account

SWEDEN = "sweden"  # the guide's articles have words of their own for readers there


@dataclass(frozen=True, slots=True)
class Whom:
    """Someone to turn to: what they are called in a sentence, what they are there for, and their number."""

    kind: str
    name: str
    says: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Care:
    """Whom to ring, in the words of a language."""

    words: Words

    @property
    def id(self) -> str:
        return self.words.pack.id

    @property
    def phrases(self) -> Mapping[str, str]:
        """What each is called, to fit into a sentence; and a few whole sentences."""
        return self.words.tables[CARE]

    @property
    def numbers(self) -> Mapping[str, str]:
        """The numbers that are known."""
        return self.words.pack.numbers

    @property
    def everyone(self) -> Iterator[Whom]:
        """Each whom one can turn to, the most urgent first; where rights stand is told apart."""
        for kind, contact in self.words.pack.contacts.items():
            if says := self.phrases.get(f"{kind}_says"):
                yield Whom(kind, self.phrases[kind], says, contact.number)


def care(account: Account, locale: str) -> Care:
    """Return whom this account turns to; before the first answers by choice and language alone."""
    told = latest(account) if account.pk else None
    return Care(words_of(account, locale, told.get("timezone") if told else None))


def words_of(account: Account, locale: str, timezone: str | None) -> Words:
    """Return the words for this account: the one place where its care pack is found."""
    return words(locale, _pack_of(account, locale, timezone))


def _pack_of(account: Account, locale: str, timezone: str | None) -> Pack:
    """The chosen pack, unless it has gone since."""
    return packs().get(account.care) or pack_for(locale, timezone)
