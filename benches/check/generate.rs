//! A framework of N files from a fixed seed: roles, priorities, competencies and committees that refer to
//! one another, about 1.5 KB each. The same N gives the same bytes.

use std::fmt::Write;
use std::path::Path;

/// Numbers that look random and are always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        // Knuth's MMIX constants.
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % n.max(1)
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// Words as unevenly frequent as in real descriptions: the smaller of two draws is the commoner word.
    fn words(&mut self, n: usize) -> String {
        let word = |dice: &mut Self| {
            let rank = dice.below(VOCABULARY).min(dice.below(VOCABULARY));
            format!("{}{}", WORDS[rank % WORDS.len()], ENDINGS[rank / WORDS.len()])
        };
        (0..n).map(|_| word(self)).collect::<Vec<_>>().join(" ")
    }
}

const WORDS: &[&str] = &[
    "students",
    "evidence",
    "weekly",
    "team",
    "reading",
    "number",
    "lesson",
    "routine",
    "review",
    "plan",
    "grade",
    "cycle",
    "coach",
    "feedback",
    "family",
    "attendance",
    "writing",
    "question",
    "example",
    "practice",
    "schedule",
    "data",
    "meeting",
    "notes",
    "growth",
    "science",
    "history",
    "music",
    "protocol",
    "sample",
    "rubric",
    "portfolio",
    "advisory",
    "mentor",
    "novice",
    "inquiry",
    "discussion",
    "fluency",
    "fraction",
    "garden",
];
const ENDINGS: &[&str] = &[
    "", "work", "room", "time", "talk", "book", "card", "note", "walk", "day", "map", "log", "set", "line", "plan", "page", "goal", "test",
    "club", "desk",
];
/// Different words in all.
const VOCABULARY: usize = WORDS.len() * ENDINGS.len();
const VERBS: &[&str] = &["Lead", "Plan", "Review", "Design", "Observe", "Model", "Facilitate", "Analyse", "Teach", "Convene"];

/// Writes it and returns how many bytes it came to.
pub fn framework(folder: &Path, files: usize) -> u64 {
    let mut dice = Dice(20_261_122);
    let counts = Counts::of(files);
    let mut total = write(
        folder,
        "rolewright.toml",
        "name = \"Generated\"\nyear = \"2026-27\"\nstarts = 2026-08-10\nends = 2027-06-04\ncontract_hours = 40\n",
    );
    total += write(
        folder,
        "scales.yaml",
        "scales:\n  proficiency: [emerging, practising, leading]\nfunds:\n  teaching:\n    title: Teaching\n    kind: recurring\n",
    );
    for at in 0..counts.roles {
        total += write(folder, &format!("roles/{}/role-{at}.yaml", at / 500), &role(at, &counts, &mut dice));
    }
    for at in 0..counts.priorities {
        total += write(folder, &format!("priorities/{}/priority-{at}.yaml", at / 500), &priority(at, &counts, &mut dice));
    }
    for at in 0..counts.competencies {
        total += write(folder, &format!("competencies/{}/competency-{at}.yaml", at / 500), &competency(at, &counts, &mut dice));
    }
    for at in 0..counts.committees {
        total += write(folder, &format!("committees/{}/committee-{at}.yaml", at / 500), &committee(at, &counts, &mut dice));
    }
    total
}

/// Half roles, a fifth each of priorities and competencies, a tenth committees.
struct Counts {
    roles: usize,
    priorities: usize,
    competencies: usize,
    committees: usize,
}

/// Responsibilities of a role, actions of a priority.
const DUTIES: usize = 3;
const ACTIONS: usize = 3;

impl Counts {
    /// The action that the n-th responsibility of the framework serves.
    fn served_by(&self, duty: usize) -> (usize, usize) {
        ((duty / ACTIONS) % self.priorities, duty % ACTIONS)
    }

    /// How many roles serve each action.
    fn servers(&self) -> usize {
        (self.roles * DUTIES).div_ceil(self.priorities * ACTIONS)
    }

    /// The n-th role with a responsibility that serves this action.
    fn server(&self, priority: usize, action: usize, turn: usize) -> Option<usize> {
        let duty = priority * ACTIONS + action + turn * self.priorities * ACTIONS;
        (duty < self.roles * DUTIES).then_some(duty / DUTIES)
    }

    fn of(files: usize) -> Self {
        let (priorities, competencies, committees) = ((files / 5).max(1), (files / 5).max(1), (files / 10).max(1));
        Counts { roles: files.saturating_sub(priorities + competencies + committees + 1).max(1), priorities, competencies, committees }
    }
}

fn write(folder: &Path, name: &str, text: &str) -> u64 {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
    std::fs::write(path, text).expect("the file can be written");
    text.len() as u64
}

