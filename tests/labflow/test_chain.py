"""Known answers: these bytes are frozen. Whoever has to change one has broken every log that exists."""

import pytest

from labflow import chain

CHAIN = (
    ("{}", "81730bc9488a082d382043eacefce9acde7374c3f751b2400b1caf80e3d41814"),
    ('{"a":1}', "a5198df8649c719a1aa61402ae9e85cb088ca6834a59ebb5ecd343570c5b4b85"),
    ('{"e":1}', "071c1ea1e50f424d408be1620948fe6a58ab769d3805b18b6bf48c44a6c7c140"),
    ('{"text":"één"}', "1616f1dec5bf4005010c7a8e64b28a4c5a7532ab12d1c760169aa05b78842312"),
    ('{"v":1,"seq":4}', "cb53264dc176bbf56bf4691e69c8dd14b117ee7dc108f1d02bff670c320a4109"),
)
# The leaves and roots with which Certificate Transparency tests its own trees.
LEAVES = ("", "\0", "\x10", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno")
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def test_each_hash_binds_the_one_before() -> None:
    head, found = chain.START, []
    for seq, (body, _) in enumerate(CHAIN, 1):
        head = chain.chained(head, seq, body)
        found.append(head.hex())

    assert found == [answer for _, answer in CHAIN]


def test_the_number_of_an_entry_is_eight_bytes() -> None:
    far = chain.chained(chain.START, 2**53 - 1, "{}")

    assert far.hex() == "6c54b23cfe42383e386b1bda1b1c3dbfdc62ffd5215cfc206bcec472f0dda85b"


@pytest.mark.parametrize(
    ("salt", "data", "answer"),
    [
        ("00" * 32, "{}", "22f8eea909400af98adf3681a9f31923ef6b7fcba4abb553d92823a3e9d5c25e"),
        ("ff" * 32, '{"text":"één"}', "a186e88c25f6d752e068d39c816cb6b68ed6355ca11da5376dc8cd75adbe5e50"),
        ("00", "", "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ],
)
def test_a_commitment_is_an_hmac_of_the_data_under_the_salt(salt: str, data: str, answer: str) -> None:
    assert chain.commitment(salt, data) == answer


@pytest.mark.parametrize("count", ROOTS)
def test_the_root_is_that_of_rfc_6962(count: int) -> None:
    tree = chain.Tree()
    for leaf in LEAVES[:count]:
        tree.add(leaf)

    assert tree.root() == ROOTS[count]


@pytest.mark.parametrize(
    ("value", "spelling"),
    [
        ({"b": 1, "a": [2, "x"]}, '{"a":[2,"x"],"b":1}'),
        ({"B": 1, "a": 2, "_": 3}, '{"B":1,"_":3,"a":2}'),
        ("één €", '"één €"'),
        ('"\\/\b\f\n\r\t\x01\x7f', '"\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f"'),
        ([2**53 - 1, -(2**53) + 1, 0], "[9007199254740991,-9007199254740991,0]"),
        ({}, "{}"),
    ],
)
def test_a_value_has_one_spelling(value: object, spelling: str) -> None:
    assert chain.canonical(value) == spelling
    assert chain.read_canonical(spelling) == value


@pytest.mark.parametrize(
    "value",
    [None, True, 1.0, float("nan"), 2**53, "e\u0301", "\ud800", {"é": 1}, {1: 2}, {"a": {"b": None}}, [b"x"]],
)
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        chain.canonical(value)


@pytest.mark.parametrize(
    "text",
    [
        "", "{", '{"b":1,"a":2}', '{"a":1, "b":2}', '{"a":1,"a":2}', '{"a":null}', "true", "[1.0]", "1e3", "NaN", "-0",
        "01", "9007199254740992", "[-9007199254740993]", f"[{'9' * 5000}]", '"\\u0041"', '"\\ud800"', '"\\/"',
        '"e\u0301"', '{"\u00e9":1}', "[" * 100_000, '{"a":"x"}\n', '"\\u001F"',
    ],
)  # fmt: skip
def test_any_other_spelling_is_refused(text: str) -> None:
    with pytest.raises((ValueError, RecursionError)):
        chain.read_canonical(text)
