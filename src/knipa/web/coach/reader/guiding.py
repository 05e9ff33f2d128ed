"""Which paragraphs and pictures of the guide belong to a day: how one lies, how one does it, and what is new."""

from dataclasses import dataclass

from knipa.content.articles import Reader
from knipa.training.exercise import Movement, Position
from knipa.training.person import Person
from knipa.training.plan import Plan
from knipa.training.programme import Stage
from knipa.training.reason import Reason

POSITIONS_TO_TRY = 2  # where the squeeze is not felt (our choice)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the guide, or all under a heading, by article and id."""

    slug: str
    part: str


TAKE = {  # one sentence or two on how to take the position (R10, R11)
    Position.SUPINE: Passage("positions", "on-your-back"),
    Position.SIDE: Passage("positions", "on-your-side"),
    Position.SITTING: Passage("positions", "on-a-chair"),
    Position.ALL_FOURS: Passage("positions", "on-all-fours"),
    Position.STANDING: Passage("standing", "upright"),
}
MORE_OF = {  # a position with its picture, and what it is good for
    Position.ALL_FOURS: Passage("positions", "all-fours"),  # for who cannot find the muscles
    Position.SITTING: Passage("positions", "sitting"),  # makes the front part easier to find
    Position.SIDE: Passage("positions", "side"),
    Position.SUPINE: Passage("positions", "supine"),
}
CLOSING = Passage("find", "movement")
LETTING_GO = Passage("pain", "letting-go")
STEPS = Passage("strength", "steps")
MOVING = Passage("everyday", "steps")
HOW = {
    Stage.FIND: Passage("find", "order"),
    Stage.BUILD: STEPS,
    Stage.STANDING: TAKE[Position.STANDING],
    Stage.FUNCTIONAL: MOVING,
    Stage.MAINTAIN: STEPS,
    Stage.GENTLE: CLOSING,
    Stage.RELAX: LETTING_GO,
}
ABOUT = {  # the articles to read on in
    Stage.FIND: ("find", "check"),
    Stage.BUILD: ("strength", "fast", "endurance"),
    Stage.STANDING: ("standing",),
    Stage.FUNCTIONAL: ("everyday",),
    Stage.MAINTAIN: ("strength", "fast", "endurance"),
    Stage.RELAX: ("pain",),
}
BEGAN = {  # what tells that a stage has begun, and what is said of it the first time
    Reason.FIND_ANEW: (Stage.FIND, Passage("find", "small")),
    Reason.BUILDING: (Stage.BUILD, Passage("find", "ready")),
    Reason.STANDING: (Stage.STANDING, Passage("standing", "next")),
    Reason.FUNCTIONAL: (Stage.FUNCTIONAL, Passage("everyday", "next")),
    Reason.MAINTAINING: (Stage.MAINTAIN, Passage("time", "enough")),
    Reason.ONLY_LETTING_GO: (Stage.RELAX, Passage("pain", "stop")),
}


@dataclass(frozen=True, slots=True)
class Guiding:
    """What of the guide stands beside a day's plan; nothing where there is no session to do."""

    plan: Plan
    person: Person
    reader: Reader

    @property
    def how(self) -> Passage | None:
        """How the exercise of this stage is done."""
        return HOW[self.plan.stage] if self.plan.stage else None

    @property
    def take(self) -> Passage | None:
        """How the position of today is taken."""
        return TAKE[self.plan.position] if self.plan.position else None

    @property
    def feel(self) -> Passage:
        """What to feel for meanwhile."""
        return LETTING_GO if self.plan.stage is Stage.RELAX else CLOSING

    @property
    def movement(self) -> Passage:
        """How a movement of the day is done."""
        return MOVING

    @property
    def movements(self) -> list[Movement]:
        """The movements of today, which have a picture each."""
        return [dose.movement for dose in self.plan.doses if dose.movement]

    @property
    def picture(self) -> str:
        """The name of the one picture that fits the day best."""
        if self.plan.stage is Stage.FUNCTIONAL and self.movements:
            return self.movements[0].value
        return self.plan.position.value if self.plan.position else ""

    @property
    def about(self) -> tuple[str, ...]:
        """The articles to read on in."""
        if self.plan.stage is Stage.GENTLE:
            return ("after-birth",) if "after_birth" in self.reader.situations else ("surgery",)
        return ABOUT[self.plan.stage] if self.plan.stage else ()

    @property
    def new(self) -> Passage | None:
        """What the stage is, from the day it begins until the first session in it."""
        if self.plan.today.done:
            return None
        progress = self.plan.progress
        began = [change for change in progress.changes if change.because.reason in BEGAN]
        if not began or any(day > began[-1].on for day in progress.trained):
            return None
        stage, passage = BEGAN[began[-1].because.reason]
        return passage if stage is self.plan.stage else None

    @property
    def positions_to_try(self) -> list[Passage]:
        """Other positions for who does not feel the squeeze, the most helpful first (R10)."""
        cannot = {unable.value for unable in self.person.cannot}
        fit = [each for each in MORE_OF if each.value not in cannot and each is not self.plan.position]
        return [MORE_OF[each] for each in fit[:POSITIONS_TO_TRY]]
