//! References that lead nowhere: what they have in common is said once, with every place.

use super::link::{Ids, Lost};
use super::unread::Gaps;
use crate::diag::{Finding, structure};
use crate::model::{Collection, Corpus, Edge, Form, Loc, Unread, UnreadPlace, slugify};
use crate::text::{Files, excerpt};
use rustc_hash::{FxHashMap, FxHashSet};

/// Names that are compared in all to find the nearest to those that are lost, so that a framework full of
/// wrong references stays quick: past this, findings come without proposals.
const COMPARISONS: usize = 500_000;

/// How many names are listed that may stand in what could not be read.
const LISTED: usize = 5;

/// What could not be read and may define a name.
#[derive(Default)]
pub(super) struct Unknown {
    /// Whether it may be anything.
    anything: bool,
    /// Collections of which something could not be read.
    collections: FxHashSet<Collection>,
    /// Items that are there and could not be read: `roles/coach`.
    items: FxHashSet<String>,
    /// The words that stand before a colon in parts of files that could not be read.
    words: FxHashSet<String>,
}

impl Unknown {
    pub(super) fn of(corpus: &Corpus, files: &Files, gaps: &[Gaps], lost: &[Lost]) -> Self {
        let mut unknown = Unknown::default();
        if lost.is_empty() {
            return unknown;
        }
        for unread in corpus.unread.iter().filter(|unread| unread.path.is_empty()) {
            match unread.item.as_str() {
                "" => unknown.anything = true,
                item => match Collection::parse(item) {
                    Some(collection) => _ = unknown.collections.insert(collection),
                    None => _ = unknown.items.insert(item.to_owned()),
                },
            }
        }
        let parts = gaps.iter().flat_map(|gaps| gaps.parts.iter().filter_map(|part| files.get(gaps.file).text.get(part.clone())));
        let lines = parts.flat_map(str::lines);
        unknown.words = lines.filter_map(|line| line.split_once(':')).map(|(key, _)| key.trim().to_owned()).collect();
        unknown
    }

    fn may_define(&self, lost: &Lost) -> bool {
        let path = lost.text.split_once('.').map_or(&*lost.text, |(path, _)| path);
        self.anything
            || lost.target.collections.iter().any(|collection| self.collections.contains(collection))
            || (!self.items.is_empty() && lost.target.collections.iter().any(|c| self.items.contains(&format!("{}/{path}", c.name()))))
            || (!self.words.is_empty() && path.split('/').any(|part| self.words.contains(part)))
    }
}

/// Reports what leads nowhere. Each is also noted as written and not understood, so that nothing calls it absent.
pub(super) fn report(corpus: &mut Corpus, ids: &Ids, edges: &[Vec<Edge>], unknown: &Unknown, lost: Vec<Lost>, findings: &mut Vec<Finding>) {
    if lost.is_empty() {
        return;
    }
    for one in &lost {
        let item = corpus.address(one.from).to_string();
        corpus.unread.push(Unread { item, path: one.path.clone(), place: UnreadPlace::At(one.span) });
    }
    let (held_back, lost): (Vec<Lost>, Vec<Lost>) = lost.into_iter().partition(|lost| unknown.may_define(lost));
    say_at_the_cause(&held_back, findings);
    let mut left = COMPARISONS;
    let names = Names::of(corpus, edges);
    for same in by_cause(lost, ids) {
        let first = &same[0];
        let candidates: usize = first.target.collections.iter().map(|&c| ids.items[c as usize].len()).sum();
        let near = if candidates <= left { ids.near(&first.text, first.target, first.from) } else { Vec::new() };
        left = left.saturating_sub(candidates);
        findings.push(finding(corpus, ids, &same, &near, &names));
    }
}

/// Says with the first thing that could not be read which names may stand in it.
fn say_at_the_cause(held_back: &[Lost], findings: &mut [Finding]) {
    let causes = [structure::UNREADABLE_FILE.id, structure::SYNTAX.id, structure::WRONG_TYPE.id, structure::BAD_VALUE.id];
    let cause = causes.iter().find_map(|rule| findings.iter().position(|finding| finding.rule.id == *rule));
    let (Some(at), false) = (cause, held_back.is_empty()) else { return };
    let mut names: Vec<&str> = held_back.iter().map(|lost| &*lost.text).collect();
    let places = names.len();
    names.sort_unstable();
    names.dedup();
    let more = if names.len() > LISTED { ", …" } else { "" };
    let listed: Vec<String> = names.iter().take(LISTED).map(|name| format!("“{}”", excerpt(name, 40))).collect();
    let count = if places == 1 { "1 place names".to_owned() } else { format!("{places} places name") };
    let said = format!("{count} what may stand in it: {}{more}.", listed.join(", "));
    findings[at].help = Some(findings[at].help.take().map_or(said.clone(), |help| format!("{help} {said}")));
}

/// Those that name the same thing together, in the order of the first of each.
fn by_cause(lost: Vec<Lost>, ids: &Ids) -> Vec<Vec<Lost>> {
    let mut groups: Vec<Vec<Lost>> = Vec::new();
    let mut known: FxHashMap<(Collection, String, Option<Loc>), usize> = FxHashMap::default();
    for one in lost {
        let key = cause(&one, ids);
        match known.get(&key) {
            Some(&at) => groups[at].push(one),
            None => {
                known.insert(key, groups.len());
                groups.push(vec![one]);
            }
        }
    }
    groups
}

