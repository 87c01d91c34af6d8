//! `schema`: the language, for editors and readers.

use crate::args::{Common, Schema, SchemaFormat};
use crate::{Ending, Failure, output};
use rolewright::render::{json, markdown, reference, schema, terminal};

/// Runs it.
pub fn run(args: &Schema, common: &Common) -> Result<Ending, Failure> {
    output::emit(common, |out, screen| match args.format {
        SchemaFormat::Json if args.settings => json::write(&schema::settings(), out),
        SchemaFormat::Json => json::write(&schema::content(), out),
        SchemaFormat::Markdown => markdown::write(&reference::language(), out),
        SchemaFormat::Human => terminal::write(&reference::language(), screen, out),
    })?;
    Ok(Ending::Fine)
}
