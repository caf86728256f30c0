"""A tiny O*NET database in the official layout: two occupations, with a table for everything that is read."""

from __future__ import annotations

from pathlib import Path

Tables = dict[str, list[str]]  # lines by file; " | " stands for a tab

_RATING = (
    "O*NET-SOC Code | Element ID | Element Name | Scale ID | Data Value | Recommend Suppress | Not Relevant"
)

BASE: Tables = {
    "Read Me": ["O*NET 29.0 Database", "August 2024 Release"],
    "Occupation Data": [
        "O*NET-SOC Code | Title | Description",
        "15-1252.00 | Software Developers | Research and develop software.",
        "41-2011.00 | Cashiers | Receive and disburse money.",
    ],
    "Content Model Reference": [
        "Element ID | Element Name | Description",
        "1 | Worker Characteristics | Worker Characteristics",
        "1.A | Abilities | Enduring attributes",
        "1.A.1 | Cognitive Abilities | Abilities of the mind",
        "1.A.1.d | Memory | Memory",
        "1.A.1.d.1 | Memorization | The ability to remember.",
        "1.C | Work Styles | Personal characteristics",
        "1.C.6 | Independence | Guiding oneself.",
        "2 | Worker Requirements | Worker Requirements",
        "2.A | Basic Skills | Developed capacities",
        "2.A.1 | Content | Background structures",
        "2.A.1.a | Reading Comprehension | Understanding written sentences.",
        "2.B | Cross-Functional Skills | Developed capacities",
        "2.B.3 | Technical Skills | Developed capacities",
        "2.B.3.e | Programming | Writing computer programs.",
        "2.C | Knowledge | Organized sets of principles",
        "2.C.6 | Education and Training | Knowledge of teaching.",
        "4 | Occupational Requirements | Occupational Requirements",
        "4.A | Generalized Work Activities | Work activities",
        "4.A.3 | Work Output | What is done",
        "4.A.3.b | Complex Activities | Complex activities",
        "4.A.3.b.1 | Working with Computers | Using computers.",
        "4.C.1.a | Communication | Not among what is rated here.",
    ],
    "Scales Reference": [
        "Scale ID | Scale Name | Minimum | Maximum",
        "IM | Importance | 1 | 5",
        "LV | Level | 0 | 7",
        "RL | Required Level Of Education | 0 | 100",
        "RW | Related Work Experience | 0 | 100",
        "CX | Context | 1 | 5",
    ],
    "Skills": [
        _RATING,
        "15-1252.00 | 2.A.1.a | Reading Comprehension | IM | 4.00 | N | ",
        "15-1252.00 | 2.A.1.a | Reading Comprehension | LV | 3.50 | N | N",
        "15-1252.00 | 2.B.3.e | Programming | IM | 5.00 | N | ",
        "15-1252.00 | 2.B.3.e | Programming | LV | 7 | Y | N",
        "41-2011.00 | 2.B.3.e | Programming | IM | 1 | N | ",
        "41-2011.00 | 2.B.3.e | Programming | LV | 0 | Y | Y",
    ],
    "Knowledge": [_RATING, "15-1252.00 | 2.C.6 | Education and Training | IM | 2 | N | "],
    "Work Styles": [
        "O*NET-SOC Code | Element ID | Scale ID | Data Value | Recommend Suppress",
        "41-2011.00 | 1.C.6 | IM | 3 | N",
    ],
    "Technology Skills": [
        "O*NET-SOC Code | Example | Commodity Code | Commodity Title | Hot Technology | In Demand",
        "15-1252.00 | C++ | 43232402 | Development environment software | Y | Y",
        "15-1252.00 | Microsoft  Excel | 43232110 | Spreadsheet software | Y | N",
        "41-2011.00 | Microsoft Excel | 43232110 | Spreadsheet software | Y | N",
    ],
    "Alternate Titles": [
        "O*NET-SOC Code | Alternate Title | Short Title | Source(s)",
        "15-1252.00 | Java Programmer | n/a | 08",
        "15-1252.00 | Software Quality Engineer (SQE) | SQE | 08,09",
        "41-2011.00 | Cashiers | n/a | 08",
    ],
    "Sample of Reported Titles": [
        "O*NET-SOC Code | Reported Job Title | Shown in My Next Move",
        "15-1252.00 | Java Programmer | Y",
        "15-1252.00 | Java Programmer | N",
    ],
    "Job Zones": ["O*NET-SOC Code | Job Zone | Date", "15-1252.00 | 4 | 08/2023", "41-2011.00 | 2 | 08/2023"],
    "Job Zone Reference": [
        "Job Zone | Name | Experience | Education | Job Training | Examples | SVP Range",
        "4 | Considerable Preparation | Years | A degree | Years on the job | Analysts | (7.0 to < 8.0)",
    ],
    "Related Occupations": [
        "O*NET-SOC Code | Related O*NET-SOC Code | Relatedness Tier | Index",
        "15-1252.00 | 41-2011.00 | Primary-Short | 1",
    ],
    "Task Statements": [
        "O*NET-SOC Code | Task ID | Task | Task Type | Incumbents Responding",
        '15-1252.00 | 7 | Write programs, even "small" ones. | Core | 90',
        "15-1252.00 | 8 | Answer users. | Supplemental | 40",
        "41-2011.00 | 9 | Count money. | n/a | n/a",
    ],
    "Tasks to DWAs": [
        "O*NET-SOC Code | Task ID | DWA ID | Date",
        "15-1252.00 | 7 | 4.A.3.b.1.I01.D02 | 07/2014",
        "15-1252.00 | 8 | 4.A.3.b.1.I01.D02 | 07/2014",
    ],
    "DWA Reference": [
        "Element ID | IWA ID | DWA ID | DWA Title",
        "4.A.3.b.1 | 4.A.3.b.1.I01 | 4.A.3.b.1.I01.D02 | Write computer programming code.",
    ],
    "IWA Reference": [
        "Element ID | IWA ID | IWA Title",
        "4.A.3.b.1 | 4.A.3.b.1.I01 | Program computer systems.",
    ],
    "Education, Training, and Experience": [
        "O*NET-SOC Code | Element ID | Scale ID | Category | Data Value | Recommend Suppress",
        "15-1252.00 | 2.D.1 | RL | 1 | 0.00 | N",
        "15-1252.00 | 2.D.1 | RL | 2 | 4.46 | N",
        "15-1252.00 | 2.D.1 | RL | 6 | 95.54 | Y",
        "15-1252.00 | 3.A.1 | RW | 11 | 100 | N",
    ],
    "Education, Training, and Experience Categories": [
        "Element ID | Element Name | Scale ID | Category | Category Description",
        "2.D.1 | Required Level of Education | RL | 2 | High School Diploma",
        "2.D.1 | Required Level of Education | RL | 6 | Bachelor's Degree",
    ],
}