fn role(at: usize, counts: &Counts, dice: &mut Dice) -> String {
    let family = dice.pick(&["teacher", "teacher-leader", "coach", "school-leader", "support"]);
    let level = dice.pick(&["system", "school", "team", "classroom"]);
    let mut text =
        format!("roles:\n  role-{at}:\n    title: Role {at}\n    level: {level}\n    family: {family}\n    purpose: {}\n", dice.words(14));
    // Reporting lines go upwards, so that they never close a circle.
    if at > 0 {
        let _ = writeln!(text, "    reports_to: role-{}", at / 8);
    }
    text.push_str("    teaching: 40%\n    release: 40%\n    responsibilities:\n");
    for duty in 0..DUTIES {
        let (priority, action) = counts.served_by(at * DUTIES + duty);
        let (verb, does, so_that) = (dice.pick(VERBS), dice.words(9), dice.words(8));
        let _ = writeln!(
            text,
            "      duty-{duty}:\n        does: {verb} {does}\n        so_that: {so_that}\n        serves: priority-{priority}/action-{action}\n        share: 10%"
        );
    }
    // A role is asked for what the actions that it serves ask for.
    let mut needed: Vec<usize> = (0..DUTIES).map(|duty| counts.served_by(at * DUTIES + duty).0 % counts.competencies).collect();
    needed.dedup();
    text.push_str("    requires:\n");
    for competency in needed {
        let _ = writeln!(text, "      competency-{competency}: practising");
    }
    text.push_str("    routines:\n      walk:\n        kind: observation\n        minutes: 45\n        per_week: 1\n        per: once\n    funded_by: teaching\n");
    text.push_str("    supported_by: role-0\n    calibrated_for: 2026-27\n    selection:\n");
    for _ in 0..2 {
        let _ = writeln!(text, "      - {}", dice.words(8));
    }
    text.push_str("    review_by: 2027-06-01\n");
    text
}

fn priority(at: usize, counts: &Counts, dice: &mut Dice) -> String {
    let mut text = format!(
        "priorities:\n  priority-{at}:\n    title: Priority {at}\n    status: active\n    owner: role-{}\n    starts: 2026-08-24\n    told:\n      teachers:\n        on: 2026-08-10\n      leaders:\n        on: 2026-08-03\n    review_by: 2027-06-01\n",
        counts.server(at, 0, 0).unwrap_or(0)
    );
    let _ = writeln!(
        text,
        "    theory_of_action:\n      leaders: {}\n      teachers: {}\n      students: {}",
        dice.words(9),
        dice.words(9),
        dice.words(9)
    );
    text.push_str("    measures:\n");
    for (name, horizon) in [("weekly", "short"), ("yearly", "long")] {
        let _ = writeln!(
            text,
            "      {name}:\n        title: {}\n        horizon: {horizon}\n        counted_in: percent\n        baseline: 40\n        target: 60\n        due: 2027-05-15\n        from: {}\n        collected_by: role-{}\n        every: year\n        readings:\n          2026-09-15: 41",
            dice.words(4),
            dice.words(3),
            dice.below(counts.roles)
        );
    }
    text.push_str("    actions:\n");
    for action in 0..ACTIONS {
        // Those who act are those whose duties say so: most frameworks mostly agree with themselves.
        let (a, i) = (counts.server(at, action, 0).unwrap_or(0), dice.below(counts.roles));
        let r: Vec<String> =
            (0..counts.servers()).filter_map(|turn| counts.server(at, action, turn)).map(|role| format!("role-{role}")).collect();
        let r = r.join(", ");
        let _ = writeln!(
            text,
            "      action-{action}:\n        title: {}\n        level: school\n        raci: {{A: role-{a}, R: [{r}], I: role-{i}}}\n        requires:\n          competency-{}: practising",
            dice.words(6),
            at % counts.competencies
        );
    }
    text
}

fn competency(at: usize, counts: &Counts, dice: &mut Dice) -> String {
    let mut text = format!(
        "competencies:\n  competency-{at}:\n    title: Competency {at}\n    domain: pedagogy\n    statement: {}\n    indicators:\n",
        dice.words(14)
    );
    for level in ["emerging", "practising", "leading"] {
        let _ = writeln!(text, "      {level}:\n        - {}\n        - {}", dice.words(12), dice.words(12));
    }
    let _ = writeln!(
        text,
        "    offerings:\n      coaching:\n        title: {}\n        kind: coaching\n        mode: ongoing\n        reaches: leading\n        hours: 20\n    evidence:",
        dice.words(5)
    );
    for level in ["practising", "leading"] {
        let _ = writeln!(
            text,
            "      {level}-sample:\n        artefact: {}\n        at: {level}\n        judged_by: role-{}",
            dice.words(8),
            dice.below(counts.roles)
        );
    }
    text.push_str("    used_in: [recruitment, onboarding, learning, growth, evaluation]\n    review_by: 2027-06-01\n");
    text
}

fn committee(at: usize, counts: &Counts, dice: &mut Dice) -> String {
    let chair = dice.below(counts.roles);
    let mut text = format!(
        "committees:\n  committee-{at}:\n    title: Committee {at}\n    kind: standing\n    level: school\n    purpose: {}\n    chair: role-{chair}\n    seats:\n      role-{chair}: 1\n",
        dice.words(16)
    );
    for step in 1..4 {
        let _ = writeln!(text, "      role-{}: 1", (chair + step) % counts.roles.max(5));
    }
    let _ = writeln!(text, "    serves: priority-{}\n    meets:", dice.below(counts.priorities));
    for _ in 0..2 {
        let _ = writeln!(text, "      - per_month: 2\n        minutes: 60\n        what: {}", dice.words(8));
    }
    text.push_str("    decides_by: consensus\n    quorum: 60%\n    review_by: 2027-06-01\n    ends_when: ");
    text.push_str(&dice.words(10));
    text.push('\n');
    text
}
