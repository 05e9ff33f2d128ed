"""Any person and any log that the contract allows, for Hypothesis."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as some

from knipa.training import exercise, person, session_log

DATES = some.dates(date(1900, 1, 1), date(2999, 12, 31))
ZONES = some.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = some.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31), timezones=ZONES)
SMALL = some.integers(0, 600)

EVENTS = some.one_of(
    some.builds(person.Pregnancy, due=DATES, ended=some.none() | DATES),
    some.builds(
        person.Birth,
        on=DATES,
        gentle_from=some.none() | DATES,
        tear=some.none() | some.sampled_from(person.Tear),
    ),
    some.builds(person.Surgery, on=DATES, cleared_from=some.none() | DATES),
    some.builds(person.PelvicCancerTreatment, on=DATES),
)
PEOPLE = some.builds(
    person.Person,
    events=some.lists(EVENTS, max_size=4).map(tuple),
    signs=some.lists(some.sampled_from(person.Sign)).map(tuple),
    signs_on=some.none() | DATES,
    pauses=some.lists(some.builds(person.Pause, from_=DATES, to=DATES), max_size=3).map(tuple),
    capacity=some.none()
    | some.builds(
        person.Capacity, hold_s=SMALL, reps=SMALL, fast_reps=SMALL, endurance_s=SMALL, measured_on=DATES
    ),
    position=some.none() | some.sampled_from(exercise.Position),
    locale=some.sampled_from(["sv", "en-GB", "zh-Hant-TW"]),
    timezone=some.sampled_from(["UTC", "Europe/Stockholm", "America/Argentina/Ushuaia"]),
)
DONE = some.builds(
    session_log.Done,
    reps=SMALL,
    hold_s=SMALL,
    held_s=some.none() | SMALL,
    movement=some.none() | some.sampled_from(exercise.Movement),
)
LINES = some.one_of(
    some.builds(
        session_log.Session,
        at=MOMENTS,
        done=some.lists(DONE, max_size=3).map(tuple),
        felt=some.none() | some.builds(session_log.Felt, tired=some.none() | some.booleans()),
        sheet=some.none() | some.just("ab" * 32),
        round=some.none() | some.sampled_from(session_log.Round),
        source=some.none() | some.sampled_from(session_log.Source),
    ),
    some.builds(
        session_log.Check,
        at=MOMENTS,
        signs=some.none() | some.just((person.Sign.FEVER,)),
        stronger=some.none() | some.booleans(),
    ),
    some.builds(session_log.Moment, at=MOMENTS),
)
