"""Titles in the shapes that real rosters have, by the system that writes them; every name in them is invented."""

from __future__ import annotations

AMION = (
    *("6a-4p", "9a-8p (Triage until 12p)", "12p-12a (Triage until 3p)", "10p-8a", "ON CALL", "Extra Shift"),
    *(
        "Flex Shift (Default 3p-11p)",
        "Wards A",
        "Vac",
        "Vac*",
        "Sick",
        "LWOP",
        "Jury Duty",
        "Bereavement",
        "Personal Holiday",
    ),
    *("NW, am", "PRECEPT, pm", "On-call A", "PM: Continuity Clinic", "Week 23 of 2026", "Vacation", "AM: Research"),
    *("NC-MICU", "NC-XXX", "Call: NC-MICU", "Call: Wards", "HOPC SC", "HMC Night", "VA Night", "IM R1*", "IM R2"),
)
QGENDA = (
    *("OB Overnight", "Faculty OB Overnight", "CA Post Call", "CA Home Post Call", "Faculty Pre Call", "Vacation Week"),
    *("FMLA", "LAB Day", "Admin Day", "Jeopardy", "APN/OFF", "7-7", "E1 7p-7a", "OB Call 5p-7a", "Faculty 24h OB Call"),
    *("Swing Shift 12p-8p", "ANNOUNCEMENT", "CA GOR", "Late", "Unavailable", "Echo (AM)", "Clinic PM -", "CA Excused"),
    *("7a-5p OR", "0700-1700 ICU", "2/12/2026 Thu DOE, J CA Excused"),
)
OTHERS = (
    *("15:30-00:30", "NORTH - ED - D1 - 15:30-00:30 - RIVERA (Day 2/2)", "FED 11p-7a", "MES 3p-11p", "12p-12a"),
    *("Hilo NF R2", "W", "LV", "LEC", "CONF", "CME", "PC", "NF", "NC", "SC", "BU", "JEO", "ADM", "HOL", "OFF", "PTO"),
    *("OR block (half)", "Tumor board", "M&M", "Grand Rounds", "Conference (Portland)", "Urology backup call"),
    *(
        "Rivera, Ana",
        "Trauma Room 4 Anesthesia",
        "OR 12",
        "IR biopsy",
        "GI Endoscopy",
        "OB C-section call",
        "PT Clinic",
    ),
    *(
        "Patient Safety Committee",
        "Pt care rounds",
        "Dr. Okafor clinic",
        "Week of 1/26/2026",
        "20261203 Wards",
        "EN 2-4",
        "CHI 0700-1900",
        "FIN 0800-1700",
        "Patient Advocate Meeting",
    ),
)
FAMILY = ("M L King Day - no school", "Toddler 3-year-old class", "2 year olds room closed", "Mrs. Lee's class play")
EVERY = (*AMION, *QGENDA, *OTHERS, *FAMILY)
