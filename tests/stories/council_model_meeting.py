"""The rules of the model at the table: call, place, sit, vote, note, do again, close."""

from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from labflow import agenda, closing, lifecycle, mandates, meetings, procedures, seats, voting
from labflow.closing import OUTCOMES, Term
from tests.labflow.council_room import RULES, TODAY, Room, room
from tests.stories.council_count import electors, standing
from tests.stories.council_model import SEATS, Initiatives, people, which

clerks = st.sampled_from(["secretary", "chair", "coordinator", "member", "both"])
PRESENCE = ("present", "present", "absent", "excused", "recused", "coming", "not_coming")


def prepared(made: Room) -> None:
    """A year under way, so that every rule has something to act on from its first step.

    Yesterday one request was approved under conditions; another is in writing, a third may begin under a mandate; a
    fourth stands on the agenda of today, where everybody is but the last.
    """
    later, next_day = TODAY + timedelta(45), TODAY + timedelta(1)
    made.convened(TODAY)
    made.does("coordinator", meetings.place, TODAY, made.asked("Eerste"))
    made.gathered(SEATS, TODAY).convened(later)
    made.does("chair", agenda.admit, TODAY, 1)
    terms = [Term("Akkoord", "lead", later.isoformat(), kind) for kind in closing.KINDS]
    made.does("secretary", closing.note, TODAY, 1, "approved-with-conditions", None, terms)
    made.does("chair", closing.close, TODAY)
    made.does("coordinator", procedures.open_, made.asked("Tweede"))
    made.does(
        "lead",
        mandates.ask,
        str(made.does("coordinator", lifecycle.open_, "labo", "Derde", lead="lead")),
        "Een lokaal",
        "500",
        "Het kan nu.",
    )
    made.does("chair", mandates.grant, "m-2023-001")
    made.convened(next_day)
    made.does("coordinator", meetings.place, next_day, made.asked("Vierde"))
    made.does("coordinator", meetings.place_title, next_day, "Rondvraag", asked_by="De trekker")
    made.gathered(SEATS - 1, next_day)


