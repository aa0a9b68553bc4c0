"""A fixture that is made once: what a test begins with is copied for each test, not built again by each.

`@prepared` stands in the place of `@pytest.fixture`, above a function of a store. Never patches, never mocks.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from copy import deepcopy
from typing import Any, TypeVar

import pytest

from labflow.store import Store
from tests.conftest import copied, template_of

Made = TypeVar("Made")


def prepared(make: Callable[[Store], Made]) -> Any:
    """Make a fixture of what `make` does to an empty store: done once a run and a kind of database.

    Each test gets a database of its own with all that in it, and its own copy of what `make` returned, with its own
    store in it. A test that asks for `store` beside it would get another one: ask for the store of what was made.
    """

    @pytest.fixture(name=make.__name__)
    def a_copy(database: str, request: pytest.FixtureRequest) -> Iterator[Any]:
        template, made, then = _made(make, database, request)
        for url in copied(template, database, request):
            with closing(Store(url)) as store:
                with store.reading():
                    pass  # The store has looked at its tables, as one that was filled.
                yield deepcopy(made, {id(then): store})

    a_copy.__doc__ = make.__doc__
    return a_copy


def _made(make: Callable[[Store], Made], database: str, request: pytest.FixtureRequest) -> tuple[Any, Made, Store]:
    """The template, what was returned when it was made, and the store of then."""
    known: dict[Any, Any] = request.getfixturevalue("templates")
    if (make, database) not in known:
        told: list[Any] = []

        def fill(url: str) -> None:
            with closing(Store(url)) as store:
                told.extend((make(store), store))

        known[make, database] = (template_of(database, request, fill), *told)
    template, made, then = known[make, database]
    return template, made, then
