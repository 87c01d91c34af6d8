"""Frameworks of each shape that could make a command dear, at any size.

A shape is a function from a size to the texts of a framework's files. The size is that of what is repeated: roles, rungs,
characters of a title. Twice the size is about twice the text; what a command then does should be about twice as much.
"""

HEAD = """roles:
  head: {title: Head, level: school, family: school-leader}
units:
  hq: {title: Office, kind: system, staff: {head: {holders: {hd: {}}}}}
"""

SHAPES = {}


def shape(function):
    SHAPES[function.__name__.replace("_", "-")] = function
    return function


def files(**texts):
    """Files by name, beside the few items that every shape has."""
    all_of_it = {"rolewright.toml": 'name = "Shape"\ncontract_hours = 40\n', "head.yaml": HEAD}
    all_of_it.update({name.replace("__", "."): text for name, text in texts.items()})
    return all_of_it


def lines(head, n, line):
    return head + "".join(line(i) for i in range(n))


# A long text in one place.

def long(n):
    return ("word" * 9 + " ") * (n // 2 // 37) + "x" * (n // 2)


LONG_PLACES = {
    "role-title": "roles:\n  head2: {{title: \"{}\", level: school, family: coach}}\n",
    "role-purpose": "roles:\n  head2: {{title: T, purpose: \"{}\"}}\n",
    "role-selection": "roles:\n  head2: {{title: T, selection: [\"{}\"]}}\n",
    "duty-does": "roles:\n  head2: {{title: T, responsibilities: {{d: {{does: \"{}\", so_that: It is}}}}}}\n",
    "priority-title": "priorities:\n  p: {{title: \"{}\", status: active, owner: head, actions: {{a: {{title: A, raci: {{A: head, R: head}}}}}}}}\n",
    "action-title": "priorities:\n  p: {{title: P, status: active, owner: head, actions: {{a: {{title: \"{}\", raci: {{A: head, R: head}}}}}}}}\n",
    "unit-title": "units:\n  n: {{title: \"{}\", kind: school, parent: hq, staff: {{head: 1}}}}\n",
    "decision-question": "decisions:\n  d: {{question: \"{}\", decider: head, stance: tight}}\n",
    "committee-title": "committees:\n  c: {{title: \"{}\", kind: ilt, chair: head, seats: {{head: 1}}, meets: {{per_month: 2, minutes: 60}}}}\n",
    "competency-title": "competencies:\n  c: {{title: \"{}\"}}\n",
    "asks": "assessments:\n  s: {{title: S, kind: readiness, taken: 2026-10-01, range: {{min: 1, max: 5}}, items: {{i: {{asks: \"{}\", score: 2}}}}}}\n",
    "measure-title": "priorities:\n  p: {{title: P, status: active, owner: head, measures: {{m: {{title: \"{}\", horizon: short, baseline: 1, target: 2, due: 2026-12-01}}}}}}\n",
    "wrong-choice": "roles:\n  head2: {{title: T, family: \"{}\"}}\n",
    "wrong-reference": "roles:\n  head2: {{title: T, reports_to: \"{}\"}}\n",
    "wrong-key": "roles:\n  head2: {{title: T, \"{}\": 1}}\n",
    "id": "roles:\n  \"{}\": {{title: T}}\n",
    "text-where-a-list-is": "priorities:\n  p: {{title: P, why: \"{}\"}}\n",
    "note": "roles:\n  head2: {{title: T, note: \"{}\"}}\n",
}


def long_in(template):
    return lambda n: files(a__yaml=template.format(long(n * 60)))


for place, template in LONG_PLACES.items():
    SHAPES["long-" + place] = long_in(template)
SHAPES["long-name"] = lambda n: {**files(), "rolewright.toml": f'name = "{long(n * 60)}"\n'}


@shape
def long_comment(n):
    return files(a__yaml="# " + long(n * 60) + "\nroles:\n  r: {title: R}\n")


@shape
def one_line(n):
    return files(a__yaml="roles: {" + ", ".join(f"r{i}: {{title: R {i}, nonsense: 1}}" for i in range(n)) + "}\n")


@shape
def same_value_everywhere(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: f"  r{i}: {{title: Same, level: school, level: school, family: coach}}\n"))


# Many roles.

@shape
def bare_roles(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}}}\n"))


