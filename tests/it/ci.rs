//! What runs on build servers: the files are what their readers expect, and the scripts do what they say, with the
//! program under test in a repository that plays the pull request.
#![cfg(unix)]

use crate::running::PROGRAM;
use crate::tree::root;
use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};

pub fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[track_caller]
fn satisfies(path: &str, schema: &str) {
    let schema = serde_json::from_str(&text(&format!("tests/it/fixtures/{schema}"))).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let wrong: Vec<String> = validator.iter_errors(&yaml(path)).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(wrong, Vec::<String>::new(), "{path}");
    // A validator that accepts anything would prove nothing.
    assert!(!validator.is_valid(&serde_json::json!({"jobs": 1, "runs": 1, "framework": 1})), "{path}");
}

#[test]
fn each_file_satisfies_its_published_schema() {
    satisfies("action.yml", "github-action.schema.json");
    satisfies("examples/ci/github/rolewright.yml", "github-workflow.schema.json");
    satisfies("examples/ci/gitlab/.gitlab-ci.yml", "gitlab-ci.schema.json");
}

/// The fields of a hook, from the documentation of pre-commit.
const HOOK: &[&str] = &["id", "name", "entry", "language", "description", "files", "pass_filenames"];

#[test]
fn the_hooks_have_the_fields_that_hooks_have_and_the_example_names_one() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let hooks = hooks.as_array().expect("a list of hooks");
    for hook in hooks {
        let fields = hook.as_object().expect("a map");
        assert!(fields.keys().all(|key| HOOK.contains(&key.as_str())), "{hook}");
        assert!(["id", "name", "entry", "language"].iter().all(|key| fields[*key].is_string()), "{hook}");
        assert!(["rust", "system"].contains(&hook["language"].as_str().unwrap_or("")), "{hook}");
        assert_eq!((&hook["pass_filenames"], &hook["entry"]), (&false.into(), &"rolewright check".into()));
    }
    let config = yaml("examples/ci/github/pre-commit-config.yml");
    let used = &config["repos"][0]["hooks"][0];
    assert!(hooks.iter().any(|hook| hook["id"] == used["id"]), "{used}");
    let arguments: Vec<&str> = used["args"].as_array().expect("arguments").iter().filter_map(Value::as_str).collect();
    let scratch = Scratch::new();
    let ran =
        Command::new(PROGRAM).arg("check").args(arguments).current_dir(scratch.path().join("school")).output().expect("the program runs");
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
}

/// Files with a name to fill in, and how many times each has it. Who copies one is told there or beside it.
const TO_FILL_IN: [(&str, usize); 5] = [
    ("README.md", 2),
    ("examples/ci/README.md", 1),
    ("examples/ci/github/pre-commit-config.yml", 2),
    ("examples/ci/github/rolewright.yml", 3),
    ("examples/ci/gitlab/.gitlab-ci.yml", 3),
];

#[test]
fn the_name_to_fill_in_stands_where_it_is_explained_and_nowhere_else() {
    let listed = Command::new("git").arg("ls-files").current_dir(root()).output().expect("git runs");
    assert!(listed.status.success(), "{listed:?}");
    let mut found = Vec::new();
    for path in String::from_utf8(listed.stdout).expect("names").lines().filter(|path| !path.starts_with("tests/")) {
        // What is no text names nobody.
        let Ok(text) = std::fs::read_to_string(root().join(path)) else { continue };
        let times = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| *word == "OWNER").count();
        found.extend((times > 0).then(|| (path.to_owned(), times)));
    }
    let wanted: Vec<(String, usize)> = TO_FILL_IN.iter().map(|&(path, times)| (path.to_owned(), times)).collect();
    assert_eq!(found, wanted);
    for (path, _) in TO_FILL_IN {
        assert!(text(path).to_lowercase().contains("replace `owner`") || text(path).contains("Replace OWNER"), "{path} says what to do");
    }
}

