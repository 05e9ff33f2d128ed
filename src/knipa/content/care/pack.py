"""One country's care as data, what a region lends from its country, and whom a pack is chosen for."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

from knipa.content.care.reading import LISTS, Told, read
from knipa.content.library import ContentError

WORLD = "world"  # what stands in wherever there is no other, and for what another lacks
OWN = Path(str(files("knipa.content") / "care"))
LETTERS_OF_A_REGION = 2  # ISO 3166-1, as in a language tag


@dataclass(frozen=True, slots=True)
class Contact:
    """Someone to turn to, and the number where one is known for all whom the pack is for."""

    kind: str
    number: str | None = None  # as one reads it: digits, spaces, + in front
    source: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One country, or a part of it that says only what differs there."""

    id: str
    name: str  # where no words call it otherwise
    within: "Pack | None"  # None: the world itself
    contacts: Mapping[str, Contact]  # by kind; what it lacks itself is the wider pack's
    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    timezones: tuple[str, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(
        default_factory=dict
    )  # by language; ours lie with the languages

    @property
    def numbers(self) -> Mapping[str, str]:
        """The numbers that are known, by kind of contact."""
        return {kind: contact.number for kind, contact in self.contacts.items() if contact.number}

    @property
    def from_the_widest(self) -> tuple["Pack", ...]:
        """The world, what lies in it, and so on to this pack."""
        return (*(self.within.from_the_widest if self.within else ()), self)

    def lies_in(self, country: str) -> bool:
        """Tell whether it is this country, or a part of it."""
        return country in [each.id for each in self.from_the_widest]


def roots() -> list[Path]:
    """Return where packs lie: Knipa's own, and the folder that KNIPA_CARE names."""
    more = os.environ.get("KNIPA_CARE")
    return [OWN, *([Path(more)] if more else [])]


def packs() -> Mapping[str, Pack]:
    """Return every pack by its id; one in KNIPA_CARE takes the place of ours of the same id.

    Raises:
        ContentError: if a pack is broken or incomplete; it names file and field.
    """
    return _packs(tuple(roots()))


def pack(pack_id: str) -> Pack:
    """Return the pack of this id.

    Raises:
        ContentError: if there is none.
    """
    found = packs().get(pack_id)
    if found is None:
        raise ContentError(f"care/{pack_id}.toml: there is no such pack")
    return found


def pack_for(locale: str, timezone: str | None = None) -> Pack:
    """Return the pack for someone: by where they are, else by the region in their language tag, else by language."""
    language, region = _parts(locale)
    told = {"timezones": timezone, "regions": region, "languages": language}
    all_of_them = [*packs().values()]
    for claim, value in told.items():
        for each in reversed(all_of_them):  # a folder of one's own comes before ours
            if value in getattr(each, claim):
                return each
    return pack(WORLD)


def _parts(locale: str) -> tuple[str, str | None]:
    """The language and the region of a tag: sv-SE is sv and SE; what stands after x is private."""
    language, *more = takewhile(lambda part: part != "x", locale.lower().replace("_", "-").split("-"))
    region = next((part for part in more if len(part) == LETTERS_OF_A_REGION), None)
    return language, region.upper() if region else None


@cache
def _packs(where: tuple[Path, ...]) -> Mapping[str, Pack]:
    told = {file.stem: read(file) for root in where for file in _in(root)}
    return {pack_id: _made(pack_id, told) for pack_id in told}


def _in(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        raise ContentError(f"KNIPA_CARE: {root} is not a folder")
    yield from sorted(root.glob("*.toml"))


def _made(pack_id: str, told: Mapping[str, Told], inside: tuple[str, ...] = ()) -> Pack:
    """The pack, with what the wider one lends it."""
    one = told[pack_id]
    within = _wider(pack_id, told, (*inside, pack_id))
    own = {kind: Contact(kind, **contact) for kind, contact in one["contact"].items()}
    return Pack(
        id=pack_id,
        name=one["name"],
        within=within,
        contacts={**(within.contacts if within else {}), **own},
        words=one["words"],
        **{claim: tuple(one[claim]) for claim in LISTS},
    )


def _wider(pack_id: str, told: Mapping[str, Told], inside: tuple[str, ...]) -> Pack | None:
    if pack_id == WORLD:
        return None
    wider = told[pack_id]["within"] or WORLD
    if wider not in told or wider in inside:
        raise ContentError(f'care/{pack_id}.toml: within: expected another pack that holds it, got "{wider}"')
    return _made(wider, told, inside)