@shape
def files_of_one_role(n):
    return files(**{f"r{i}__yaml": f"roles:\n  role-{i}: {{title: Role number {i}}}\n" for i in range(n // 4)})


@shape
def described_roles(n):
    def one(i):
        return (f"  role-{i}:\n    title: Role number {i}\n    level: school\n    family: coach\n    reports_to: head\n    release: 20%\n"
                f"    responsibilities:\n      d: {{does: Lead work {i * 7919} of kind {i * 31}, so_that: Others see {i * 104729}, share: 10%}}\n"
                f"    routines:\n      v: {{kind: observation, minutes: 20, per_week: 1}}\n")
    staff = "".join(f"      role-{i}: 1\n" for i in range(n))
    return files(a__yaml=lines("roles:\n", n, one), b__yaml="units:\n  u:\n    title: U\n    kind: school\n    parent: hq\n    staff:\n" + staff)


@shape
def one_holder_each(n):
    staff = "".join(f"      role-{i}: {{holders: {{h{i}: {{}}}}}}\n" for i in range(n))
    roles = lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}, level: school, reports_to: head}}\n")
    actions = "".join(f"      a{i}: {{title: Action {i}, raci: {{A: role-{i}, R: role-{i}}}}}\n" for i in range(n))
    return files(a__yaml=roles, b__yaml="units:\n  u:\n    title: U\n    kind: school\n    parent: hq\n    staff:\n" + staff,
                 c__yaml="priorities:\n  p:\n    title: P\n    status: active\n    owner: head\n    actions:\n" + actions)


@shape
def one_holder_of_all(n):
    staff = "".join(f"      role-{i}: {{holders: {{h: {{}}}}}}\n" for i in range(n))
    return files(a__yaml=lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}, reports_to: head}}\n"),
                 b__yaml="units:\n  u:\n    title: U\n    kind: school\n    parent: hq\n    staff:\n" + staff)


@shape
def holders_of_one_role(n):
    holders = "".join(f"          h{i}: {{fte: 0.5, has: {{c: high}}}}\n" for i in range(n))
    return files(a__yaml="scales:\n  s: [low, high]\ncompetencies:\n  c: {title: C}\nroles:\n  lead: {title: Lead, requires: {c: high}}\n"
                 "units:\n  u:\n    title: U\n    kind: school\n    parent: hq\n    staff:\n      lead:\n        holders:\n" + holders)


@shape
def alike_duties(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: (
        f"  role-{i}:\n    title: Role number {i}\n    responsibilities:\n"
        f"      d: {{does: Lead the weekly literacy learning cycle and rehearse practice with team {i}, so_that: Teachers review student work}}\n")))


@shape
def equal_duties(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: (
        f"  role-{i}:\n    title: Role number {i}\n    responsibilities:\n"
        f"      d: {{does: Lead the weekly literacy learning cycle and rehearse practice, so_that: Teachers review student work}}\n")))


@shape
def duties_of_one_role(n):
    duties = "".join(f"      d{i}: {{does: Lead work {i * 7919} of kind {i * 31}, so_that: Others see {i}, serves: [p/a], share: 1%}}\n" for i in range(n))
    return files(a__yaml="roles:\n  lead:\n    title: Lead\n    responsibilities:\n" + duties,
                 b__yaml="priorities:\n  p: {title: P, status: active, owner: head, actions: {a: {title: A, raci: {A: lead, R: lead}}}}\n")


@shape
def shared_duty(n):
    return files(a__yaml="duties:\n  walk: {does: Walk through classrooms weekly, so_that: Teachers hear back}\n" + lines(
        "roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}, responsibilities: {{d: {{duty: walk, shared: true}}}}}}\n"))


@shape
def all_back_up_one(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}, backup: head, reports_to: head, supported_by: [head], handover_to: head, ends: 2027-06-30}}\n"))


# Chains and circles.

def chain_of(field, wrapped=False):
    def one(i):
        to = f"[role-{i + 1}]" if wrapped else f"role-{i + 1}"
        return f"  role-{i}: {{title: Role number {i}, {field}: {to}}}\n"
    return lambda n: files(a__yaml=lines("roles:\n", n, one) + f"  role-{n}: {{title: Top}}\n")


SHAPES["chain-reports-to"] = chain_of("reports_to")
SHAPES["chain-supported-by"] = chain_of("supported_by", wrapped=True)
SHAPES["chain-backup"] = chain_of("backup")
SHAPES["chain-handover"] = chain_of("ends: 2027-06-30, handover_to")


