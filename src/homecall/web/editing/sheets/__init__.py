"""Every form there is, by the kind of thing that it is for."""

from homecall.web.editing.sheets.adults import CARER, PARENT, SHIFT
from homecall.web.editing.sheets.children import CHILD, PLACE
from homecall.web.editing.sheets.life import FAMILY, MOMENT, PRICES, RITUAL, USUAL
from homecall.web.editing.sheets.schedules import SCHEDULE
from homecall.web.editing.sheets.tiredness import GATES_SHEET

_ALL = (FAMILY, PARENT, SCHEDULE, SHIFT, CHILD, PLACE, CARER, MOMENT, RITUAL, USUAL, PRICES, GATES_SHEET)
SHEETS = {one.kind: one for one in _ALL}

__all__ = ["SHEETS"]
