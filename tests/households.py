"""Household files in pieces, for tests to put together: `HOME + ana() + MIA + rosa()`, with Ana's roster in ana.csv."""

from __future__ import annotations

HOME = """format = 1
name = "Home"
timezone = "America/Chicago"
"""
ANA = """[[parents]]
id = "ana"
name = "Ana"
"""
MIA = """[[children]]
id = "mia"
name = "Mia"
wakes = "07:00"
bedtime = "20:00"
"""
ROWS = "start,end,title\n2027-01-04T08:00,2027-01-04T17:00,Day\n2027-01-05T08:00,2027-01-05T17:00,Day\n"
"""A roster of two days for Ana; 4 January 2027 is a Monday."""


def ana(title: str = "Day", through: str = "2027-03-01", rules: str = "none") -> str:
    """Ana, whose roster knows one title, which is work; without `through` or `rules` the file does not speak of it."""
    law = f'work_rules = "{rules}"\n' if rules else ""
    published = f"published_through = {through}\n" if through else ""
    schedule = f'[[parents.schedule]]\nkind = "csv"\npath = "ana.csv"\n{published}'
    return f'{ANA}{law}{schedule}[[parents.shifts]]\ntitle = "{title}"\nkind = "work"\n'


def rosa(hours: str = "Mon-Fri 06:00-20:00", rate: float = 20) -> str:
    """Rosa, a nanny with these weekly hours."""
    return f'[[carers]]\nid = "rosa"\nname = "Rosa"\nkind = "nanny"\nhours = ["{hours}"]\nrate = {rate}\n'
