"""What was typed too late is kept whole, and only a person's own words are shown."""

from labflow.showing.kept import kept


def test_everything_is_sent_again_but_the_key() -> None:
    made = kept("/x", {"sleutel": ("k",), "rev": ("3",), "tekst": ("een zin", "Twee"), "leeg": ("",)})

    assert made.fields == (("rev", "3"), ("tekst", "een zin"), ("tekst", "Twee"), ("leeg", ""))
    assert made.words == ("een zin", "Twee")


def test_a_choice_and_a_day_are_shown_only_when_there_is_nothing_else() -> None:
    assert kept("/x", {"soort": ("nota",), "tot": ("2023-10-01",), "tekst": ("Een zin.",)}).words == ("Een zin.",)
    assert kept("/x", {"rev": ("3",), "soort": ("nota",)}).words == ("nota",)
