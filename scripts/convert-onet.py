#!/usr/bin/env python3
"""Turn O*NET data on education occupations into a Rolewright framework.

    python3 scripts/convert-onet.py SOURCE OUTPUT            write the framework's YAML and NOTICE.md
    python3 scripts/convert-onet.py SOURCE OUTPUT --check    write nothing; exit 1 if OUTPUT differs

SOURCE is a folder with three files:

    28.0_task_statements_education.csv   O*NET 28.0 task statements           required
    28.0_skills_education.csv            O*NET 28.0 skills, scales IM and LV  required
    18.1_Occupation_Data.tsv             O*NET 18.1 titles and descriptions   optional: without it no role
                                                                              has a purpose

OUTPUT is the framework's folder, here frameworks/onet-education. The script owns, and on every run replaces,

    NOTICE.md                  the credit that the licence of the data asks for
    competencies/skills.yaml   one competency per O*NET skill that some role requires
    duties/shared-tasks.yaml   one duty per task statement that two or more occupations share word for word
    roles/*.yaml               one role per occupation that has task statements in 28.0

and nothing else: rolewright.toml and README.md are written by hand. A file that does not name this script is
somebody else's and is never replaced or removed.

What becomes of what
    occupation          role: title as in 28.0; id = slug of the title; `same_as: onet-soc:CODE`;
                        `family` and `level` from the table OCCUPATIONS below, which is our reading, not O*NET's
    description (18.1)  `purpose`, where the code exists unchanged in both versions (see PURPOSE_LEFT_OUT)
    task statement      a responsibility; id = first words and the O*NET task id; `does` = the text, unchanged;
                        task type Core -> `core: true`, Supplemental -> `core: false`, none given -> `core` left out
    repeated statement  a duty that the responsibilities refer to, `same_as` all its task ids; these, and statements
                        that differ from another occupation's in a word or two, are marked `shared: true`
    skill               competency; `same_as: onet-element:ID`
    importance (IM)     `requires: {skill: {importance: VALUE}}`, for values of LEAST_IMPORTANCE and above
    level (LV)          `x: {onet: {skill_levels: {skill: VALUE}}}` of the same role, for the same skills

Numbers are copied as text, so they read exactly as in the source. The same SOURCE gives the same bytes: order is
that of codes, element ids and source rows; there is no clock and no randomness. Files are written beside their
place and then renamed, so that an interrupted run leaves no half-written file.

Exit status: 0 done, or no difference; 1 --check found a difference; 2 the source is not as expected, or
a file in the way is not this script's.
Python 3.8 or later, standard library only.
"""

import argparse
import csv
import os
import re
import sys
import tempfile
from pathlib import Path

TASKS = "28.0_task_statements_education.csv"
SKILLS = "28.0_skills_education.csv"
DESCRIPTIONS = "18.1_Occupation_Data.tsv"

# On O*NET's importance scale 3 is "Important". A skill rated lower is not something the occupation requires.
LEAST_IMPORTANCE = 3.0
# Two statements are nearly the same when this share of all their distinct words is in both.
NEARLY_SAME = 0.8
# The width at which prose is folded.
WIDTH = 100

