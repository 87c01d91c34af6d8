//! What stood in the items that a reviewed item relies on when it was reviewed, as far as earlier versions of the
//! files still hold it. Facts for the rule that found the change; no words.

use super::Audit;
use super::diff::{FieldChange, mentions, of_one_item};
use crate::analysis::fingerprint::{Fingerprints, dependencies};
use crate::analysis::review::items;
use crate::load;
use crate::load::read::{History, Version};
use crate::model::{Address, Collection, Corpus, Loc};

/// The rule whose findings are looked into.
const RULE: &str = "stale-dependent";

/// What became of the search for one finding.
#[derive(Debug)]
pub struct Recalled {
    /// Position in [`crate::diag::Outcome::findings`].
    pub finding: usize,
    /// What was found, or why nothing was.
    pub what: Result<Then, Why>,
}

/// The newest state in which all that the item relies on said what was reviewed.
#[derive(Debug)]
pub struct Then {
    /// Its commit, in short.
    pub commit: String,
    /// What is otherwise today.
    pub changes: Vec<Since>,
}

/// One thing that is otherwise today. Names are ids.
#[derive(Debug)]
pub enum Since {
    /// An item it relied on says something else.
    Says(String, Vec<FieldChange>),
    /// It relies on an item that it did not rely on then.
    Added(String),
    /// It relied on an item then and does not today, or the item is gone.
    Gone(String),
}

/// Why nothing was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No version in the repository holds it.
    Nowhere,
    /// The versions that are looked through do not hold it, and there are more.
    TooFarBack,
    /// The versions in this clone do not hold it, and the clone is not whole.
    Cut,
    /// The same, and an object of that name, in short, is damaged.
    Damaged(String),
}

/// One finding that is still looked for.
struct Sought {
    finding: usize,
    collection: Collection,
    id: String,
    recorded: String,
}

/// Whether there is anything to look for.
pub fn is_wanted(audit: &Audit) -> bool {
    audit.outcome.findings.iter().any(|finding| finding.is_open() && finding.rule.id == RULE)
}

/// Looks through earlier versions for what each open finding misses, in the order of the findings.
pub fn recall(audit: &Audit, history: &mut History) -> Vec<Recalled> {
    let mut sought = sought(audit);
    history.look_for(sought.iter().flat_map(|one| {
        let loc = audit.corpus.position(one.collection, &one.id).map(|at| Loc::item(one.collection, at));
        let relied = loc.map(|loc| dependencies(&audit.corpus, loc)).unwrap_or_default();
        relied.into_iter().map(|on| audit.corpus.id_of(on).value.to_string()).chain([one.id.clone()]).collect::<Vec<_>>()
    }));
    let mut found = Vec::new();
    while !sought.is_empty()
        && let Some(version) = history.next_version()
    {
        let (commit, then) = read(audit, history, version);
        // What an item relied on then may be something else than today; the version comes again with that.
        history.look_for(sought.iter().flat_map(|one| mentioned(&then, one)));
        let mut prints = Fingerprints::new(&then);
        sought.retain(|one| {
            let Some(at) = then.position(one.collection, &one.id) else { return true };
            let loc = Loc::item(one.collection, at);
            let is_it = prints.of_dependencies(loc).is_some_and(|print| print == one.recorded);
            if is_it {
                let changes = changes(audit, one, &then, loc);
                found.push(Recalled { finding: one.finding, what: Ok(Then { commit: commit.clone(), changes }) });
            }
            !is_it
        });
    }
    let why = match (history.damaged(), history.is_cut(), history.is_spent()) {
        (Some(object), _, _) => Why::Damaged(object.to_owned()),
        (None, _, true) => Why::TooFarBack,
        (None, true, _) => Why::Cut,
        _ => Why::Nowhere,
    };
    found.extend(sought.into_iter().map(|one| Recalled { finding: one.finding, what: Err(why.clone()) }));
    found.sort_by_key(|recalled| recalled.finding);
    found
}

fn sought(audit: &Audit) -> Vec<Sought> {
    let findings = audit.outcome.findings.iter().enumerate();
    let stale: Vec<(usize, Loc)> = findings
        .filter(|(_, finding)| finding.is_open() && finding.rule.id == RULE)
        .filter_map(|(at, finding)| Some((at, audit.corpus.find(&Address::parse(finding.item.as_deref()?))?)))
        .collect();
    let mut sought = Vec::new();
    for &collection in Collection::ALL {
        let of_it: Vec<_> = stale.iter().filter(|(_, loc)| loc.collection() == collection).collect();
        let items = if of_it.is_empty() { Vec::new() } else { items(&audit.corpus, collection) };
        sought.extend(of_it.into_iter().filter_map(|&(finding, loc)| {
            let item = items.get(loc.index())?;
            let recorded = item.reviewed()?.fingerprint.as_ref()?.trim().to_ascii_lowercase();
            Some(Sought { finding, collection, id: item.id.to_owned(), recorded })
        }));
    }
    sought
}

/// A version as a corpus, with the files of layers that have no earlier versions here.
fn read(audit: &Audit, history: &History, version: Version) -> (String, Corpus) {
    let Version { commit, mut sources } = version;
    sources.layers = audit.sources.layers.clone();
    for (_, file) in audit.sources.files.iter().filter(|(_, file)| !history.covers(file.layer)) {
        sources.files.add(file.path.clone(), &**file.text, file.layer);
    }
    (commit, load::load(&sources).0)
}

/// The ids of everything that an item referred to then.
fn mentioned(then: &Corpus, one: &Sought) -> Vec<String> {
    let Some(at) = then.position(one.collection, &one.id) else { return Vec::new() };
    let value = then.encode(Loc::item(one.collection, at));
    let mut found = Vec::new();
    mentions(&value, &one.collection.shape(), &mut found);
    found.into_iter().map(|(text, _)| Address::parse(text).id.to_owned()).collect()
}

fn changes(audit: &Audit, one: &Sought, then: &Corpus, loc: Loc) -> Vec<Since> {
    let now = &audit.corpus;
    let today = now.position(one.collection, &one.id).map(|at| dependencies(now, Loc::item(one.collection, at))).unwrap_or_default();
    let before = dependencies(then, loc);
    let mut changes = Vec::new();
    for &on in &today {
        let id = &*now.id_of(on).value;
        match before.iter().find(|&&old| old.collection() == on.collection() && *then.id_of(old).value == *id) {
            None => changes.push(Since::Added(id.to_owned())),
            Some(&old) => {
                let fields: Vec<FieldChange> = of_one_item(then, old, now, on).into_iter().filter(|field| field.is_content).collect();
                if !fields.is_empty() {
                    changes.push(Since::Says(id.to_owned(), fields));
                }
            }
        }
    }
    let is_gone = |old: &Loc| !today.iter().any(|on| on.collection() == old.collection() && now.id_of(*on).value == then.id_of(*old).value);
    changes.extend(before.iter().filter(|old| is_gone(old)).map(|&old| Since::Gone(then.id_of(old).value.to_string())));
    changes
}
