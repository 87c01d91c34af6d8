//! todo
use super::Material;
use crate::render::Document;
pub(super) fn pathways(_: &Material<'_>, _: &mut Document) {}
