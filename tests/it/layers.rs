//! State, district, school: what a framework may do with the layers it extends, through the program.

use crate::goldens::keep_as;
use crate::running::{Folder, Ran};
use rolewright::load::{Extra, read};

/// Three layers, each with something of its own.
fn chain() -> Folder {
    Folder::with(&[
        ("state/rolewright.toml", "name = \"State framework\"\n"),
        (
            "state/roles.yaml",
            "roles:\n  principal: {title: Principal}\n  lead:\n    title: Team Lead\n    release: 40%\n    stipend: 5000\n    coaches:\n      roles: teacher\n      max: 6\n  teacher: {title: Teacher}\n\
             decisions:\n  pay:\n    question: What are leads paid?\n    stance: tight\n    decider: principal\n    governs: lead.stipend\n",
        ),
        ("district/rolewright.toml", "name = \"Our district\"\nextends = [\"../state\"]\n"),
        (
            "district/plan.yaml",
            "decisions:\n  time:\n    question: How much time?\n    stance: loose\n    decider: principal\n    governs: [lead.release, lead.coaches.max]\n    bounds: {min: 30%, max: 50%}\n\
             units:\n  district:\n    title: District\n    kind: system\n    overrides:\n      lead:\n        release: 45%\n",
        ),
        ("school/rolewright.toml", "extends = [\"../district\"]\n"),
        (
            "school/school.yaml",
            "units:\n  north:\n    title: North\n    kind: school\n    parent: district\n    overrides:\n      lead:\n        release: 60%\n        stipend: 6000\n        coaches:\n          max: 8\n        purpose: Ours\n",
        ),
    ])
}