def circle_of(field, wrapped=False):
    def one(n, i):
        to = f"role-{(i + 1) % n}"
        return f"  role-{i}: {{title: Role number {i}, {field}: {f'[{to}]' if wrapped else to}}}\n"
    return lambda n: files(a__yaml=lines("roles:\n", n, lambda i: one(n, i)))


SHAPES["circle-reports-to"] = circle_of("reports_to")
SHAPES["circle-supported-by"] = circle_of("supported_by", wrapped=True)


@shape
def chain_coaches(n):
    def one(i):
        return f"  role-{i}: {{title: Role number {i}, coaches: {{roles: [role-{i + 1}], max: 8}}}}\n"
    return files(a__yaml=lines("roles:\n", n, one) + f"  role-{n}: {{title: Top}}\n")


@shape
def chain_of_priorities(n):
    def one(i):
        return f"  p{i}: {{title: Priority {i}, status: active, level: school, owner: head, parent: p{i + 1}}}\n"
    return files(a__yaml=lines("priorities:\n", n, one) + f"  p{n}: {{title: Top, status: active, owner: head}}\n")


@shape
def circle_of_priorities(n):
    def one(i):
        return f"  p{i}: {{title: Priority {i}, status: active, owner: head, parent: p{(i + 1) % n}}}\n"
    return files(a__yaml=lines("priorities:\n", n, one))


@shape
def chain_of_actions(n):
    actions = "".join(f"      a{i}: {{title: Action {i}, horizon: now, builds_toward: p/a{i + 1}, raci: {{A: head, R: head}}}}\n" for i in range(n))
    return files(a__yaml="priorities:\n  p:\n    title: P\n    status: active\n    owner: head\n    actions:\n" + actions
                 + f"      a{n}: {{title: Last, horizon: build}}\n")


@shape
def rungs_of_one_pathway(n):
    roles = lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}}}\n")
    return files(a__yaml=roles, b__yaml="pathways:\n  way: {title: Way, rungs: [" + ", ".join(f"role-{i}" for i in range(n)) + "]}\n")


@shape
def pathways_of_one_role(n):
    return files(a__yaml="roles:\n  top: {title: Top}\n", b__yaml=lines("pathways:\n", n, lambda i: f"  way-{i}: {{title: Way {i}, rungs: [head, top]}}\n"))


@shape
def offerings_of_one_competency(n):
    offers = "".join(f"      o{i}: {{title: Offering {i}, kind: workshop, reaches: high, hours: 2, open_to: [head]}}\n" for i in range(n))
    return files(a__yaml="scales:\n  s: [low, high]\ncompetencies:\n  c:\n    title: C\n    offerings:\n" + offers)


@shape
def chain_of_competencies(n):
    one = lines("competencies:\n", n, lambda i: f"  c{i}: {{title: Competency {i}, part_of: c{i + 1}}}\n")
    return files(a__yaml=one + f"  c{n}: {{title: Last}}\n")


# Units.

@shape
def units_deep(n):
    def one(i):
        up = "hq" if i == 0 else f"u{i - 1}"
        return f"  u{i}: {{title: Unit {i}, kind: team, parent: {up}, staff: {{head: 1}}}}\n"
    return files(a__yaml=lines("units:\n", n, one))


@shape
def units_wide(n):
    return files(a__yaml=lines("units:\n", n, lambda i: f"  u{i}: {{title: Unit {i}, kind: school, parent: hq, grades: [K, 1], subjects: [math], learners: 300, need: 20%, staff: {{head: 1}}}}\n"))


@shape
def units_in_a_circle(n):
    return files(a__yaml=lines("units:\n", n, lambda i: f"  u{i}: {{title: Unit {i}, kind: team, parent: u{(i + 1) % n}, staff: {{head: 1}}}}\n"))


@shape
def units_with_own_priority(n):
    return files(a__yaml=lines("units:\n", n, lambda i: f"  u{i}: {{title: Unit {i}, kind: school, parent: hq, staff: {{head: 1}}}}\n"),
                 b__yaml=lines("priorities:\n", n, lambda i: f"  p{i}: {{title: Priority {i}, status: active, owner: head, place: u{i}, actions: {{a: {{title: A, raci: {{A: head, R: head}}}}}}}}\n"))


