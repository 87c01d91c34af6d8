//! todo
use super::Material;
use crate::render::Document;
pub(super) fn places(_: &Material<'_>, _: &mut Document) {}