fn show(folder: &Folder, format: &str) -> Ran {
    let ran = folder.run(&["show", "lead", "school", "--effective", "--unit", "north", "--format", format, "--as-of", "2026-11-22", "-q"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    ran
}

#[test]
fn a_role_as_a_school_has_it_says_where_each_value_comes_from() {
    keep_as("three-layers.show-effective", &show(&chain(), "table").out);
    keep_as("three-layers.show-effective-yaml", &show(&chain(), "yaml").out);
}

#[test]
fn programs_get_the_same_values() {
    let json = show(&chain(), "json").json();
    let field = |name: &str| {
        let all = json["fields"].as_array().expect("fields");
        all.iter().find(|field| field["field"] == name).unwrap_or_else(|| panic!("{name}: {json}")).clone()
    };
    let release = field("release");
    assert_eq!((&release["value"], &release["said_by"]), (&"45%".into(), &"units/district".into()));
    assert_eq!((&release["layer"], &release["decision"]), (&"../district".into(), &"decisions/time".into()));
    assert_eq!(release["place"]["file"], "../district/plan.yaml");
    assert_eq!((&field("stipend")["said_by"], &field("stipend")["layer"]), (&"roles/lead".into(), &"../state".into()));
    assert_eq!(field("coaches.max")["value"], 8);
    let refused: Vec<String> = json["not_lawful"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| format!("{} {} {} {}", one["field"], one["why"], one["decision"], one["decided_by"]))
        .collect();
    assert_eq!(
        refused,
        [
            "\"release\" \"out-of-bounds\" \"decisions/time\" \"roles/principal\"",
            "\"stipend\" \"tight\" \"decisions/pay\" \"roles/principal\"",
            "\"purpose\" \"not-loose\" null null",
        ]
    );
    assert_eq!(json["content"]["coaches"]["max"], 8);
}

#[test]
fn what_the_yaml_says_reads_back_as_what_holds() {
    let ran = show(&chain(), "yaml");
    let folder = Folder::with(&[("a.yaml", ran.out.as_bytes()), ("b.yaml", b"roles:\n  teacher: {title: Teacher}\n")]);
    let shown = folder.run(&["show", "lead", "--format", "json", "-q"]).json();
    assert_eq!(shown["content"], show(&chain(), "json").json()["content"]);
}

#[test]
fn the_check_says_which_decision_forbids_a_change_and_who_decides() {
    let ran = chain().run(&["check", "school", "--format", "json", "--as-of", "2026-11-22"]);
    let report = ran.json();
    let found = report["findings"].as_array().expect("findings").iter().filter(|found| found["rule"] == "tight-field-overridden");
    let told: Vec<String> = found
        .map(|found| format!("{}:{} {} {}", found["file"].as_str().unwrap_or("-"), found["line"], found["message"], found["help"]))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("school.yaml:8 \"north changes lead.release to 60%, but time leaves only 30% to 50%\""), "{told:?}");
    assert!(told[0].contains("principal decides lead.release (time)"), "{told:?}");
    assert!(told[1].contains("but pay holds it tight") && told[1].contains("principal decides lead.stipend (pay)"), "{told:?}");
    assert!(told[2].contains("no decision leaves that to the units"), "{told:?}");
}

#[test]
fn an_id_in_two_layers_names_both() {
    let folder = chain();
    folder.write("school/more.yaml", "roles:\n  lead:\n    title: Another Lead\ncommittees:\n  teacher:\n    title: Teachers\n");
    let report = folder.run(&["check", "school", "--format", "json", "--as-of", "2026-11-22"]).json();
    let found = report["findings"].as_array().expect("findings").iter().filter(|found| found["rule"] == "duplicate-id");
    let told: Vec<String> = found
        .map(|found| format!("{}:{} {}", found["file"].as_str().unwrap_or("-"), found["line"], found["message"].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(
        told,
        [
            "more.yaml:2 the role “lead” is in this framework and again in State framework (../state)",
            "more.yaml:5 “teacher” is both a role and a committee: a role in State framework (../state), a committee in this framework",
        ]
    );
    // What is added, and named from one layer to another, is no finding.
    let clean = chain();
    clean.write("school/school.yaml", "units:\n  north:\n    title: North\n    kind: school\n    parent: district\n    staff: {lead: 2}\n    overrides:\n      lead:\n        release: 50%\n");
    let ran = clean.run(&["check", "school", "--as-of", "2026-11-22"]);
    assert_eq!(ran.status, 0, "{ran:?}");
}

#[test]
fn layers_in_a_circle_are_an_error_that_says_so() {
    let folder = chain();
    folder.write("state/rolewright.toml", "extends = [\"../school\"]\n");
    let ran = folder.run(&["check", "school", "--format", "json", "--as-of", "2026-11-22"]);
    assert_eq!(ran.status, 1);
    assert!(ran.places().contains(&"../state/rolewright.toml:1:12 bad-value".to_owned()), "{:?}", ran.places());
    assert!(
        ran.out.contains(
            "“../school” cannot be extended: the layers would go round in a circle: this framework extends ../district, which extends ../state, which extends this framework"
        ),
        "{}",
        ran.out
    );
    // One that closes above the framework names only those in it.
    folder.write("state/rolewright.toml", "extends = [\"../district\"]\n");
    let ran = folder.run(&["check", "school", "--format", "json", "--as-of", "2026-11-22"]);
    assert!(ran.out.contains("in a circle: ../district extends ../state, which extends ../district"), "{}", ran.out);
    folder.write("state/rolewright.toml", "extends = [\".\"]\n");
    assert!(folder.run(&["check", "school", "--format", "json", "--as-of", "2026-11-22"]).out.contains("a framework cannot extend itself"));
    folder.write("state/rolewright.toml", "");
    folder.write("school/rolewright.toml", "extends = [\"../district\", \"../state/../district\"]\n");
    assert!(folder.run(&["check", "school", "--format", "json", "--as-of", "2026-11-22"]).out.contains("it is named twice here"));
}

/// Two layers that extend the same one, and a framework that extends both, named in this order.
fn diamond(first: &str, second: &str) -> Folder {
    Folder::with(&[
        ("state/rolewright.toml", "name = \"State\"\nlevels = [\"from-state\"]\n".to_owned()),
        ("state/roles.yaml", "roles:\n  principal: {title: Principal}\n".to_owned()),
        ("north/rolewright.toml", "name = \"North\"\nextends = [\"../state\"]\n".to_owned()),
        ("north/roles.yaml", "roles:\n  teacher: {title: Teacher, reports_to: principal}\n".to_owned()),
        ("south/rolewright.toml", "name = \"South\"\nlevels = [\"from-south\"]\nextends = [\"../state\"]\n".to_owned()),
        ("south/roles.yaml", "roles:\n  coach: {title: Coach, level: from-south, reports_to: principal}\n".to_owned()),
        ("school/rolewright.toml", format!("extends = [\"../{first}\", \"../{second}\"]\n")),
        ("school/roles.yaml", "roles:\n  lead: {title: Lead, level: from-south, reports_to: principal}\n".to_owned()),
    ])
}

#[test]
fn a_layer_that_two_others_extend_is_read_once() {
    for (first, second) in [("north", "south"), ("south", "north"), ("state", "south")] {
        let folder = diamond(first, second);
        let sources = read::read(&folder.path().join("school"), &Extra::default()).expect("a framework");
        let layers: Vec<&str> = sources.layers.iter().map(|layer| &*layer.path).collect();
        let wanted = match first {
            "state" => vec![".", "../south", "../state"],
            _ => vec![".", &format!("../{first}"), &format!("../{second}"), "../state"]
                .into_iter()
                .map(|path| path.to_owned().leak() as &str)
                .collect(),
        };
        assert_eq!(layers, wanted, "each before what it extends");
        for (_, file) in sources.files.iter() {
            let layer = &sources.layers[usize::from(file.layer)].path;
            let inside = if **layer == *"." { !file.path.starts_with("..") } else { file.path.starts_with(&format!("{layer}/")) };
            assert!(inside, "{} is of {layer}", file.path);
        }
        // The nearest layer that states the levels is the south, wherever it is named.
        let ran = folder.run(&["check", "school", "--as-of", "2026-11-22"]);
        assert_eq!(ran.status, 0, "{ran:?}");
    }
}

#[test]
fn what_others_write_does_no_harm_in_a_comment_or_a_table() {
    let folder = chain();
    let evil = "a\\e[31m\\u202E\\n      title: Pwned\\n# x";
    let text = folder.text("school/school.yaml").replace("purpose: Ours", &format!("purpose: \"{evil}\""));
    folder.write("school/school.yaml", text.replace("title: North", &format!("title: \"{evil}\"")));
    folder.write("state/rolewright.toml", format!("name = \"{}\"\n", evil.replace("\\e", "\\u001b")));
    for format in ["table", "yaml"] {
        let out = show(&folder, format).out;
        assert!(!out.contains(['\u{1b}', '\u{202e}']), "{out:?}");
        assert!(!out.lines().any(|line| line.trim_start().starts_with("title: Pwned")), "{out}");
    }
}

#[test]
fn questions_that_cannot_be_answered_exit_with_2() {
    let folder = chain();
    let cases: &[(&[&str], &str)] = &[
        (&["lead", "school", "--effective"], "--unit <UNIT>"),
        (&["lead", "school", "--unit", "north"], "--effective"),
        (&["lead", "school", "--effective", "--unit", "nroth"], "did you mean north?"),
        (&["decisions/pay", "school", "--effective", "--unit", "north"], "asks about a role, and decisions/pay is none"),
        (&["led", "school", "--effective", "--unit", "north"], "did you mean"),
    ];
    for (arguments, problem) in cases {
        let ran = folder.run(&[&["show"], *arguments].concat());
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{ran:?}");
        assert!(ran.err.contains(problem), "{problem}: {ran:?}");
    }
}
