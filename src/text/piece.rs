//! A piece of a text, kept without copying it.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// The whole text of a file, which its pieces keep alive. A pointer of one word, because pieces are many.
pub type Source = Arc<Box<str>>;

/// A piece of a source, or a text of its own where the source says it in other characters (escapes, folded
/// lines). As large as a `Box<str>`; behaves like the `str` it stands for.
#[derive(Clone)]
pub struct Piece {
    source: Source,
    start: u32,
    end: u32,
}

impl Piece {
    /// `text` as a piece of `source` if that is where it lies, else on its own.
    pub fn of(source: &Source, text: &str) -> Self {
        let start = (text.as_ptr() as usize).wrapping_sub(source.as_ptr() as usize);
        let end = start.saturating_add(text.len());
        // What lies between these bounds of the source is this very text.
        match (u32::try_from(start), u32::try_from(end), source.get(start..end)) {
            (Ok(start), Ok(end), Some(_)) => Piece { source: Arc::clone(source), start, end },
            _ => text.into(),
        }
    }
}

impl From<&str> for Piece {
    fn from(text: &str) -> Self {
        Box::<str>::from(text).into()
    }
}

impl From<String> for Piece {
    fn from(text: String) -> Self {
        text.into_boxed_str().into()
    }
}

impl From<Box<str>> for Piece {
    fn from(text: Box<str>) -> Self {
        // No file may be so large; of a text made here, what fits is kept.
        let end = u32::try_from(text.len()).unwrap_or(0);
        Piece { source: Arc::new(text), start: 0, end }
    }
}

impl Deref for Piece {
    type Target = str;
    fn deref(&self) -> &str {
        self.source.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

impl Borrow<str> for Piece {
    fn borrow(&self) -> &str {
        self
    }
}

impl AsRef<str> for Piece {
    fn as_ref(&self) -> &str {
        self
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&**self, f)
    }
}

impl Hash for Piece {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl PartialEq<str> for Piece {
    fn eq(&self, other: &str) -> bool {
        **self == *other
    }
}

impl Eq for Piece {}

impl PartialOrd for Piece {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Piece {
    fn cmp(&self, other: &Self) -> Ordering {
        (**self).cmp(&**other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_shares_its_source_and_another_text_stands_alone() {
        let source: Source = Arc::new("title: Réading".into());
        let shared = Piece::of(&source, &source[7..]);
        let own = Piece::of(&source, "Réading");
        assert_eq!((&*shared, &shared), ("Réading", &own));
        assert_eq!(Arc::strong_count(&source), 2, "the one that lies in the source, and not its twin");
        assert_eq!(&*Piece::of(&source, ""), "");
        assert_eq!(size_of::<Piece>(), size_of::<Box<str>>());
    }
}
