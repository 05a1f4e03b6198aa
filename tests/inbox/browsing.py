"""A browser without JavaScript that checks every page it is given."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PASSWORD = "correct horse battery"
HTML = "{http://www.w3.org/1999/xhtml}"
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset")


def text_of(element: Element) -> str:
    """The text of an element, spaces made single."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True)
class Page:
    """One answer; parsed strictly, so that a fault in the HTML fails the test that fetched it.

    Attributes:
        answer: as it came.
        scripts: whether it may name script files of ours; the inbox's pages may not.
    """

    answer: TestResponse
    scripts: bool = False

    def __post_init__(self) -> None:
        if self.answer.mimetype == "text/html" and self.answer.status_code not in (301, 302, 303, 308):
            check(self.root, scripts=self.scripts)

    @property
    def root(self) -> Element:
        parsed: Element = html5lib.HTMLParser(strict=True).parse(self.answer.get_data())
        return parsed

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def location(self) -> str:
        return self.answer.headers.get("Location", "")

    @property
    def html(self) -> str:
        return self.answer.get_data(as_text=True)

    @property
    def text(self) -> str:
        return text_of(self.find("body"))

    @property
    def main(self) -> str:
        return text_of(self.find("main"))

    @property
    def heading(self) -> str:
        return text_of(self.find("h1"))

    def find(self, tag: str) -> Element:
        found = self.root.find(f".//{HTML}{tag}")
        assert found is not None, tag
        return found

    def by_id(self, name: str) -> Element:
        return next(element for element in self.root.iter() if element.get("id") == name)

    def all(self, tag: str, **attributes: str) -> list[Element]:
        return [
            element
            for element in self.root.iter(f"{HTML}{tag}")
            if all(element.get(name.rstrip("_")) == value for name, value in attributes.items())
        ]

    def by_class(self, name: str) -> list[Element]:
        return [element for element in self.root.iter() if name in str(element.get("class", "")).split()]

    def links(self, start: str) -> list[str]:
        return [link.get("href", "") for link in self.all("a") if link.get("href", "").startswith(start)]


class Browser:
    """Holds cookies, follows links and sends forms with the mark they carry."""

    def __init__(self, app: Flask, *, scripts: bool = False) -> None:
        self.client: FlaskClient = app.test_client()
        self.scripts = scripts

    def open(self, address: str, *, follow: bool = True) -> Page:
        return Page(self.client.get(address, follow_redirects=follow), self.scripts)

    def send(self, page: Page, action: str, **fields: str) -> Page:
        """Send the form of a page that leads to an address; the redirect is not followed."""
        form = next(form for form in page.all("form") if form.get("action") == action)
        kept = {
            field.get("name", ""): field.get("value", "")
            for field in form.iter(f"{HTML}input")
            if field.get("type") == "hidden"
        }
        return Page(self.client.post(action, data={**kept, **fields}), self.scripts)

    def sign_in(self, name: str, password: str = PASSWORD) -> Page:
        return self.send(self.open("/sign-in"), "/sign-in", sign_in_name=name, password=password)


def check(root: Element, *, scripts: bool = False) -> None:
    """What every page has to be."""
    headings = list(root.iter(f"{HTML}h1"))
    assert len(headings) == 1
    title = root.find(f".//{HTML}title")
    assert title is not None
    assert text_of(headings[0])
    assert text_of(title).startswith(text_of(headings[0]))
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert not [name for name, times in ids.items() if times > 1]
    for element in root.iter():
        check_element(element, set(ids), scripts=scripts)
    for form in root.iter(f"{HTML}form"):
        assert form.get("action")
        assert form.get("method") == "post"
        marks = [field for field in form.iter(f"{HTML}input") if field.get("name") == "csrf_token"]
        assert len(marks) == 1
        assert marks[0].get("value")


def check_element(element: Element, ids: set[str | None], *, scripts: bool) -> None:
    attributes = dict(element.items())
    if element.tag == f"{HTML}script":
        assert scripts
        assert attributes.get("src", "").startswith("/")
        assert not text_of(element)
    assert element.tag not in (f"{HTML}style", f"{HTML}iframe", f"{HTML}base")
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]
    for name in ADDRESSES:
        parts = urlsplit(attributes.get(name, ""))
        assert not parts.scheme and not parts.netloc, f"{name} leads elsewhere: {attributes[name]}"
    for name in ("for", "aria-labelledby", "aria-describedby"):
        assert set(attributes.get(name, "").split()) <= ids, f"{name} names nothing: {attributes.get(name)}"