@shape
def overrides(n):
    own = "".join(f"  u{i}:\n    title: Unit {i}\n    kind: school\n    parent: hq\n    staff: {{lead: 1}}\n    overrides: {{lead: {{release: {10 + i % 50}%, title: Lead {i}}}}}\n" for i in range(n))
    return files(a__yaml="roles:\n  lead: {title: Lead, release: 20%, teaching: 60%}\n", b__yaml="units:\n" + own,
                 c__yaml="decisions:\n  time: {question: How much release, stance: loose, decider: head, governs: [lead.release], bounds: {min: 10%, max: 40%}}\n")


# Committees, decisions, assessments.

@shape
def seats_of_one_committee(n):
    roles = lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}}}\n")
    return files(a__yaml=roles, b__yaml="committees:\n  c:\n    title: C\n    kind: council\n    meets: {per_month: 2, minutes: 60}\n    seats:\n" + "".join(f"      role-{i}: 1\n" for i in range(n)))


@shape
def committees_of_one_role(n):
    return files(a__yaml=lines("committees:\n", n, lambda i: f"  c{i}: {{title: Committee {i}, kind: standing, chair: head, seats: {{head: 1}}, purpose: Work on {i}, meets: {{per_month: 1, minutes: 30}}, reports_to: head}}\n"))


@shape
def alike_committees(n):
    return files(a__yaml=lines("committees:\n", n, lambda i: f"  c{i}: {{title: Committee for the weekly literacy learning cycle, kind: standing, purpose: Rehearse practice and review student work {i}, seats: {{head: 1}}}}\n"))


@shape
def decisions_of_one_role(n):
    return files(a__yaml=lines("decisions:\n", n, lambda i: f"  d{i}: {{question: Who decides on {i}, stance: tight, level: school, decider: head, recommends: [head], agrees: [head], governs: [head.release]}}\n"))


@shape
def says_in_one_decision(n):
    roles = lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}}}\n")
    said = ", ".join(f"role-{i}" for i in range(n))
    return files(a__yaml=roles, b__yaml=f"decisions:\n  d: {{question: Who, stance: tight, decider: head, recommends: [{said}], agrees: [{said}]}}\n")


@shape
def items_of_one_survey(n):
    items = "".join(f"      i{i}: {{asks: Do you know {i}, score: {1 + i % 4}, dimension: d{i}, misconception: Many think {i}}}\n" for i in range(n))
    return files(a__yaml="assessments:\n  s:\n    title: S\n    kind: readiness\n    taken: 2026-10-01\n    range: {min: 1, max: 5}\n    responses: 20\n    invited: 40\n    items:\n" + items)


@shape
def surveys(n):
    return files(a__yaml=lines("assessments:\n", n, lambda i: f"  s{i}: {{title: Survey {i}, kind: readiness, taken: 2026-10-01, range: {{min: 1, max: 5}}, responses: 9, invited: 9, items: {{i: {{asks: Do you know, score: 2, dimension: d}}}}}}\n"))


@shape
def conditions(n):
    items = "".join(f"      i{i}: {{asks: Is {i} there, status: absent, entry_point: develop-rookies}}\n" for i in range(n))
    waits = ", ".join(f"s/i{i}" for i in range(n))
    return files(a__yaml="assessments:\n  s:\n    title: S\n    kind: condition\n    taken: 2026-10-01\n    items:\n" + items,
                 b__yaml=f"priorities:\n  p: {{title: P, status: active, owner: head, depends_on: [{waits}]}}\n")


# Priorities.

@shape
def actions_of_one_priority(n):
    actions = "".join(f"      a{i}: {{title: Action {i}, level: school, raci: {{A: head, R: head}}}}\n" for i in range(n))
    return files(a__yaml="priorities:\n  p:\n    title: P\n    status: active\n    owner: head\n    actions:\n" + actions)


@shape
def actors_of_one_action(n):
    roles = lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}}}\n")
    named = ", ".join(f"role-{i}" for i in range(n))
    return files(a__yaml=roles, b__yaml=f"priorities:\n  p: {{title: P, status: active, owner: head, actions: {{a: {{title: A, raci: {{A: [{named}], R: [{named}], C: [{named}]}}}}}}}}\n")


@shape
def priorities_of_one_owner(n):
    return files(a__yaml=lines("priorities:\n", n, lambda i: f"  p{i}: {{title: Priority {i}, status: active, weight: {1 + i % 9}, owner: head, outcomes: [o], measures: {{m: {{title: M, horizon: short, baseline: 1, target: 2, due: 2026-12-01, readings: {{2026-10-01: 1.2}}}}}}, actions: {{a: {{title: A, raci: {{A: head, R: head}}}}}}}}\n"),
                 b__yaml="outcomes:\n  o: {title: O}\n")


