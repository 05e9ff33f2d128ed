"""Whether the time-zone data are there, and new enough for the clock changes to come."""

import re
import zoneinfo
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzdata  # type: ignore[import-untyped]

from knipa.web.checking.finding import Finding, well, wrong

NAME = "time zones"
KNOWN = "Europe/Stockholm"
# Its clock goes back for Ramadan, each year on other days: a table that ends too early is seen here
CHANGES_EACH_YEAR, OFFSETS = "Africa/Casablanca", {timedelta(0), timedelta(hours=1)}
WEEKS = 104  # two years ahead, week by week (our choice)
VERSION = re.compile(r"(?:# version )?(\d{4}[a-z]+)")
UPDATE = (
    "Update the system's package of time zones (tzdata), or set PYTHONTZPATH= so that Knipa takes its own."
)


def look(now: datetime | None = None) -> Finding:
    """Say which data are used, and where they are wrong by newer ones that we have."""
    now = now or datetime.now(UTC)
    try:
        ZoneInfo(KNOWN)
    except ZoneInfoNotFoundError:
        return wrong(NAME, f"{KNOWN} is not known", "Install the package tzdata.")
    used = of_the_system()
    if not knows_the_year(ZoneInfo(CHANGES_EACH_YEAR), now.year):
        said = f"{used or tzdata.IANA_VERSION} knows no clock change of {now.year} in {CHANGES_EACH_YEAR}"
        return wrong(NAME, said, UPDATE)
    if not used:
        return well(NAME, f"{tzdata.IANA_VERSION}, Knipa's own")
    return _compared(used, now)


def knows_the_year(zone: ZoneInfo, year: int) -> bool:
    """Whether a zone that changes twice a year does so in this one."""
    noon = datetime(year, 1, 1, 12, tzinfo=UTC)
    return {(noon + timedelta(days)).astimezone(zone).utcoffset() for days in range(365)} == OFFSETS


def of_the_system() -> str:
    """Return the version of the system's data, which go before the package's; nothing where there are none."""
    for folder in map(Path, zoneinfo.TZPATH):
        if (folder / KNOWN).is_file():
            return _version(folder)
    return ""


def differing(now: datetime) -> list[str]:
    """Return the zones in which the system's data tell another time than ours, at some moment of two years."""
    weeks = [now + timedelta(weeks=week) for week in range(WEEKS)]
    keys = (resources.files(tzdata) / "zones").read_text("utf-8").split()
    return [key for key in keys if _tells(_of_ours(key), weeks) != _tells(_of_theirs(key), weeks)]


def _compared(used: str, now: datetime) -> Finding:
    said = f"{used}, this machine's"
    if used >= tzdata.IANA_VERSION or not (others := differing(now)):
        return well(NAME, said)
    older = f"{said}, are older than Knipa's {tzdata.IANA_VERSION}"
    return wrong(NAME, f"{older} and wrong within two years for {len(others)}, such as {others[0]}", UPDATE)


def _tells(zone: ZoneInfo | None, at: list[datetime]) -> list[timedelta | None] | None:
    return [each.astimezone(zone).utcoffset() for each in at] if zone else None


def _of_ours(key: str) -> ZoneInfo:
    with resources.files(tzdata).joinpath("zoneinfo", *key.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file)


def _of_theirs(key: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(key)
    except ZoneInfoNotFoundError:
        return None


def _version(folder: Path) -> str:
    for name in ("tzdata.zi", "+VERSION"):
        if (file := folder / name).is_file():
            with file.open(encoding="utf-8") as opened:
                if found := VERSION.match(opened.readline()):
                    return found[1]
    return "0000 (of unknown age)"