# O*NET-SOC code: (family, level). Our reading of where each occupation stands in a school system.
OCCUPATIONS = {
    "11-9031.00": ("school-leader", "school"),
    "11-9032.00": ("school-leader", "school"),
    "11-9033.00": ("system-leader", "system"),
    "21-1012.00": ("support", "school"),
    # 25-1: teachers in colleges and universities
    "25-1011.00": ("teacher", "classroom"),
    "25-1021.00": ("teacher", "classroom"),
    "25-1022.00": ("teacher", "classroom"),
    "25-1031.00": ("teacher", "classroom"),
    "25-1032.00": ("teacher", "classroom"),
    "25-1041.00": ("teacher", "classroom"),
    "25-1042.00": ("teacher", "classroom"),
    "25-1043.00": ("teacher", "classroom"),
    "25-1051.00": ("teacher", "classroom"),
    "25-1052.00": ("teacher", "classroom"),
    "25-1053.00": ("teacher", "classroom"),
    "25-1054.00": ("teacher", "classroom"),
    "25-1061.00": ("teacher", "classroom"),
    "25-1062.00": ("teacher", "classroom"),
    "25-1063.00": ("teacher", "classroom"),
    "25-1064.00": ("teacher", "classroom"),
    "25-1065.00": ("teacher", "classroom"),
    "25-1066.00": ("teacher", "classroom"),
    "25-1067.00": ("teacher", "classroom"),
    "25-1071.00": ("teacher", "classroom"),
    "25-1072.00": ("teacher", "classroom"),
    "25-1081.00": ("teacher", "classroom"),
    "25-1082.00": ("teacher", "classroom"),
    "25-1111.00": ("teacher", "classroom"),
    "25-1112.00": ("teacher", "classroom"),
    "25-1113.00": ("teacher", "classroom"),
    "25-1121.00": ("teacher", "classroom"),
    "25-1122.00": ("teacher", "classroom"),
    "25-1123.00": ("teacher", "classroom"),
    "25-1124.00": ("teacher", "classroom"),
    "25-1125.00": ("teacher", "classroom"),
    "25-1126.00": ("teacher", "classroom"),
    "25-1192.00": ("teacher", "classroom"),
    "25-1193.00": ("teacher", "classroom"),
    "25-1194.00": ("teacher", "classroom"),
    # 25-2: teachers in schools
    "25-2011.00": ("teacher", "classroom"),
    "25-2012.00": ("teacher", "classroom"),
    "25-2021.00": ("teacher", "classroom"),
    "25-2022.00": ("teacher", "classroom"),
    "25-2023.00": ("teacher", "classroom"),
    "25-2031.00": ("teacher", "classroom"),
    "25-2032.00": ("teacher", "classroom"),
    "25-2051.00": ("teacher", "classroom"),
    "25-2055.00": ("teacher", "classroom"),
    "25-2056.00": ("teacher", "classroom"),
    "25-2057.00": ("teacher", "classroom"),
    "25-2058.00": ("teacher", "classroom"),
    "25-2059.01": ("teacher", "classroom"),
    # 25-3: other teachers
    "25-3011.00": ("teacher", "classroom"),
    "25-3021.00": ("teacher", "classroom"),
    "25-3031.00": ("teacher", "classroom"),
    "25-3041.00": ("support", "classroom"),
    # 25-4: libraries and museums; a museum or an archive is a partner of a school system
    "25-4011.00": ("partner", "system"),
    "25-4012.00": ("partner", "system"),
    "25-4013.00": ("partner", "system"),
    "25-4022.00": ("support", "school"),
    "25-4031.00": ("support", "school"),
    # 25-9: others
    "25-9021.00": ("partner", "system"),
    "25-9031.00": ("coach", "system"),
    "25-9042.00": ("support", "classroom"),
    "25-9043.00": ("support", "classroom"),
    "25-9044.00": ("support", "classroom"),
}

# The 18.1 description is not used although the code is unchanged.
PURPOSE_LEFT_OUT = {
    "25-2051.00": "speaks of children with disabilities in terms that are no longer used",
}

# The parts of the O*NET Content Model that skills belong to, by the start of the element id.
SKILL_GROUPS = [
    ("2.A.1", "Basic skills: content"),
    ("2.A.2", "Basic skills: process"),
    ("2.B.1", "Social skills"),
    ("2.B.2", "Complex problem solving"),
    ("2.B.3", "Technical skills"),
    ("2.B.4", "Systems skills"),
    ("2.B.5", "Resource management skills"),
]

CREDIT = "O*NET 28.0 Database, {what}, USDOL/ETA, CC BY 4.0, modified"
ORIGIN = "# Converted from the O*NET 28.0 Database by scripts/convert-onet.py; credit and licence: {notice}"