#[test]
fn the_action_runs_scripts_that_are_there_and_hands_them_what_they_read() {
    let action = yaml("action.yml");
    for step in action["runs"]["steps"].as_array().expect("steps") {
        let run = step["run"].as_str().expect("a step runs something");
        assert!(!run.contains("${{"), "what others write must not become part of a script: {run}");
        let script = run.trim_matches('"').strip_prefix("$GITHUB_ACTION_PATH/").expect("a script of the action");
        let source = text(script);
        for name in step["env"].as_object().expect("an environment").keys().filter(|name| *name != "GH_TOKEN") {
            assert!(source.contains(&format!("${{{name}:")), "{script} does not read {name}");
        }
    }
    let inputs = action["inputs"].as_object().expect("inputs");
    let example = yaml("examples/ci/github/rolewright.yml");
    let with = &example["jobs"]["framework"]["steps"][1]["with"];
    assert!(with.as_object().expect("inputs").keys().all(|name| inputs.contains_key(name)), "{with}");
    for name in ["framework", "fail-on", "base", "comment", "version"] {
        assert!(inputs[name]["default"].is_string(), "{name} may be left out");
    }
}

#[test]
fn the_scripts_are_sound_and_may_be_run() {
    use std::os::unix::fs::PermissionsExt;
    for script in ["install", "check", "comment", "guard"] {
        let path = root().join(format!("scripts/ci/{script}.sh"));
        let mode = std::fs::metadata(&path).expect("a script").permissions().mode();
        assert_eq!(mode & 0o111, if script == "guard" { 0 } else { 0o111 }, "{script} may be run, or is read by the others");
        let ran = Command::new("bash").arg("-n").arg(&path).output().expect("bash runs");
        assert!(ran.status.success(), "{ran:?}");
    }
}

pub const SOUND: &str = "roles:\n  principal: {title: Principal, level: school}\n";

/// A repository that plays the pull request, with a folder beside it.
pub struct Scratch(tempfile::TempDir);

impl Scratch {
    pub fn new() -> Self {
        let scratch = Scratch(tempfile::tempdir().expect("a temporary folder"));
        std::fs::create_dir_all(scratch.path().join("school")).expect("a folder");
        scratch.git(&["init", "-q", "-b", "main"]);
        scratch.write("school/rolewright.toml", "name = \"School\"\n");
        scratch.write("school/plan.yaml", SOUND);
        scratch.git(&["add", "-A"]);
        scratch.git(&["commit", "-q", "-m", "first"]);
        scratch
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().join("repo")
    }

    pub fn beside(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "Author").env(format!("GIT_{who}_EMAIL"), "author@example.invalid");
        }
        let ran = self.finish(command.args(arguments));
        assert!(ran.status.success(), "git {arguments:?}: {ran:?}");
        String::from_utf8_lossy(&ran.stdout).trim().to_owned()
    }

    /// Runs a command in the repository; of the surroundings it gets the path only, with the folder beside before it.
    pub fn finish(&self, command: &mut Command) -> Output {
        let mut path = format!("{}:{}", self.0.path().display(), std::env::var("PATH").unwrap_or_default());
        let own: Vec<(String, String)> = command
            .get_envs()
            .filter_map(|(name, value)| Some((name.to_string_lossy().into_owned(), value?.to_string_lossy().into_owned())))
            .collect();
        // A path of a test's own stands before it.
        if let Some((_, first)) = own.iter().find(|(name, _)| name == "PATH") {
            path = format!("{first}:{path}");
        }
        command.env_clear().envs(own).env("PATH", path).env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1");
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        if command.get_envs().all(|(name, _)| name != "HOME") {
            command.env("HOME", self.0.path());
        }
        command.current_dir(self.path()).output().expect("the command starts")
    }

    pub fn script(&self, name: &str, variables: &[(&str, &str)]) -> Output {
        let mut command = Command::new(root().join(format!("scripts/ci/{name}.sh")));
        self.finish(command.env("ROLEWRIGHT", PROGRAM).env("FRAMEWORK", "school").envs(variables.iter().copied()))
    }

    /// A program of that name that stands before the real one.
    pub fn stand_in(&self, name: &str, source: &str) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.beside(name);
        std::fs::write(&path, format!("#!/usr/bin/env bash\n{source}")).expect("a program");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).expect("permissions");
    }
}

