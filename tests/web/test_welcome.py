"""The welcome, what Knipa says about itself, and the frame around every page."""

import re

import pytest

import knipa
import river


def page(client, address="/"):
    return client.get(address).content.decode()


def test_the_welcome_has_one_main_action_and_says_what_it_is_not(client, person):
    told = page(client)
    assert told.count("button main") == 1
    assert "not CE-marked" in told
    assert 'class="river"' in told
    assert 'class="curve"' in told


def test_the_river_and_the_bird_are_in_step():
    assert (river.WEB / "pages/welcome/river.html").read_text("utf-8") == river.html()
    assert (river.WEB / "static/styles/river.css").read_text("utf-8") == river.css()


@pytest.mark.parametrize("address", ["/", "/today/", "/care/", "/about/", "/settings/", "/nowhere/"])
def test_care_is_the_first_of_what_is_always_there(client, answered, address):
    told = client.get(address, follow=True).content.decode()
    footer = told[told.index('<footer class="bottom">') :]
    links = re.findall(r'href="(/[a-z]+/)"', footer)
    assert links[0] == "/care/"
    assert links[-2:] == ["/settings/", "/about/"]


def test_the_page_one_is_on_is_marked(client, answered):
    told = page(client, "/today/")
    assert '<a href="/today/" aria-current="page">' in told
    assert told.count('aria-current="page"') == 1


def test_about_tells_version_sources_and_what_it_is_not(client, person):
    told = page(client, "/about/")
    for said in (
        knipa.__version__,
        "1177.se",
        "not connected with Inera",
        "not CE-marked",
        "CC BY 4.0",
        "BMJ",
    ):
        assert said in told


@pytest.mark.parametrize("address", ["/", "/today/", "/train/", "/care/", "/settings/"])
def test_pages_stay_small(client, answered, address):
    told = client.get(address, follow=True).content
    assert len(told) <= 15_000 + (20_000 if address == "/train/" else 0)  # train carries the sheet itself
