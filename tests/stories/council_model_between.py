"""The rules of the model for ballots, paper, writing, mandates, conditions and the register."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from labflow import (
    agenda,
    amending,
    ballots,
    closing,
    conditions,
    correcting,
    mandates,
    meetings,
    paper,
    procedures,
    seats,
    settling,
    voting,
    wording,
)
from labflow.procedure import VALUES
from tests.stories.council_model import SEATS, people, which
from tests.stories.council_model_meeting import Meetings, clerks

numbers = st.integers(0, SEATS)
ON_PAPER = ("yes", "yes", "no", "abstain", "recused", "absent")
FIELDS = ("title", "title", *correcting.FIELDS, "amount")


class Agendas(Meetings):
    """What else is done with an agenda and at the table."""

    @rule(who=clerks, m=which, n=which, to=which)
    def orders(self, who: str, m: int, n: int, to: int) -> None:
        self.tries(who, agenda.order, self.day(m), self.item(m, n), self.item(m, to))

    @rule(who=clerks, m=which)
    def builds(self, who: str, m: int) -> None:
        self.tries(who, agenda.build, self.day(m))

    @rule(m=which, n=which)
    def admits(self, m: int, n: int) -> None:
        self.tries("chair", agenda.admit, self.day(m), self.item(m, n))

    @rule(who=clerks, m=which)
    def carries(self, who: str, m: int) -> None:
        self.tries(who, agenda.carry, self.day(m))

    @rule(m=which, days=st.sampled_from([1, 5, 30]))
    def moves_a_meeting(self, m: int, days: int) -> None:
        day = self.day(m)
        self.tries("coordinator", meetings.move, day, (day + timedelta(days)).isoformat())

    @rule(m=which)
    def cancels_a_meeting(self, m: int) -> None:
        if len(self.meeting_days(closed=False)) > 1:
            self.tries("coordinator", meetings.cancel, self.day(m), "Te weinig leden.")

    @rule(who=clerks, m=which, chair=st.sampled_from([None, "member", "other", "lead"]))
    def names_who_chairs(self, who: str, m: int, chair: str | None) -> None:
        self.tries(who, meetings.preside, self.day(m), chair, "lead" if chair is None else None)

    @rule(who=people, m=which, n=which, method=st.sampled_from(["vote", "two-thirds"]), secret=st.booleans())
    def opens_a_ballot(self, who: str, m: int, n: int, method: str, secret: bool) -> None:
        self.tries(who, ballots.open_, self.day(m), self.item(m, n), method, secret)

    @rule(who=clerks, m=which, n=which, yes=numbers, no=numbers, abstain=numbers)
    def counts_a_secret_vote(self, who: str, m: int, n: int, yes: int, no: int, abstain: int) -> None:
        self.tries(who, ballots.tally, self.day(m), self.item(m, n), yes, no % 3, abstain % 2)

    @rule(m=which, n=which, yes=numbers)
    def votes_in_secret(self, m: int, n: int, yes: int) -> None:
        day, item = self.day(m), self.item(m, n)
        self.tries("chair", ballots.open_, day, item, "vote", True)
        self.tries("secretary", ballots.tally, day, item, yes, 1, 0)

    @rule(m=which)
    def consents(self, m: int) -> None:
        day = self.day(m)
        for item in self.open_items(day):
            self.tries("member", voting.position, day, item, "zetel-01", "agree")
        self.tries("secretary", closing.consent, day)

    @rule(m=which, n=which, amount=st.sampled_from([None, "1000", "150000"]))
    def amends(self, m: int, n: int, amount: str | None) -> None:
        self.tries("secretary", amending.amend, self.day(m), self.item(m, n), "Iets minder", {}, amount)

    @rule(
        m=which,
        values=st.lists(st.sampled_from(["present", "absent", "yes", "no", "recused"]), min_size=6, max_size=12),
    )
    def fills_in_from_paper(self, m: int, values: list[str]) -> None:
        day = self.day(m)
        keys = [*self.room.keys, "coordinatie"]
        columns = ["meeting", *map(str, self.open_items(day))]
        cells = {(keys[n % len(keys)], columns[n % len(columns)]): value for n, value in enumerate(values)}
        self.tries("secretary", paper.fill, day, cells)


class Council(Agendas):
    """All of it."""

    @rule(who=clerks, n=which, urgent=st.booleans())
    def opens_a_procedure(self, who: str, n: int, urgent: bool) -> None:
        self.tries(who, procedures.open_, self.request(n), urgent)

    @rule(who=people, n=which, seat=which, value=st.sampled_from(VALUES))
    def answers(self, who: str, n: int, seat: int, value: str) -> None:
        self.tries(who, procedures.answer, self.number("procedure", n), self.seat(seat), value, "Omdat het moet.")

    @rule(n=which, many=st.integers(3, SEATS))
    def many_answer(self, n: int, many: int) -> None:
        self.many_answer_of(n, many)

    def many_answer_of(self, n: int, many: int) -> None:
        """So many seats agree with the same procedure."""
        for key in self.room.keys[:many]:
            self.tries("secretary", procedures.answer, self.number("procedure", n), key, "agree")

    @rule(who=people, n=which, seat=which)
    def steps_aside_in_writing(self, who: str, n: int, seat: int) -> None:
        self.tries(who, procedures.recuse, self.number("procedure", n), self.seat(seat))

    @rule(n=which)
    def all_agree_and_it_closes(self, n: int) -> None:
        self.many_answer_of(n, SEATS)
        self.tries("chair", procedures.close_early, self.number("procedure", n))

    @rule(who=clerks, n=which)
    def closes_early(self, who: str, n: int) -> None:
        self.tries(who, procedures.close_early, self.number("procedure", n))

    @rule(m=which)
    def goes_on_in_writing(self, m: int) -> None:
        self.tries("coordinator", procedures.from_meeting, self.day(m))

    @rule(n=which)
    def settles(self, n: int) -> None:
        self.writes_nothing_or(settling.settle)

    @rule(n=which, words=st.sampled_from(["Anders gezegd.", "Nog anders."]), amount=st.sampled_from([None, "900"]),
          editorial=st.booleans())  # fmt: skip
    def rewords(self, n: int, words: str, amount: str | None, editorial: bool) -> None:
        changes = {"motivation": words} | ({"amount": amount} if amount else {})
        self.tries("coordinator", wording.reword, self.request(n), changes, editorial)

    @rule(who=people, n=which, seat=which)
    def claims(self, who: str, n: int, seat: int) -> None:
        self.tries(who, wording.claim, self.request(n), self.seat(seat))

    @rule(who=people, n=which, amount=st.sampled_from(["200", "2500", "2600"]), with_request=st.booleans())
    def asks_a_mandate(self, who: str, n: int, amount: str, with_request: bool) -> None:
        number = self.request(n) if with_request else None
        self.tries(who, mandates.ask, self.one(self.slugs, n), "Een lokaal huren", amount, "Het kan nu.", number)

    @rule(who=people, n=which)
    def grants(self, who: str, n: int) -> None:
        self.tries(who, mandates.grant, self.number("mandate", n))

    @rule(n=which, amount=st.sampled_from(["200", "900"]))
    def has_a_mandate(self, n: int, amount: str) -> None:
        """Asked, granted and half spent."""
        number = self.tries("lead", mandates.ask, self.one(self.slugs, n), "Een lokaal huren", amount, "Het kan nu.")
        if number and self.tries("chair", mandates.grant, number):
            self.tries("lead", mandates.spend, number, "100", "Huur")

    @rule(who=people, n=which)
    def declines(self, who: str, n: int) -> None:
        self.tries(who, mandates.decline, self.number("mandate", n), "Te vroeg.")

    @rule(who=people, n=which, amount=st.sampled_from(["100", "1500"]))
    def spends(self, who: str, n: int, amount: str) -> None:
        self.tries(who, mandates.spend, self.number("mandate", n), amount, "Huur")

    @rule(n=which)
    def a_mandate_lapses(self, n: int) -> None:
        if found := self.one(list(self.told.rows("mandate")), n):
            self.writes_nothing_or(mandates.lapse, found)

    @rule(who=people, n=which, k=st.integers(1, 2))
    def meets(self, who: str, n: int, k: int) -> None:
        self.tries(who, conditions.meet, self.decision(n), k, "De brief van de school.")

    @rule(n=which)
    def meets_all(self, n: int) -> None:
        for k in (1, 2):
            self.tries("coordinator", conditions.meet, self.decision(n), k, "De brief van de school.")

    @rule(who=people, n=which, k=st.integers(1, 2))
    def unmeets(self, who: str, n: int, k: int) -> None:
        self.tries(who, conditions.unmeet, self.decision(n), k, "Ze trok zich terug.")

    @rule(n=which)
    def a_condition_lapses(self, n: int) -> None:
        found = [id for id, row in self.told.rows("condition").items() if row.get("decision_id")]
        if id := self.one(found, n):
            self.writes_nothing_or(conditions.lapse, id)

    @rule(
        who=clerks,
        n=which,
        field=st.sampled_from([*correcting.FIELDS, "amount"]),
        after=st.sampled_from(["5", "4", "Titel"]),
    )
    def corrects(self, who: str, n: int, field: str, after: str) -> None:
        self.tries(who, correcting.correct, self.decision(n), field, after, "Een tikfout.")

    @rule(who=clerks, n=which, m=which, verb=st.sampled_from([correcting.revise, correcting.repeal]))
    def brings_back(self, who: str, n: int, m: int, verb: Callable[..., Any]) -> None:
        self.tries(who, verb, self.decision(n), self.day(m))

    @rule(who=people, n=which)
    def vacates(self, who: str, n: int) -> None:
        if len(self.seats_that_vote()) > SEATS - 2:
            self.tries(who, seats.vacate, self.seat(n))

    @rule(n=which, m=which)
    def stands_in(self, n: int, m: int) -> None:
        person = ("person-member", "person-other", "person-coordinator", "person-lead")[m % 4]
        self.tries("chair", seats.substitute, self.seat(n), person)

    def number(self, table: str, n: int) -> str:
        """The number of a procedure, a mandate or a decision, or one that nobody gave."""
        return self.one([row["number"] for row in self.told.rows(table).values()], n) or "m-2023-999"

    def decision(self, n: int) -> str:
        """The number of a decision."""
        return self.number("decision", n)

    def writes_nothing_or(self, verb: Callable[..., Any], *args: object) -> None:
        """What the clock owes may be nothing: then no entry is written."""
        before = self.head
        if self.tries("coordinator", verb, *args) is not None and self.head == before:
            self.done["nothing owed"] += 1


__all__ = ["Council"]