pub fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_check_without_a_base_counts_everything() {
    let scratch = Scratch::new();
    let summary = scratch.beside("summary.md");
    let sound = scratch.script("check", &[("GITHUB_STEP_SUMMARY", summary.to_str().expect("a path"))]);
    assert_eq!(sound.status.code(), Some(0), "{sound:?}");
    assert!(summary.is_file(), "the whole list goes to the step summary");
    scratch.write("school/plan.yaml", &format!("{SOUND}  lead: {{title: Lead, reports_to: nobody}}\n"));
    let broken = scratch.script("check", &[]);
    assert_eq!(broken.status.code(), Some(1), "{broken:?}");
    assert!(said(&broken.stdout).contains("::error file=school/plan.yaml,line=3"), "{}", said(&broken.stdout));
    let report = scratch.beside("report.xml");
    let junit = scratch.script("check", &[("FORMAT", "junit"), ("OUTPUT", report.to_str().expect("a path")), ("COMMENT", "never.md")]);
    assert_eq!((junit.status.code(), said(&junit.stdout).as_str()), (Some(1), ""));
    assert!(std::fs::read_to_string(&report).expect("a report").contains("<testsuites"));
    assert!(!scratch.path().join("never.md").exists(), "a comment needs a base");
    assert_eq!(scratch.script("check", &[("FRAMEWORK", "nowhere")]).status.code(), Some(2));
    assert_eq!(scratch.script("check", &[("FAIL_ON", "everything")]).status.code(), Some(2));
}

#[test]
fn a_base_that_is_not_there_is_said_plainly() {
    let scratch = Scratch::new();
    for (base, problem) in
        [("0123456789012345678901234567890123456789", "is not in this checkout and could not be fetched"), ("--help", "names no commit")]
    {
        let ran = scratch.script("check", &[("BASE", base)]);
        assert_eq!((ran.status.code(), said(&ran.stdout).as_str()), (Some(2), ""), "{ran:?}");
        assert!(said(&ran.stderr).contains(problem), "{ran:?}");
    }
}

#[test]
fn with_a_base_only_what_the_change_brings_counts_and_the_reviewer_gets_a_comment() {
    let scratch = Scratch::new();
    scratch.write("school/plan.yaml", &format!("{SOUND}  old: {{title: Old, reports_to: nobody}}\n"));
    scratch.git(&["commit", "-qam", "an old error"]);
    let base = scratch.git(&["rev-parse", "HEAD"]);
    let comment = scratch.beside("comment.md");
    let variables = [("BASE", base.as_str()), ("COMMENT", comment.to_str().expect("a path"))];
    scratch.write("school/more.yaml", "roles:\n  helper: {title: Helper, level: school, reports_to: principal}\n");
    let quiet = scratch.script("check", &variables);
    assert_eq!(quiet.status.code(), Some(0), "{quiet:?}");
    let first = std::fs::read_to_string(&comment).expect("a comment");
    assert!(first.starts_with("<!--") && first.contains("Helper"), "{first}");
    scratch.write("school/more.yaml", "roles:\n  helper: {title: Helper, level: school, reports_to: somebody}\n");
    let failed = scratch.script("check", &variables);
    assert_eq!(failed.status.code(), Some(1), "{failed:?}");
    assert!(said(&failed.stdout).contains("school/more.yaml") && !said(&failed.stdout).contains("school/plan.yaml"), "{failed:?}");
    let second = std::fs::read_to_string(&comment).expect("a comment");
    assert_ne!(first, second);
    assert_eq!(first.lines().next(), second.lines().next(), "the mark stays the same");
}

#[test]
fn a_shallow_checkout_is_deepened_until_the_base_is_there() {
    let scratch = Scratch::new();
    let base = scratch.git(&["rev-parse", "HEAD"]);
    scratch.write("school/more.yaml", "roles:\n  helper: {title: Helper, level: school, reports_to: principal}\n");
    scratch.git(&["add", "-A"]);
    scratch.git(&["commit", "-q", "-m", "more"]);
    let address = format!("file://{}", scratch.path().display());
    let shallow = scratch.beside("shallow");
    scratch.git(&["clone", "-q", "--depth", "1", &address, shallow.to_str().expect("a path")]);
    let framework = shallow.join("school");
    let ran = scratch.script("check", &[("BASE", &base), ("FRAMEWORK", framework.to_str().expect("a path"))]);
    assert_eq!(ran.status.code(), Some(0), "{ran:?}");
}

