"""Questions in words: what became of each, counted by state, the open ones apart; forms only for who may."""

from dataclasses import replace
from datetime import date

import pytest

from labflow.access import NOBODY, Actor
from labflow.catalogue import load_catalogue
from labflow.facts_questions import OUTSIDE, UNDER, Question
from labflow.queries.questions import Listed
from labflow.showing.questions import IN_SIGHT, from_outside, of_initiative, told
from labflow.texts.speech import Speech
from tests.labflow.test_showing import SAY, known

TODAY = date(2023, 9, 11)
COORDINATOR = Actor("coordinator", "p1", frozenset({"coordinator"}))
ASKED = Question("v-2023-001", "Mag dit?", "een school", "received", date(2023, 9, 4), date(2023, 9, 4))


def become(state: str, **changed: object) -> Question:
    """The question with another answer, given on 8 September."""
    return replace(ASKED, state=state, since=date(2023, 9, 8), **changed)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (ASKED, "Wacht sinds 4 september op een antwoord."),
        (become("thinking_along", hours=6),
         "Denkoefening sinds 8 september: hoogstens 6 uur, dan naar de SOM-raad of een antwoord."),
        (become("to_body", why="mag dit een labo worden?"),
         "Op 8 september naar de SOM-raad. Mag dit een labo worden?"),
        (become("to_body", to="Buitenklas", to_slug="buitenklas"), "Op 8 september naar de SOM-raad, als Buitenklas."),
        (become("became", to="Buitenklas", to_workflow="studioproject"),
         "Werd op 8 september Buitenklas (Studioproject)."),
        (become("in_treatment"), "In behandeling sinds 8 september."),
        (become("on_hold", why="geen plaats.", review_day=date(2024, 1, 8)),
         "In de wacht: herbekijken op 8 januari 2024. Geen plaats."),
        (become("done", why="Twee sessies"), "Uitgevoerd op 8 september. Twee sessies."),
        (become("redirected", why="de stad. Past daar."), "Op 8 september doorverwezen: de stad. Past daar."),
        (become("redirected", why="Past daar.", to="Buitenklas"),
         "Op 8 september doorverwezen: Buitenklas. Past daar."),
        (become("refused", why="Te laat."), "Op 8 september geweigerd. Te laat."),
    ],
)  # fmt: skip
def test_each_answer_has_its_sentence(asked: Question, sentence: str) -> None:
    assert told(asked, SAY, TODAY, load_catalogue()) == sentence


def test_every_state_can_be_said_in_both_languages() -> None:
    for state in (*OUTSIDE, *UNDER):
        for lang in ("nl", "en"):
            assert told(become(state, to="X"), Speech(lang), TODAY).endswith(".")  # type: ignore[arg-type]


def test_the_open_ones_stand_first_the_oldest_on_top_and_the_answered_ones_newest_first() -> None:
    days = [date(2023, 9, day) for day in (5, 2, 7, 3)]
    states = ("received", "on_hold", "done", "refused")
    asked = tuple(
        replace(ASKED, number=f"v-{n}", state=state, on_day=day, since=day)
        for n, (state, day) in enumerate(zip(states, days, strict=True))
    )

    shown = of_initiative(known("opstart", questions=asked), NOBODY, SAY)

    assert [one.number for one in shown.open] == ["v-1", "v-0"]
    assert [one.number for one in shown.answered] == ["v-2", "v-3"]
    assert shown.counts == "1 ontvangen, 1 in de wacht, 1 uitgevoerd, 1 geweigerd"
    assert (shown.title, shown.may, shown.is_empty) == ("Vragen van scholen", False, False)


def test_of_many_answers_the_older_ones_are_counted() -> None:
    asked = tuple(replace(become("done"), number=f"v-{n}") for n in range(IN_SIGHT + 2))

    shown = of_initiative(known("opstart", questions=asked), COORDINATOR, SAY)

    assert (len(shown.answered), shown.answered_count, shown.more) == (IN_SIGHT, IN_SIGHT + 2, "en nog 2 oudere")
    assert shown.may


def test_one_that_waits_is_marked_on_the_day_that_it_is_looked_at_again() -> None:
    asked = (become("on_hold", review_day=TODAY), become("on_hold", review_day=date(2023, 9, 12)), ASKED)

    shown = of_initiative(known("opstart", questions=asked), NOBODY, SAY)

    assert [one.is_due for one in shown.open] == [True, False, False]


def test_from_outside_is_for_who_answers_it() -> None:
    found, catalogue = (Listed(become("became", to="Proef", to_slug="proef")),), load_catalogue()

    shown = from_outside(found, (known("opstart"),), COORDINATOR, catalogue, TODAY, SAY)

    assert from_outside((), (), NOBODY, catalogue, TODAY, SAY) is None
    assert shown is not None
    assert shown.targets[0] == ("", "Kies een initiatief")
    assert len(shown.targets) == 2
    (one,) = shown.answered
    assert (one.href, one.title, one.meta) == (
        "/initiatieven/proef",
        "Proef",
        "v-2023-001, van een school, 4 september",
    )
