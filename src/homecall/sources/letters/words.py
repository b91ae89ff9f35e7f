"""The words that letters from schools use, in English and Spanish."""

from __future__ import annotations

import re

_MONTHS = (
    "january jan enero ene",
    "february feb febrero",
    "march mar marzo",
    "april apr abril abr",
    "may mayo",
    "june jun junio",
    "july jul julio",
    "august aug agosto ago",
    "september sept sep septiembre setiembre set",
    "october oct octubre",
    "november nov noviembre",
    "december dec diciembre dic",
)
_DAYS = (
    "monday mon lunes lun",
    "tuesday tues tue martes",
    "wednesday wed miércoles miercoles mié mie",
    "thursday thurs thur thu jueves jue",
    "friday fri viernes vie",
    "saturday sat sábado sabado sáb sab",
    "sunday sun domingo dom",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
"""The number of a month by each of its names, in small letters."""
WEEKDAYS = {word: number for number, words in enumerate(_DAYS) for word in words.split()}
"""The number of a weekday by each of its names, in small letters; Monday is 0."""


def either(words: object) -> str:
    """A pattern for any of the words, the longest first."""
    assert isinstance(words, (dict, tuple, list))
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _any(text: str) -> re.Pattern[str]:
    parts = (re.escape(part.strip()).replace(r"\ ", r"[\s-]+") for part in text.split(","))
    return re.compile(rf"\b(?:{'|'.join(parts)})(?:es|s)?\b", re.IGNORECASE)


SHUT = _any(
    "no school, no class, no classes, no daycare, no preschool, closed, closes, closure, no hay clase, no hay "
    "clases, sin clases, no hay escuela, cerrado, cerrada, cerrados, cerrará, cierra, suspensión de clases, "
    "in-service, inservice, teacher work day, teacher workday, professional development, staff development, "
    "student holiday, day off, asueto, no habrá clase, no habrá clases, se suspenden, suspenden, no laborable, "
    "inset day, pupil free day, non-student day, school holiday, no lesson, no lessons, no practice, no students"
)
"""Words that close a place whatever else is said."""
PAUSE = _any(
    "break, recess, holiday, vacation, vacaciones, vacacional, receso, feriado, festivo, puente, half term, "
    "half-term, semana santa, thanksgiving, labor day, memorial day, veterans day, presidents day, acción de "
    "gracias, acción de gracia"
)
"""Words that mean a closure unless something takes place."""
EARLY = _any(
    "early dismissal, early release, early closing, half day, half-day, minimum day, noon dismissal, dismissal "
    "at, dismissed at, closes at, closing at, close at, pick up at, pick-up by noon, early pick up, shortened "
    "day, salida temprana, salida anticipada, medio día, salida a las, salen a las, cierra a las, cerramos a las, "
    "horario reducido, early out, dismiss at, closing early"
)
"""Words for a day that ends early."""
LEAVES = _any(
    "dismissal, release, dismiss, closing, close, closed at, salida, saldremos, salen, saldrán, cerramos, "
    "cerraremos, cierra, term ends, school ends, classes end, break up, finish, last day, pick up, pick-up"
)
"""Words that mean a day that ends early where a time stands beside them."""
EVENT = _any(
    "concert, recital, play, performance, conference, assembly, picnic, party, field day, field trip, open house, "
    "graduation, fair, festival, parade, show, meeting, night, game, picture day, photo day, birthday, breakfast, "
    "lunch, tea, sing-along, carnival, celebration, bake sale, orientation, tournament, workshop, ceremony, "
    "visit, playdate, story time, dance, auction, concierto, obra, obra de teatro, reunión, junta, fiesta, "
    "excursión, paseo, graduación, feria, desfile, presentación, entrevista, conferencia, día de la foto, día de "
    "fotos, noche, desayuno, celebración, función, taller, ceremonia, partido, practice, exchange, nativity, "
    "evening, program, programme, donuts, muffins, entrega de boletas, walk, rehearsal, retakes, stay and play, "
    "trip, book day, pajama day, spirit day, career day, ensayo, caminata, volunteer day, sports day, potluck, "
    "screening, checkup, visita, baile, kermés, posada, exhibition, exposición"
)
"""Words for something that one can be at."""
OPENS = _any(
    "resume, reopen, re-open, back to school on, school begins, classes begin, school starts, first day of, "
    "return to school, students return, regreso a clases, se reanudan, inicio de clases, primer día, classes "
    "start, late start, delayed opening, two-hour delay, entrada tarde, open as usual, remains open, will be "
    "open, stays open, term starts, term begins, abierto"
)
"""Words for a place that opens again or late: neither closed nor a moment."""
SPANISH = _any(
    "el, los, las, del, de, para, clases, escuela, padres, familias, hay, por, niños, queridas, estimados, "
    "fiesta, reunión, concierto, vacaciones, salida, hasta"
)
"""Words that show a letter to be Spanish."""
RELATIVE = _any(
    "tomorrow, tonight, next week, this week, next month, mañana por la mañana, próxima semana, esta semana, hoy"
)
"""Days that are said without a date."""
