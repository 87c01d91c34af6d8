//! Which item an address means, and what to offer where it means none, or several.

use crate::analysis::relations::{Node, within};
use crate::model::{Address, Collection, Corpus, Loc, nearest};

/// Why an address leads to no one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lost {
    /// Nothing is there; the nearest addresses.
    Unknown(Vec<String>),
    /// Several things are; their addresses.
    Ambiguous(Vec<String>),
    /// It names a field; the item's address.
    Field(String),
}

/// What an address means: `[collection/]id`, or `id/nested` for what is nested in the item.
pub fn find(corpus: &Corpus, text: &str) -> Result<Node, Lost> {
    let address = Address::parse(text);
    if address.field.is_some() {
        let item = text.split_once('.').map_or(text, |(item, _)| item);
        return Err(Lost::Field(item.to_owned()));
    }
    let found = candidates(corpus, &address);
    match &found[..] {
        [(one, _)] => Ok(*one),
        [] => Err(Lost::Unknown(near(corpus, &address))),
        several => Err(Lost::Ambiguous(several.iter().map(|(_, address)| address.clone()).collect())),
    }
}

fn items(corpus: &Corpus, address: &Address<'_>) -> Vec<Loc> {
    let places: &[Collection] = address.collection.as_ref().map_or(Collection::ALL, std::slice::from_ref);
    places.iter().filter_map(|&collection| Some(Loc::item(collection, corpus.position(collection, address.id)?))).collect()
}

/// Whatever the address may mean, with the address that means nothing else.
fn candidates(corpus: &Corpus, address: &Address<'_>) -> Vec<(Node, String)> {
    let items = items(corpus, address);
    let Some(nested) = address.nested else {
        return items.into_iter().map(|loc| (Node::from(loc), corpus.address(loc).to_string())).collect();
    };
    let (key, id) = nested.split_once('/').map_or((None, nested), |(key, id)| (Some(key), id));
    let mut all = Vec::new();
    for item in items {
        let inside = within(corpus, item).into_iter().filter(|(under, known, _)| *known == id && key.is_none_or(|key| key == *under));
        all.extend(inside.map(|(under, known, node)| (node, format!("{}/{under}/{known}", corpus.address(item)))));
    }
    all
}

fn near(corpus: &Corpus, address: &Address<'_>) -> Vec<String> {
    let home = items(corpus, address);
    if let (Some(nested), false) = (address.nested, home.is_empty()) {
        let wrong = nested.rsplit('/').next().unwrap_or(nested);
        return home.into_iter().flat_map(|item| near_within(corpus, item, wrong)).take(3).collect();
    }
    let places: &[Collection] = address.collection.as_ref().map_or(Collection::ALL, std::slice::from_ref);
    // People remember an action's name, and forget which priority it belongs to.
    let mut all: Vec<String> = Vec::new();
    if address.nested.is_none() {
        all.extend(places.iter().flat_map(|&collection| nested_called(corpus, collection, address.id)).take(3));
    }
    let names = nearest(address.id, places.iter().flat_map(|&collection| corpus.ids(collection)));
    all.extend(names.into_iter().map(ToOwned::to_owned));
    all.truncate(3);
    all
}

fn near_within(corpus: &Corpus, item: Loc, wrong: &str) -> Vec<String> {
    let inside = within(corpus, item);
    let id = &corpus.id_of(item).value;
    nearest(wrong, inside.iter().map(|(_, known, _)| *known)).into_iter().map(|near| format!("{id}/{near}")).collect()
}

fn nested_called(corpus: &Corpus, collection: Collection, id: &str) -> Vec<String> {
    let items = (0..corpus.count(collection)).map(|at| Loc::item(collection, at));
    let called = items.flat_map(|item| within(corpus, item).into_iter().filter(|(_, known, _)| *known == id).map(move |_| item));
    called.map(|item| format!("{}/{id}", corpus.id_of(item).value)).collect()
}