/// Plays GitHub's command line: it lists what it is told to, and writes down what it is asked.
const GH: &str = "\
case \"$*\" in
*graphql*) echo \"$VIEWER\" ;;
*--paginate*) [ \"$REFUSE\" != list ] || exit 1; printf '%b' \"$LISTED\" ;;
*) [ \"$REFUSE\" != write ] || exit 1; printf '%s\\n' \"$*\" >>\"$HOME/asked\" ;;
esac
";

#[test]
fn the_comment_is_put_once_and_then_replaced() {
    let scratch = Scratch::new();
    scratch.stand_in("gh", GH);
    let comment = scratch.beside("comment.md");
    std::fs::write(&comment, "<!-- the mark -->\nText\n").expect("a comment");
    let asked = |listed: &str, refuse: &str| {
        let _ = std::fs::remove_file(scratch.beside("asked"));
        let listed = listed.replace('|', "\\t").replace('\n', "\\n");
        let variables = [
            ("COMMENT", comment.to_str().expect("a path")),
            ("REPOSITORY", "o/r"),
            ("PR", "7"),
            ("VIEWER", "github-actions[bot]"),
            ("LISTED", listed.as_str()),
            ("REFUSE", refuse),
        ];
        let ran = scratch.script("comment", &variables);
        assert_eq!(ran.status.code(), Some(0), "{ran:?}");
        (std::fs::read_to_string(scratch.beside("asked")).unwrap_or_default(), said(&ran.stdout))
    };
    let body = format!("--field body=@{}\n", comment.display());
    assert_eq!(asked("", "").0, format!("api --silent --method POST repos/o/r/issues/7/comments {body}"));
    let others = "11|github-actions[bot]|Bot|Other\n12|github-actions[bot]|Bot|says <!-- the mark -->\n\
        15|stranger|User|<!-- the mark -->\n16|helpful[bot]|Bot|<!-- the mark -->\n17|github-actions|User|<!-- the mark -->\n";
    assert_eq!(asked(others, "").0, format!("api --silent --method POST repos/o/r/issues/7/comments {body}"));
    let ours = format!("{others}13|github-actions[bot]|Bot|<!-- the mark -->\n14|github-actions[bot]|Bot|<!-- the mark -->\n");
    assert_eq!(asked(&ours, "").0, format!("api --silent --method PATCH repos/o/r/issues/comments/13 {body}"));
    for refuse in ["list", "write"] {
        let (asked, told) = asked("", refuse);
        assert!(asked.is_empty() && told.starts_with("::notice::The comment could not be put"), "{told}");
    }
    std::fs::remove_file(&comment).expect("a file");
    assert_eq!(asked("", "").1, "there is no comment to put on the pull request\n");
}

#[test]
fn the_program_is_installed_from_the_checkout_or_as_the_version_named() {
    let scratch = Scratch::new();
    scratch.stand_in("cargo", "printf '%s\\n' \"$*\" >>\"$HOME/asked\"\n");
    let paths = scratch.beside("paths");
    let tools = scratch.beside("tools").display().to_string();
    let into = [("INTO", tools.as_str()), ("GITHUB_PATH", paths.to_str().expect("a path"))];
    assert_eq!(scratch.script("install", &into).status.code(), Some(0));
    assert_eq!(scratch.script("install", &[("INTO", &tools), ("VERSION", "0.1.0")]).status.code(), Some(0));
    let asked = std::fs::read_to_string(scratch.beside("asked")).expect("what cargo was asked");
    let checkout = root().canonicalize().expect("a folder");
    assert_eq!(
        asked,
        format!(
            "install --locked --root {tools} --path {}\ninstall --locked --root {tools} --version 0.1.0 rolewright\n",
            checkout.display()
        )
    );
    assert_eq!(std::fs::read_to_string(paths).expect("paths"), format!("{tools}/bin\n"));
    assert_ne!(scratch.script("install", &[]).status.code(), Some(0), "it must be told where to");
}
