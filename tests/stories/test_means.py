"""The means of a year, when two matters fit one by one and not together: the second asks two thirds, in any way."""

from datetime import timedelta

from labflow import closing, lifecycle, meetings, procedures, requesting
from labflow.store import Store
from tests.labflow.council_room import AFTER, DAY, Room, network, room
from tests.stories.council_laws import chronicle


def asked(made: Room, title: str, amount: str) -> str:
    """A request for this many euro."""
    slug = str(made.does("coordinator", lifecycle.open_, "labo", title, lead="lead"))
    return str(made.does("coordinator", requesting.request, slug, "opstarten", {}, amount))


def granted(store: Store) -> Room:
    """EUR 194,000 of 200,000 was granted."""
    made = room(store).convened()
    made.does("coordinator", meetings.place, DAY, asked(made, "Groot", "194000"))
    made.gathered(17).does("secretary", closing.note, DAY, 1, "approved")
    made.does("chair", closing.close, DAY)
    made.today = AFTER
    return made


def test_of_two_procedures_that_fit_alone_the_second_goes_to_a_meeting(store: Store) -> None:
    made, told = granted(store), chronicle()
    numbers = [str(made.does("coordinator", procedures.open_, asked(made, title, "4000"))) for title in ("Een", "Twee")]
    for number in numbers:
        with made.acts("secretary") as change:
            for key in made.keys:
                procedures.answer(change, network(), number, key, "agree")

    for number in numbers:
        made.does("coordinator", procedures.close_early, number)

    with store.reading() as conn:
        assert told.read(conn) == []
        ended = conn.exec_driver_sql("select ended from procedure order by number").scalars().all()
        states = conn.exec_driver_sql("select state from request_step order by n desc, id").scalars().all()
    assert list(ended) == ["adopted", "agenda"]
    assert {"decided", "accepted"} <= set(states)


def test_of_two_meetings_that_are_open_at_once_the_second_cannot_close_on_what_is_not_there(store: Store) -> None:
    made = granted(store)
    days = (AFTER + timedelta(20), AFTER + timedelta(21))
    for title, day in zip(("Een", "Twee"), days, strict=True):
        made.convened(day).does("coordinator", meetings.place, day, asked(made, title, "4000"))
    for day in days:
        made.gathered(17, day).does("secretary", closing.note, day, made.sitting(day).items[-1].n, "approved")
        for item in made.sitting(day).items[:-1]:
            made.does("secretary", closing.note, day, item.n, "noted")

    made.does("chair", closing.close, days[0])

    assert "closing.needs_two_thirds" in made.refused("chair", closing.close, days[1])
    made.does("chair", closing.redo, days[1], made.sitting(days[1]).items[-1].n, "Er is te weinig over.")
    made.does("secretary", closing.note, days[1], made.sitting(days[1]).items[-1].n, "deferred")
    made.does("chair", closing.close, days[1])
    with store.reading() as conn:
        assert chronicle().read(conn) == []
