"""A browser in small: the forms of a page as they would be sent, untouched or with something typed in."""

from __future__ import annotations

from html.parser import HTMLParser

Sent = dict[str, list[str]]


class _Forms(HTMLParser):
    """Collects what each form of a page would send."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[str, Sent]] = []
        self.select = self.area = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes note of a form, an input, a choice."""
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((of.get("action", ""), {}))
        elif tag == "input" and "name" in of:
            ticks = of.get("type") in ("checkbox", "radio")
            if (not ticks or "checked" in of) and of.get("type") != "file":
                self._send(of["name"], of.get("value", "on"))
        elif tag == "select":
            self.select = of["name"]
        elif tag == "option" and self.select and "selected" in of:
            self._send(self.select, of["value"])
        elif tag == "textarea":
            self.area, self.text = of["name"], ""

    def handle_endtag(self, tag: str) -> None:
        """Ends a choice or a text of several lines; a browser drops the line break that begins one."""
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self._send(self.area, self.text.removeprefix("\n").replace("\n", "\r\n"))
            self.area = ""

    def handle_data(self, data: str) -> None:
        """Collects the text of a text area."""
        if self.area:
            self.text += data

    def _send(self, name: str, value: str) -> None:
        self.forms[-1][1].setdefault(name, []).append(value)


def forms(page: str) -> list[tuple[str, Sent]]:
    """The address and the content of every form of a page."""
    found = _Forms()
    found.feed(page)
    return found.forms


def form(page: str, action: str) -> Sent:
    """What the form that goes to an address would send."""
    return next(sent for to, sent in forms(page) if to == action)
