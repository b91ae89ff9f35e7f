"""The same calendar with its components in the opposite order, which may not matter to anybody."""

from __future__ import annotations


def turned(content: bytes) -> bytes:
    """A calendar with its events and zones in reverse. What is no sound calendar of CRLF lines stays as it is."""
    lines = content.split(b"\r\n")
    if (
        b"\n" in content.replace(b"\r\n", b"")
        or lines[0] != b"BEGIN:VCALENDAR"
        or lines[-2:] != [b"END:VCALENDAR", b""]
    ):
        return content
    head, blocks = _blocks(lines[1:-2])
    return b"\r\n".join([lines[0], *head, *(line for block in reversed(blocks) for line in block), *lines[-2:]])


def _blocks(lines: list[bytes]) -> tuple[list[bytes], list[list[bytes]]]:
    """The lines of the calendar itself, and each component with what it holds."""
    head: list[bytes] = []
    blocks: list[list[bytes]] = []
    open_names: list[bytes] = []
    for line in lines:
        if not open_names and line.startswith(b"BEGIN:"):
            blocks.append([])
        (blocks[-1] if open_names or line.startswith(b"BEGIN:") else head).append(line)
        if line.startswith(b"BEGIN:"):
            open_names.append(line[6:])
        elif line.startswith(b"END:") and open_names and line[4:] == open_names[-1]:
            open_names.pop()
    return head, blocks