class Meetings(Initiatives):
    """What happens at and around the table."""

    @rule(who=people, days=st.sampled_from([0, 1, 15, 40]))
    def convenes(self, who: str, days: int) -> None:
        self.tries(who, meetings.convene, self.room.today + timedelta(days=days))

    @rule(n=which, days=st.sampled_from([1, 15]))
    def the_next_meeting_comes(self, n: int, days: int) -> None:
        """Called, with a request and a title on its agenda; then its day, with everybody there."""
        day = self.room.today + timedelta(days=days)
        self.tries("coordinator", meetings.convene, day)
        self.tries("coordinator", meetings.place, day, self.request(n))
        self.tries("chair", meetings.place_title, day, "Punt", asked_by="De trekker")
        self.room.today = day
        self.tries("secretary", voting.attend, day, "all", "present")

    @rule(who=st.sampled_from(["coordinator", "chair", "lead"]), n=which, m=which)
    def places(self, who: str, n: int, m: int) -> None:
        self.tries(who, meetings.place, self.day(m), self.request(n))

    @rule(who=clerks, m=which)
    def places_a_title(self, who: str, m: int) -> None:
        self.tries(who, meetings.place_title, self.day(m), "Nog een punt", asked_by="De trekker")

    @rule(who=clerks, m=which)
    def everybody_is_there(self, who: str, m: int) -> None:
        self.tries(who, voting.attend, self.day(m), "all", "present")

    @rule(who=people, m=which, n=which, value=st.sampled_from(PRESENCE))
    def comes_or_goes(self, who: str, m: int, n: int, value: str) -> None:
        self.tries(who, voting.attend, self.day(m), self.seat(n), value)

    @rule(who=people, m=which, n=which, item=which, value=st.sampled_from(PRESENCE))
    def comes_or_goes_at_an_item(self, who: str, m: int, n: int, item: int, value: str) -> None:
        self.tries(who, voting.attend, self.day(m), self.seat(n), value, self.item(m, item))

    @rule(m=which, n=which, item=which)
    def steps_aside(self, m: int, n: int, item: int) -> None:
        self.tries("secretary", voting.attend, self.day(m), self.seat(n), "recused", self.item(m, item))

    @rule(who=people, m=which, n=which, item=which, value=st.sampled_from(voting.POSITIONS))
    def thinks(self, who: str, m: int, n: int, item: int, value: str) -> None:
        self.tries(who, voting.position, self.day(m), self.item(m, item), self.seat(n), value)

    @rule(who=people, m=which, n=which, item=which, value=st.sampled_from(voting.VOTES))
    def votes(self, who: str, m: int, n: int, item: int, value: str) -> None:
        self.tries(who, voting.vote, self.day(m), self.item(m, item), self.seat(n), value)

    @rule(m=which, item=which, values=st.lists(st.sampled_from(voting.VOTES), min_size=3, max_size=SEATS))
    def everybody_votes(self, m: int, item: int, values: list[str]) -> None:
        number = self.item(m, item)
        for key, value in zip(self.room.keys, values, strict=False):
            self.tries("secretary", voting.vote, self.day(m), number, key, value)

    @rule(who=clerks, m=which, item=which, outcome=st.sampled_from(OUTCOMES), amount=st.booleans(),
          by=st.sampled_from([None, "consensus", "vote", "two-thirds"]))  # fmt: skip
    def notes(self, who: str, m: int, item: int, outcome: str, amount: bool, by: str | None) -> None:
        terms = [self.term("suspensive"), self.term("resolutive")] if outcome == "approved-with-conditions" else []
        given = "60000" if amount else None
        self.tries(who, closing.note, self.day(m), self.item(m, item), outcome, by, terms, given)

    @rule(who=clerks, m=which, item=which)
    def does_again(self, who: str, m: int, item: int) -> None:
        self.tries(who, closing.redo, self.day(m), self.item(m, item), "Verkeerd geteld.")

    @rule(who=st.sampled_from(["chair", "both", "coordinator", "member"]), m=which)
    def closes(self, who: str, m: int) -> None:
        self.tries(who, closing.close, self.day(m))

    @rule(outcome=st.sampled_from(["approved", "approved", "deferred", "rejected"]))
    def ends_the_meeting(self, outcome: str) -> None:
        """What usually happens: everything that is open gets a result, and the chair closes."""
        day = self.day(0)
        for item in self.open_items(day):
            if not self.tries("secretary", closing.note, day, item, outcome):
                self.tries("secretary", closing.note, day, item, "deferred")
        self.tries("chair", closing.close, day)

    @rule(who=people, n=which)
    def ends_a_seat(self, who: str, n: int) -> None:
        if len(self.seats_that_vote()) > SEATS - 2:
            self.tries(who, seats.end, self.seat(n), self.room.today.isoformat())

    @rule(who=people, n=which, m=which)
    def hands_over_a_seat(self, who: str, n: int, m: int) -> None:
        person = ("person-member", "person-other", "person-coordinator", "person-lead")[m % 4]
        self.tries(who, seats.hold, self.seat(n), person, self.room.today)

    def term(self, kind: str) -> Term:
        """A condition that falls due after every meeting of the model."""
        return Term("Akkoord van de scholen", "lead", (self.room.today + timedelta(days=20)).isoformat(), kind)

    def day(self, m: int) -> date:
        """The day of a meeting, most often of an open one that has come; now and then of any, or without one."""
        days, still_open = self.meeting_days(), self.meeting_days(closed=False)
        came = [day for day in still_open if day <= self.room.today]
        if came and m < 9:
            return came[-1]
        return days[m % len(days)] if m < 11 else self.room.today

    def item(self, m: int, n: int) -> int:
        """The number of an item of that meeting, open or not, or of one that is not there."""
        day = self.day(m).isoformat()
        here = [id for id, row in self.told.rows("meeting").items() if row["day"] == day]
        return n % (len(self.told.of("agenda_item", "meeting_id", here[0])) or 1) + 1 if here and n < 11 else n

    def open_items(self, day: date) -> list[int]:
        """The numbers of the items without a result."""
        return [
            item["n"]
            for id, row in self.told.rows("meeting").items() if row["day"] == day.isoformat()
            for item in self.told.of("agenda_item", "meeting_id", id) if not standing(self.told, "outcome", item["id"])
        ]  # fmt: skip

    def seats_that_vote(self) -> set[str]:
        """The seats of the newest meeting."""
        newest = max(self.told.rows("meeting"), key=lambda id: self.told.row("meeting", id)["day"])
        return electors(self.told, {"meeting_id": newest})


__all__ = ["RULES", "Meetings", "prepared", "room"]