# What 30.3 calls and shapes differently; every other table stays as it was.
RENAMED: Tables = {
    "Read Me": ["O*NET 30.3 Database", "May 2026 Release"],
    "Content Model Reference": [
        *[line for line in BASE["Content Model Reference"] if not line.startswith("1.C")],
        "1.D | Work Styles | Personal characteristics",
        "1.D.3.b | Attention to Detail | Being careful about detail.",
        "2.E | Software Skills | Software",
        "2.E.5 | Information Technology | Software",
        "2.E.5.b | Development environment software | Software that programs are written with.",
        "4.A.3.b.1.I01 | Program computer systems. | Program computer systems.",
        "4.A.3.b.1.I01.D02 | Write computer programming code. | Write computer programming code.",
    ],
    "Scales Reference": [
        *BASE["Scales Reference"],
        "WI | Work Styles Impact | -3 | 3",
        "DR | Distinctiveness Rank | 0 | 10",
    ],
    "Essential Skills": [line for line in BASE["Skills"] if "2.B" not in line],
    "Transferable Skills": [line for line in BASE["Skills"] if "2.A" not in line],
    "Work Styles": [
        "O*NET-SOC Code | Element ID | Scale ID | Data Value",
        "15-1252.00 | 1.D.3.b | WI | 1.5",
        "15-1252.00 | 1.D.3.b | DR | 4",
        "41-2011.00 | 1.D.3.b | WI | -1",
    ],
    "Software Skills": [
        "O*NET-SOC Code | Workplace Example | Element ID | Element Name | Hot Technology | In Demand",
        "15-1252.00 | C++ | 2.E.5.b | Development environment software | Y | Y",
    ],
    "Job Titles": [
        "O*NET-SOC Code | Job Title | Short Title | Source(s)",
        "15-1252.00 | Java Programmer | n/a | 08",
    ],
    "Education": BASE["Education, Training, and Experience"][:4],
    "Education Categories": BASE["Education, Training, and Experience Categories"],
    "Training and Experience": [
        BASE["Education, Training, and Experience"][0],
        BASE["Education, Training, and Experience"][4],
    ],
    "Training and Experience Categories": BASE["Education, Training, and Experience Categories"][:1],
}
_GONE = (
    *("Skills", "Technology Skills", "Alternate Titles"),
    *("Education, Training, and Experience", "Education, Training, and Experience Categories"),
)


def small(**changes: list[str] | None) -> Tables:
    """The tables of 29.0 with some changed, or left out where None; `_` stands for a space in their names."""
    changed = {name.replace("_", " "): lines for name, lines in changes.items()}
    return {name: lines for name, lines in {**BASE, **changed}.items() if lines is not None}


def renamed() -> Tables:
    """The same in the files of 30.3."""
    return {name: lines for name, lines in {**BASE, **RENAMED}.items() if name not in _GONE}


def write(folder: Path, tables: Tables) -> Path:
    """The tables as the only files of this folder."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, lines in tables.items():
        text = "\r\n".join(lines).replace(" | ", "\t") + "\r\n"
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder
