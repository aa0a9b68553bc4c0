"""The second network: made up, in English, without school calendar and casework; nothing of the first shows."""

import re
from collections.abc import Callable, Iterator

import pytest

from labflow.catalogue import load_catalogue, network_named
from labflow.words import Language
from tests.web.visitor import Visitor, words_in

Visit = Callable[..., Visitor]
NETWORK = load_catalogue(network_named("example")).network
ROLES = ("", "coordinator", "chair", "clerk", "crew-1", "friend-1", "keeper-upstream", "board-member-3")
DAYS = ("2025-09-15", "2025-09-25", "2025-12-01")
FOREIGN = re.compile(
    r"(?<!\w)(som|som-\w+|leuven|labo|labo['’]s|labos|trekkers?|casus|casussen|steunteam|coördinatiecel|"
    r"\w*scho(?:ol|len)\w*|charter\w*|jaarverslag\w*|verslag 2022\S*|community)(?!\w)",
    re.IGNORECASE,
)


def crawl(reader: Visitor) -> Iterator[tuple[str, str]]:
    """Every page that links lead to from the beginning, with its address."""
    ahead, seen = ["/", "/wie-ben-je", "/portfolio"], {"/static"}
    while ahead:
        address = ahead.pop()
        seen.add(address)
        answer = reader.client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        yield address, answer.text
        links = re.findall(r'(?:href|action)="(/[^"#]*)', answer.text)
        posts = set(re.findall(r'method="post" action="(/[^"#]*)', answer.text))
        ahead += [
            link for link in dict.fromkeys(links) if link not in {*seen, *ahead, *posts} and "/static/" not in link
        ]


@pytest.mark.parametrize("lang", ["en", "nl"])
@pytest.mark.parametrize("role", ROLES)
def test_no_page_says_a_word_of_the_first_network(visit_example: Visit, role: str, lang: Language) -> None:
    reader = visit_example(role, lang)
    pages = dict(crawl(reader))

    said = [f"{address}: {found}" for address, page in pages.items() for found in foreign_in(page)]
    assert said == []
    assert len(pages) > 20


def foreign_in(page: str) -> Iterator[str]:
    """Every word of another network on a page, in what is read and in what is only heard."""
    heard = " ".join(re.findall(r'(?:aria-label|title|placeholder|alt)="([^"]*)"', page))
    told = f"{words_in(page)} {heard}"
    for found in FOREIGN.finditer(told):
        yield told[max(found.start() - 40, 0) : found.end() + 40]
