"""The tools of the browser tests themselves: Chromium starts, and axe finds what is wrong."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_axe_finds_a_picture_without_a_text(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.set_content("<!doctype html><html lang=nl><title>t</title><main><h1>t</h1><img src='data:,'></main>")

    assert [finding.split()[0] for finding in axe(page)] == ["image-alt"]


def test_axe_finds_nothing_on_a_sound_page(page: Page, axe: Callable[[Page], list[str]]) -> None:
    page.set_content("<!doctype html><html lang=nl><title>t</title><main><h1>Portfolio</h1></main>")

    assert axe(page) == []
