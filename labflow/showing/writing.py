"""One written procedure in words, for one reader. Who answered what, only who keeps the list reads by seat (R7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from labflow import access
from labflow.access import Actor
from labflow.definition import Network, Transition
from labflow.dossier import Dossier
from labflow.facts import Mandate
from labflow.presiding import CLERKS
from labflow.procedure import ABSTAIN, AGREE, DISAGREE, DISCUSS, VALUES, Procedure, Standing
from labflow.queries.money import Means
from labflow.reasons import Reason
from labflow.showing import between, gates
from labflow.sitting import Seat
from labflow.texts.speech import Speech
from labflow.views.between import Round
from labflow.views.writing import Own, Side, WritingPage
from labflow.words import Euro

SQUARES = {AGREE: "yes", DISAGREE: "no", ABSTAIN: "abstain", DISCUSS: "discuss"}
AT_THE_TABLE = frozenset({"member", *CLERKS})


@dataclass(frozen=True, slots=True)
class Written:
    """One procedure as one reader sees it.

    `means`: of this year; `decision`: the number of what was decided in it; `meeting`: the day of the meeting that it
    went to; `since`: the first day that the clock owes something.
    """

    found: Procedure
    told: Standing
    dossier: Dossier
    network: Network
    actor: Actor
    today: date
    say: Speech
    means: Means | None = None
    decision: str = ""
    meeting: date | None = None
    since: date | None = None

    @property
    def mandate(self) -> Mandate | None:
        """The provisional mandate that it is about."""
        return next((one for one in self.dossier.mandates if one.id == self.found.mandate_id), None)

    @property
    def way(self) -> Transition | None:
        """The step that its request asks."""
        asked = self.found.request
        return self.dossier.workflow.transitions.get(asked.transition) if asked else None

    @property
    def is_clerk(self) -> bool:
        """Whether the reader keeps the list: sees whose answer it is and enters what others say."""
        return bool(self.actor.meanings_on(self.network, None) & CLERKS)

    def may(self, act: str) -> bool:
        """Whether the reader has a role that may do this here."""
        return access.may(self.actor, act, self.network, self.dossier)

    def takes(self, seat: Seat) -> bool:
        """Whether an answer of this seat is still taken: also of who stopped it, as long as the term runs."""
        stopped_it = not self.found.ended and seat in self.told.discuss and self.today <= self.told.closes
        return seat.key not in self.found.recused and (self.told.runs or stopped_it)


def page(seen: Written) -> WritingPage:
    """Return the whole page."""
    say, found, told = seen.say, seen.found, seen.told
    taking = [seat for seat in found.electors if seen.takes(seat)]
    return WritingPage(
        number=found.number,
        about=Round(f"/initiatieven/{found.slug}", say(found.title), ""),
        term=_term(seen),
        question=_question(seen),
        why=_why(seen),
        money=_money(seen),
        **_list(seen),
        told=say("web.written.told", n=len(told.answers), of=len(found.electors) - len(found.recused)),
        sides=tuple(_sides(seen)),
        reasons=tuple(_reasons(seen)),
        sentence=_sentence(seen),
        rule=say.capital(told.verdict.reglement),
        runs=told.runs,
        ended=_ended(seen),
        own=tuple(_own(seen)) if seen.may("answer") else (),
        seats=tuple((seat.key, say(seat.title)) for seat in taking) if seen.is_clerk else (),
        may_close=told.runs and not told.silent and seen.may("write"),
        may_claim=_may_claim(seen),
        text=between.text(found.request) if told.runs and found.request and seen.may("reword") else None,
        clock=between.clock(seen.since, seen.actor, seen.network, say),
        readers=say("web.readers.written"),
    )


def _term(seen: Written) -> str:
    say, told = seen.say, seen.told
    if told.runs:
        return say(f"web.written.{told.state}", day=say.weekday(told.closes))
    return say(f"web.written.ended.{told.state}", day=say.weekday(told.ended_on or told.closes))


def _question(seen: Written) -> str:
    say, dossier, mandate = seen.say, seen.dossier, seen.mandate
    if mandate is not None:
        return say("web.written.mandate", number=mandate.number, title=dossier.title, scope=mandate.scope)
    way = seen.way
    if way is None:
        return say(seen.found.title)
    if way.target is None:
        return say("web.meeting.question", title=dossier.title, thing=say(way.title).lower())
    stage = say(dossier.workflow.stages[way.target].title).lower()
    return say("web.meeting.question_to", title=dossier.title, stage=stage)


def _why(seen: Written) -> str:
    if seen.mandate is not None:
        return seen.mandate.why
    return seen.found.request.motivation if seen.found.request else ""


def _list(seen: Written) -> dict[str, tuple[str, ...]]:
    """What is settled on the list that the step asks, what is open, and what nobody knows."""
    way = seen.way
    if way is None or not seen.told.runs:
        return {}
    told = {"there": gates.settled, "missing": gates.still_open, "unknown": gates.not_known}
    return {name: of(way, seen.dossier, seen.say) for name, of in told.items()}


def _money(seen: Written) -> str:
    """What is asked, and what the year has left while it is not decided."""
    cents = seen.mandate.cents if seen.mandate else seen.found.request.cents if seen.found.request else None
    if cents is None:
        return seen.say("web.meeting.no_amount")
    told = [seen.say("web.money.asked", amount=Euro(cents))]
    if seen.means is not None and seen.told.runs:
        of_year = {"left": Euro(seen.means.left_cents), "total": Euro(seen.means.year_cents)}
        told.append(seen.say("web.money.left", **of_year, year=str(seen.today.year)))
    return " ".join(told)


def _sides(seen: Written) -> Iterator[Side]:
    """Every answer that was given, who did not answer, who does not take part."""
    say, answers = seen.say, seen.told.answers
    for value in VALUES:
        seats = [seat for seat in seen.found.electors if seat.key in answers and answers[seat.key].value == value]
        yield from _side(seen, seats, say(f"written.value.{value}"), SQUARES[value])
    yield from _side(seen, seen.told.silent, say("web.written.silent" if seen.told.runs else "web.written.was_silent"))
    recused = [seat for seat in seen.found.electors if seat.key in seen.found.recused]
    yield from _side(seen, recused, say("web.written.recused"), "recused")


def _side(seen: Written, seats: list[Seat] | tuple[Seat, ...], word: str, sort: str = "silent") -> Iterator[Side]:
    if seats:
        names = tuple(seen.say(seat.title) for seat in seats) if seen.is_clerk else ()
        yield Side(len(seats), word, names, sort)


def _reasons(seen: Written) -> Iterator[str]:
    """What members wrote with their answer, for who decides; whose it is, for who keeps the list."""
    if not seen.actor.meanings_on(seen.network, None) & AT_THE_TABLE:
        return
    titles = {seat.key: seen.say(seat.title) for seat in seen.found.electors}
    for key, one in seen.told.answers.items():
        if one.reason:
            yield f"{titles[key]}: {one.reason}" if seen.is_clerk else one.reason


def _sentence(seen: Written) -> str:
    """What is missing; a seat that wants to talk is not named to everybody."""
    say, told = seen.say, seen.told
    if told.discuss:
        return say.capital(
            told.sentence if seen.is_clerk else Reason("web.written.to_discuss", {"n": len(told.discuss)})
        )
    if not told.runs and not told.verdict.adopted:
        return say("web.written.not_enough", **told.verdict.sentence.values)
    return say.capital(told.sentence if told.runs else told.verdict.past)


def _ended(seen: Written) -> Round | None:
    """Where what became of it can be read."""
    say = seen.say
    if seen.decision:
        return Round(f"/beslissingen/{seen.decision}", say("web.written.decision", number=seen.decision), "")
    if seen.told.state == "agenda" and seen.meeting:
        return Round(f"/raad/{seen.meeting.isoformat()}", say("web.written.agenda", day=say.weekday(seen.meeting)), "")
    return None


def _own(seen: Written) -> Iterator[Own]:
    """The seats that this reader holds or stands in for."""
    for seat in seen.found.electors:
        if seat.id in seen.actor.seats:
            given = seen.told.answers.get(seat.key)
            is_aside = seat.key in seen.found.recused
            yield Own(seat.key, seen.say(seat.title), given.value if given else "", seen.takes(seat), is_aside)


def _may_claim(seen: Written) -> bool:
    """Whether the text was edited since it opened, and a seat of this reader could say that it asks something else."""
    found = seen.found
    edited = found.request is not None and found.request.text_sha256 != found.text_sha256
    return seen.told.runs and edited and any(seat.id in seen.actor.seats for seat in found.electors)