/// What is not there: an item, or what is named within one.
fn cause(lost: &Lost, ids: &Ids) -> (Collection, String, Option<Loc>) {
    let collection = lost.target.collections.first().copied().unwrap_or(Collection::Roles);
    let apart = if lost.target.form == Form::RoleField { lost.text.split_once('.') } else { lost.text.split_once('/') };
    match apart {
        // Where the item itself is not there, its parts are not either, and that is the same mistake.
        Some((item, _)) if ids.item(lost.target.collections, item).is_none() => (collection, item.to_owned(), None),
        // A name alone may mean something of the item that it stands in.
        None if lost.target.form == Form::Nested => (collection, lost.text.clone(), Some(lost.from.whole())),
        _ => (collection, lost.text.clone(), None),
    }
}

fn finding(corpus: &Corpus, ids: &Ids, same: &[Lost], near: &[String], names: &Names) -> Finding {
    let meta = &structure::UNKNOWN_REFERENCE;
    let first = &same[0];
    // What is repeated with `*` is written once.
    let mut seen = FxHashSet::default();
    let others: Vec<&Lost> = same.iter().filter(|one| seen.insert(one.span)).skip(1).collect();
    let (text, words) = (excerpt(&first.text, 60), first.target.words);
    let message = match others.len() {
        0 if same.len() > 1 => {
            format!(
                "“{text}” should name {words}, but there is none of that name (and so in each of the {} places that repeat this)",
                same.len()
            )
        }
        0 => format!("“{text}” should name {words}, but there is none of that name"),
        more => format!("“{text}” should name {words}, but there is none of that name; it is named in {} places", more + 1),
    };
    let mut finding = Finding::new(meta, meta.case("nothing-there"), Some(first.span), message);
    finding.item(corpus.address(first.from.whole()).to_string());
    for other in &others {
        finding.related(other.span, "also named here");
    }
    let renamed = names.now(first, near, others.is_empty());
    if let Some(several) = several(first, ids) {
        finding.help(format!("Write several as a list: [{}].", several.join(", ")));
        return finding;
    }
    match (renamed, near) {
        (Some(id), _) => finding.help(format!(
            "Was it renamed to “{id}”? Then write that here{}.",
            if others.is_empty() { "" } else { " and in the other places" }
        )),
        (None, []) => finding.help(format!("Define it, or name {words} that exists (rolewright list shows them).")),
        (None, [one]) => finding.help(format!("Did you mean “{one}”?")),
        (None, several) => finding.help(format!("Did you mean one of these? {}", several.join(", "))),
    };
    finding
}

/// The ids in a text that names several things as people do: `team-lead; teacher`, `teacher and coach`.
fn several(lost: &Lost, ids: &Ids) -> Option<Vec<String>> {
    let text = lost.text.replace(" and ", ";").replace(" & ", ";");
    if !text.contains([';', ',', '/', '+', '|']) {
        return None;
    }
    let there = |name: &str| ids.item(lost.target.collections, name).is_some();
    let parts = text.split([';', ',', '/', '+', '|']).map(str::trim).filter(|part| !part.is_empty());
    let known = parts.map(|part| [part.to_owned(), slugify(part)].into_iter().find(|name| there(name)));
    known.collect::<Option<Vec<String>>>().filter(|all| all.len() > 1)
}

/// What helps to find out what something is called now.
struct Names {
    /// The ids that items say they had, and those they have.
    were: FxHashMap<(Collection, String), String>,
    /// The ids of items that nothing names.
    unnamed: FxHashMap<Collection, Vec<String>>,
}

impl Names {
    fn of(corpus: &Corpus, edges: &[Vec<Edge>]) -> Self {
        let named: FxHashSet<Loc> = edges.iter().flatten().map(|edge| edge.to.whole()).collect();
        let mut names = Names { were: FxHashMap::default(), unnamed: FxHashMap::default() };
        for &collection in Collection::ALL {
            for loc in (0..corpus.count(collection)).map(|at| Loc::item(collection, at)) {
                let id = || corpus.id_of(loc).value.to_string();
                if let Some(was) = corpus.was(loc) {
                    names.were.entry((collection, was.to_owned())).or_insert_with(id);
                }
                if !named.contains(&loc) {
                    names.unnamed.entry(collection).or_default().push(id());
                }
            }
        }
        names
    }

    /// The id that something probably has now: of an item that says it was called so; else, where several places
    /// name it, the one id near to it or the only one that nothing names.
    fn now(&self, lost: &Lost, near: &[String], alone: bool) -> Option<String> {
        let id = lost.text.split(['/', '.']).next().unwrap_or("");
        let of = |collection: &Collection| self.were.get(&(*collection, id.to_owned()));
        if let Some(now) = lost.target.collections.iter().find_map(of) {
            return Some(now.clone());
        }
        let mut unnamed = lost.target.collections.iter().filter_map(|collection| self.unnamed.get(collection)).flatten();
        match near {
            _ if alone => None,
            [] => match (unnamed.next(), unnamed.next()) {
                (Some(only), None) => Some(only.clone()),
                _ => None,
            },
            near => unnamed.find(|id| near.contains(*id)).cloned(),
        }
    }
}
