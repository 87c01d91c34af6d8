//! How a page of HTML looks: its templates and where its places lead. Knows nothing of what the page says.

use crate::args::Look as Wanted;
use crate::{Failure, session};
use rolewright::render::html::{Look, NAMES, Places, Templates};
use rolewright::text::Files;
use std::path::Path;

/// What the options ask for; an option that would change nothing, because the format is another, is a mistake.
pub fn of(wanted: &Wanted, html: bool, files: &Files) -> Result<Look, Failure> {
    let given = [("--link-base", wanted.link_base.is_some()), ("--template", wanted.template.is_some())];
    if let Some((option, _)) = given.iter().find(|(_, given)| *given && !html) {
        return Err(Failure::from(format!("{option} says how a page of HTML looks; add --format html")));
    }
    let base = wanted.link_base.as_deref().map(address).transpose()?;
    let templates = wanted.template.as_deref().map_or_else(|| Ok(Templates::default()), templates)?;
    Ok(Look { templates, places: Places::new(files, base) })
}

/// Only an address on the web: anything else could run something where it is clicked.
fn address(base: &str) -> Result<&str, Failure> {
    if rest_of(base).split('/').next().is_some_and(|host| host.contains('@')) {
        return Err(Failure::from(
            "--link-base holds a name or password before “@”, which everybody who reads the page would see; leave it out",
        ));
    }
    let rest = rest_of(base);
    let plain = rest.chars().all(|c| c.is_ascii_graphic() && !"<>\"'`\\^{}|#?".contains(c));
    if rest.is_empty() || rest.starts_with('/') || !plain {
        return Err(Failure::from(format!(
            "--link-base “{}” is no address: write it as https://HOST/PATH, without # or ?, such as https://example.org/our/repository/blob/main",
            rolewright::text::excerpt(base, 80)
        )));
    }
    Ok(base)
}

/// What follows `https://` or `http://`; nothing where neither stands there.
fn rest_of(base: &str) -> &str {
    base.strip_prefix("https://").or_else(|| base.strip_prefix("http://")).unwrap_or("")
}

fn templates(folder: &Path) -> Result<Templates, Failure> {
    let present: Vec<&str> = NAMES.into_iter().filter(|name| folder.join(name).is_file()).collect();
    if present.is_empty() {
        return Err(Failure::from(format!("{} has no template; it may hold {}", folder.display(), NAMES.join(", "))));
    }
    present.into_iter().try_fold(Templates::default(), |templates, name| {
        let path = folder.join(name);
        templates.with(name, &session::text_of(&path)?).map_err(|why| Failure::from(format!("{}: {why}", path.display())))
    })
}