NOTICE = """\
# Credit for the O*NET data in this folder

This folder includes information from the O*NET 28.0 Database by the U.S. Department of Labor, Employment and
Training Administration (USDOL/ETA). Used under the CC BY 4.0 license (https://creativecommons.org/licenses/by/4.0/).
O*NET® is a trademark of USDOL/ETA.

The Rolewright project has modified all or some of this information. USDOL/ETA has not approved, endorsed, or tested
these modifications.

From the O*NET 28.0 Database: occupation titles and codes, task statements and task types, names and element ids of
skills, importance and level ratings of skills.
{descriptions}
O*NET database: https://www.onetcenter.org/database.html
Its licence: https://www.onetcenter.org/license_db.html

## What was modified

- Only education occupations are here, and of their data only tasks and skills.
- Each occupation became a role, each task statement a responsibility, each skill a competency, in the YAML of
  Rolewright. The wording of titles, statements and descriptions was not changed.
- Task statements that several occupations share word for word are written once, as duties.
- `family`, `level`, the ids and the mark `shared` were added.
- Skills that were rated below {least} in importance for an occupation were left out of its role, and so were the sample
  sizes, errors, intervals, dates and data sources of all ratings.

`scripts/convert-onet.py` of the Rolewright project made these changes and lists them in full; run with `--check` it
proves that the files are what it makes of the data.
"""

NOTICE_DESCRIPTIONS = """
From the O*NET 18.1 Database, by the same publisher: the descriptions of occupations that are the `purpose` of roles,
each marked by a `note`. The copy of 18.1 that they were taken from is older than the licence notice above and carries
none of its own; the O*NET Resource Center states that all versions of the database are available under a Creative
Commons licence (https://www.onetcenter.org/db_transitional.html, https://www.onetcenter.org/license_db.html).
"""


class SourceError(Exception):
    """The source files are not as this script knows them; the message is for the person who runs it."""


class OutputError(Exception):
    """Writing would destroy a file that this script did not write."""


# ---------------------------------------------------------------------------------------------- reading the source


def read_table(path, delimiter, columns):
    """Rows of a delimited file as dictionaries; every one of `columns` must exist."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, delimiter=delimiter)
            rows = list(reader)
    except OSError as problem:
        raise SourceError(f"{path}: {problem.strerror}") from None
    missing = [column for column in columns if column not in (reader.fieldnames or [])]
    if missing:
        raise SourceError(f"{path}: no column {', '.join(missing)}")
    return rows


def read_source(folder):
    """(titles by code, task rows by code, ratings by code, element names by id, 18.1 rows by code)."""
    task_rows = read_table(folder / TASKS, ",", ["O*NET-SOC Code", "Title", "Task ID", "Task", "Task Type"])
    skill_rows = read_table(
        folder / SKILLS,
        ",",
        ["O*NET-SOC Code", "Title", "Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress"],
    )
    descriptions = {}
    if (folder / DESCRIPTIONS).exists():
        rows = read_table(folder / DESCRIPTIONS, "\t", ["O*NET-SOC Code", "Title", "Description"])
        descriptions = {row["O*NET-SOC Code"]: row for row in rows}
    else:
        print(f"note: {folder / DESCRIPTIONS} is not there, so no role will have a purpose", file=sys.stderr)

    titles, tasks, ratings, elements = {}, {}, {}, {}
    for row in task_rows + skill_rows:
        code, title = row["O*NET-SOC Code"], row["Title"]
        if titles.setdefault(code, title) != title:
            raise SourceError(f"{code} has two titles: {titles[code]!r} and {title!r}")
    for row in task_rows:
        if row["Task Type"] not in ("Core", "Supplemental", ""):
            raise SourceError(f"task {row['Task ID']}: unknown task type {row['Task Type']!r}")
        tasks.setdefault(row["O*NET-SOC Code"], []).append(row)
    for row in skill_rows:
        element, name = row["Element ID"], row["Element Name"]
        if elements.setdefault(element, name) != name:
            raise SourceError(f"skill {element} has two names: {elements[element]!r} and {name!r}")
        if row["Recommend Suppress"] != "N":
            raise SourceError(f"{row['O*NET-SOC Code']} {element}: O*NET recommends not to show this value")
        scales = ratings.setdefault(row["O*NET-SOC Code"], {}).setdefault(element, {})
        if row["Scale ID"] in scales:
            raise SourceError(f"{row['O*NET-SOC Code']} {element}: scale {row['Scale ID']} is given twice")
        scales[row["Scale ID"]] = row["Data Value"]

    unknown = sorted(set(titles) - set(OCCUPATIONS))
    absent = sorted(set(OCCUPATIONS) - set(tasks))
    if unknown:
        raise SourceError(f"no family and level in the table OCCUPATIONS for {', '.join(unknown)}")
    if absent:
        raise SourceError(f"{TASKS}: no tasks for {', '.join(absent)}")
    return titles, tasks, ratings, elements, descriptions


# ------------------------------------------------------------------------------------------------------------- ids

# Words at which an id may not end: it would read as cut off.
DANGLING = set("a an and as at by for from in into of on or other such that the their them these this to with".split())


def slug(text):
    """Lower-case words of letters and digits, joined by hyphens; an apostrophe vanishes."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower().replace("'", "")))


