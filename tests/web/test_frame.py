"""A form remembers what was typed, and only the one that came back."""

from web.frame import Form, Frame


def test_only_the_form_that_came_back_remembers() -> None:
    back = Form("/a", "k1", {"tekst": "getypt"}, came_back=True)
    frame = Frame("nl", "/", "x", (), lambda: "k2", refused=back)

    assert frame.form("/a").value("tekst") == "getypt"
    assert frame.form("/b") == Form("/b", "k2")
    assert frame.form("/b").value("tekst", "eerst") == "eerst"