@shape
def measures_of_one_priority(n):
    measures = "".join(f"      m{i}: {{title: Measure {i}, horizon: short, baseline: 1, target: 2, due: 2026-12-01, readings: {{2026-10-01: 1.2, 2026-11-01: 1.4}}}}\n" for i in range(n))
    return files(a__yaml="priorities:\n  p:\n    title: P\n    status: active\n    owner: head\n    measures:\n" + measures)


@shape
def roles_by_priorities(n):
    side = max(2, n // 4)
    return files(a__yaml=lines("roles:\n", side, lambda i: f"  role-{i}: {{title: Role number {i}, level: school, family: coach, responsibilities: {{d: {{does: Do work {i * 7919}, so_that: Seen {i}, serves: [p{i}/a]}}}}}}\n"),
                 b__yaml=lines("priorities:\n", side, lambda i: f"  p{i}: {{title: Priority {i}, status: active, level: school, owner: head, actions: {{a: {{title: A, raci: {{A: role-{i}, R: role-{i}}}}}}}}}\n"))


@shape
def texts_of_one_list(n):
    many = ", ".join(f"Reason {i}" for i in range(n))
    return files(a__yaml=f"priorities:\n  p: {{title: P, status: active, owner: head, why: [{many}], stakeholders: [{many}], grades: [{many}], subjects: [{many}]}}\n")


# Competencies, funds, words to hand out.

@shape
def competencies_of_one_role(n):
    return files(a__yaml="scales:\n  s: [low, high]\n" + lines("competencies:\n", n, lambda i: f"  c{i}: {{title: Competency {i}}}\n"),
                 b__yaml="roles:\n  lead:\n    title: Lead\n    requires: {" + ", ".join(f"c{i}: high" for i in range(n)) + "}\n")


@shape
def roles_by_competency(n):
    return files(a__yaml="scales:\n  s: [low, high]\ncompetencies:\n  c: {title: C}\n"
                 + lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}, requires: {{c: high}}}}\n"))


@shape
def roles_of_one_fund(n):
    return files(a__yaml="funds:\n  f: {title: F, amount: 100000, ends: 2027-06-30}\n" + lines(
        "roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}, stipend: 1000, funded_by: f}}\n"))


@shape
def faq(n):
    return files(a__yaml=lines("faq:\n", n, lambda i: f"  q{i}: {{asks: Is it so {i}, answer: Yes, about: [head]}}\n"))


# What stands around: allowances, anchors, depth, errors.

@shape
def allowances(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: f"  # rolewright: allow(orphan-role, unused-item) Known since {i}\n  role-{i}: {{title: Role number {i}}}\n"))


@shape
def allowances_that_do_nothing(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: f"  # rolewright: allow(cycle) Known since {i}\n  role-{i}: {{title: Role number {i}}}\n"))


@shape
def anchors(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: f"  role-{i}: {{title: &t{i} Title {i}, purpose: *t{i}}}\n"))


@shape
def deep_flow(n):
    return files(a__yaml="roles:\n  r: {title: " + "[" * n + "]" * n + "}\n")


@shape
def broken_files(n):
    return files(**{f"f{i}__yaml": f"roles:\n  r{i}: {{title: [\n" for i in range(n // 4)})


@shape
def unknown_fields(n):
    return files(a__yaml="roles:\n  r:\n    title: R\n" + "".join(f"    nonsense{i}: 1\n" for i in range(n)))


@shape
def unknown_references(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}, reports_to: rolle-{i}}}\n"))


@shape
def same_ids(n):
    return files(a__yaml=lines("roles:\n", n, lambda i: "  again: {title: Again}\n"))


@shape
def ids_in_two_files(n):
    one = lines("roles:\n", n, lambda i: f"  role-{i}: {{title: Role number {i}}}\n")
    return files(a__yaml=one, b__yaml=one)


def write(name, n, folder):
    """Writes a framework of a shape and returns how many bytes that is."""
    folder.mkdir(parents=True)
    total = 0
    for path, text in SHAPES[name](n).items():
        data = text.encode()
        (folder / path).write_bytes(data)
        total += len(data)
    return total
