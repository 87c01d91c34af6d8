//! todo
use super::Material;
use crate::render::Document;
pub(super) fn risks(_: &Material<'_>, _: &mut Document) {}