def task_slug(text, task_id):
    """The first five words of a statement, without trailing little words, and its O*NET task id."""
    words = slug(text).split("-")[:5]
    while len(words) > 1 and words[-1] in DANGLING:
        words.pop()
    return "-".join(words + [task_id])


def element_key(element_id):
    """Sort key: 2.B.1.a before 2.B.2.i."""
    return [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in element_id.split(".")]


# -------------------------------------------------------------------------------------------------- facts from data


def shared_statements(tasks):
    """{text: [task ids]} of statements that two or more occupations have word for word."""
    found = {}
    for code in sorted(tasks):
        for row in tasks[code]:
            found.setdefault(row["Task"], []).append((code, row["Task ID"]))
    return {
        text: [task_id for _, task_id in places]
        for text, places in found.items()
        if len({code for code, _ in places}) > 1
    }


def nearly_shared(tasks):
    """Texts that another occupation has too, but for a word or two."""
    codes, words = {}, {}
    for code, rows in tasks.items():
        for row in rows:
            codes.setdefault(row["Task"], set()).add(code)
            words[row["Task"]] = frozenset(slug(row["Task"]).split("-"))
    texts, near = sorted(codes), set()
    for place, text in enumerate(texts):
        for other in texts[place + 1 :]:
            both, either = words[text] & words[other], words[text] | words[other]
            if len(both) >= NEARLY_SAME * len(either) and len(codes[text] | codes[other]) > 1:
                near |= {text, other}
    return near


def required_skills(ratings, code):
    """[(element id, importance, level)] of one occupation, in the order of the element ids; values are text."""
    required = []
    for element in sorted(ratings.get(code, {}), key=element_key):
        scales = ratings[code][element]
        if "IM" not in scales or "LV" not in scales:
            raise SourceError(f"{code} {element}: importance or level is missing")
        if float(scales["IM"]) >= LEAST_IMPORTANCE:
            required.append((element, scales["IM"], scales["LV"]))
    return required


# ----------------------------------------------------------------------------------------------------- writing YAML

PLAIN = re.compile(r"[A-Za-z][^\n]*\Z")
NOT_TEXT = re.compile(r"(true|false|yes|no|on|off|y|n|null|nan|inf)\Z", re.IGNORECASE)


def scalar(text):
    """A text as a YAML scalar on one line: plain where that is safe, else in double quotes."""
    unsafe = ": " in text or " #" in text or text.endswith((":", " ")) or NOT_TEXT.match(text)
    if PLAIN.match(text) and not unsafe:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def prose(indent, key, text):
    """`key: text`; text too long for one line is folded, which YAML reads back as the same text."""
    line = " " * indent + f"{key}: {scalar(text)}"
    if len(line) <= WIDTH or text != " ".join(text.split()):
        return [line]
    lines, current = [" " * indent + f"{key}: >-"], ""
    for word in text.split():
        if current and len(current) + 1 + len(word) > WIDTH - indent - 2:
            lines.append(" " * (indent + 2) + current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return lines + [" " * (indent + 2) + current]


def role_file(code, title, rows, skills, description, duties, near):
    """The YAML of one role. `duties` is {text: duty id}, `skills` [(slug, importance, level)]."""
    family, level = OCCUPATIONS[code]
    lines = [f"# {title} ({code})", ORIGIN.format(notice="../NOTICE.md"), "roles:", f"  {slug(title)}:"]
    lines += prose(4, "title", title)
    lines += [f"    same_as: onet-soc:{code}", f"    family: {family}", f"    level: {level}"]
    if description:
        lines += prose(4, "purpose", description["Description"])
        was = description["Title"]
        named = "" if was == title else f", where the occupation is called {was}"
        lines += prose(4, "note", f"The purpose is the description in the O*NET 18.1 Database{named}")
    lines += prose(4, "source", CREDIT.format(what=f"occupation {code}"))
    lines.append("    responsibilities:")
    for row in rows:
        text = row["Task"]
        lines.append(f"      {task_slug(text, row['Task ID'])}:")
        lines += [f"        duty: {duties[text]}"] if text in duties else prose(8, "does", text)
        if row["Task Type"]:
            lines.append(f"        core: {'true' if row['Task Type'] == 'Core' else 'false'}")
        if text in duties or text in near:
            lines.append("        shared: true")
    if skills:
        lines.append("    requires:")
        for name, importance, _ in skills:
            lines += [f"      {name}:", f"        importance: {importance}"]
        lines += ["    x:", "      onet:", "        skill_levels:"]
        lines += [f"          {name}: {level}" for name, _, level in skills]
    return "\n".join(lines) + "\n"


def duties_file(statements, duties):
    """The YAML of the statements that several occupations share."""
    lines = [
        "# Task statements that two or more occupations share word for word, written once",
        ORIGIN.format(notice="../NOTICE.md"),
        "duties:",
    ]
    for text in sorted(statements, key=lambda text: duties[text]):
        lines.append(f"  {duties[text]}:")
        lines += prose(4, "does", text)
        lines += prose(4, "source", CREDIT.format(what="task statements"))
        lines.append("    same_as:")
        lines += [f"      - onet-task:{task_id}" for task_id in sorted(statements[text], key=int)]
    return "\n".join(lines) + "\n"


def skills_file(elements, used):
    """The YAML of the skills that some role requires, in groups."""
    lines = [
        "# O*NET skills that at least one occupation here requires, as competencies",
        ORIGIN.format(notice="../NOTICE.md"),
        "competencies:",
    ]
    for start, group in SKILL_GROUPS:
        members = [element for element in sorted(used, key=element_key) if element.startswith(start + ".")]
        if members:
            lines += ["", f"  # {start} {group}"]
        for element in members:
            lines.append(f"  {slug(elements[element])}:")
            lines += prose(4, "title", elements[element])
            lines.append(f"    same_as: onet-element:{element}")
            lines += prose(4, "source", CREDIT.format(what=f"skill {element}"))
    return "\n".join(lines) + "\n"


# --------------------------------------------------------------------------------------------------------- the whole


def convert(folder):
    """{path relative to the framework: text} of every file this script owns."""
    titles, tasks, ratings, elements, descriptions = read_source(folder)
    statements, near = shared_statements(tasks), nearly_shared(tasks)
    duties = {text: task_slug(text, min(ids, key=int)) for text, ids in statements.items()}
    ungrouped = [e for e in elements if not any(e.startswith(start + ".") for start, _ in SKILL_GROUPS)]
    if ungrouped:
        raise SourceError(f"no group in the table SKILL_GROUPS for {', '.join(sorted(ungrouped))}")

    files, used = {}, set()
    for code in sorted(tasks):
        skills = required_skills(ratings, code)
        used |= {element for element, _, _ in skills}
        description = None if code in PURPOSE_LEFT_OUT else descriptions.get(code)
        path = f"roles/{slug(titles[code])}.yaml"
        if path in files:
            raise SourceError(f"{code}: another occupation has the id {slug(titles[code])} too")
        named = [(slug(elements[element]), importance, level) for element, importance, level in skills]
        files[path] = role_file(code, titles[code], tasks[code], named, description, duties, near)
    files["duties/shared-tasks.yaml"] = duties_file(statements, duties)
    files["competencies/skills.yaml"] = skills_file(elements, used)
    files["NOTICE.md"] = NOTICE.format(
        descriptions=NOTICE_DESCRIPTIONS if descriptions else "", least=f"{LEAST_IMPORTANCE:g}"
    )
    return files


def present(output):
    """Paths, relative to `output`, of the files that stand where this script writes."""
    found = {"NOTICE.md"} if (output / "NOTICE.md").exists() else set()
    for folder in ("roles", "duties", "competencies"):
        found |= {path.relative_to(output).as_posix() for path in (output / folder).glob("*.yaml")}
    return found


def is_ours(path):
    """Whether this script wrote the file: everything it writes names it."""
    return b"scripts/convert-onet.py" in path.read_bytes()


def write(output, files):
    """Write beside, then rename, file by file; remove what an earlier run wrote and this one does not."""
    ours = {path for path in present(output) if is_ours(output / path)}
    for path in sorted(present(output) - ours):
        if path in files:
            raise OutputError(f"{output / path} was not written by this script and is left alone; nothing was written")
    for path, text in files.items():
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".convert-onet-")
        try:
            with open(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            os.chmod(beside, 0o644)
            os.replace(beside, target)
        except BaseException:
            os.unlink(beside)
            raise
    stale = sorted(ours - set(files))
    for path in stale:
        (output / path).unlink()
    return stale


def compare(files, output):
    """Write `files` into a temporary folder and tell what differs in `output`: a list of sentences."""
    with tempfile.TemporaryDirectory(prefix="convert-onet-") as folder:
        fresh = Path(folder)
        write(fresh, files)
        said = [f"{path}: should not be there" for path in sorted(present(output) - present(fresh))]
        for path in sorted(present(fresh)):
            if not (output / path).exists():
                said.append(f"{path}: is missing")
            elif (output / path).read_bytes() != (fresh / path).read_bytes():
                said.append(f"{path}: differs from what the data gives")
    return said


def main():
    parser = argparse.ArgumentParser(
        description="Turn O*NET data on education occupations into a Rolewright framework.",
        epilog="The text at the top of this script says what becomes of what.",
    )
    parser.add_argument("source", type=Path, metavar="SOURCE", help="folder with the O*NET files")
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="folder of the framework")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if OUTPUT differs")
    arguments = parser.parse_args()

    try:
        files = convert(arguments.source)
    except SourceError as problem:
        print(f"convert-onet: {problem}", file=sys.stderr)
        return 2
    if arguments.check:
        said = compare(files, arguments.output)
        for sentence in said:
            print(sentence)
        print(f"{len(files)} files compared, {len(said)} differences", file=sys.stderr)
        return 1 if said else 0
    try:
        stale = write(arguments.output, files)
    except OutputError as problem:
        print(f"convert-onet: {problem}", file=sys.stderr)
        return 2
    for path in stale:
        print(f"removed {path}", file=sys.stderr)
    print(f"{len(files)} files written to {arguments.output}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
