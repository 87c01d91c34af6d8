//! The page around a report: its templates, and the policy that lets only its own style and script act. Knows
//! nothing of what the report says.

use super::text::escape;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The texts that give a report, or a page of a site, its look.
#[derive(Clone, Debug)]
pub struct Templates {
    page: Cow<'static, str>,
    /// The page of a site, whose style and script are files that all its pages share.
    site: Cow<'static, str>,
    style: Cow<'static, str>,
    script: Cow<'static, str>,
}

/// The names of the templates, as files.
pub const NAMES: [&str; 4] = ["page.html", "site.html", "style.css", "script.js"];

/// The words in braces that a page has, in `{{…}}`; those that it needs come first.
const SLOTS: [&str; 5] = ["policy", "title", "body", "style", "script"];
/// Those of a page of a site.
const SITE_SLOTS: [&str; 6] = ["policy", "title", "body", "root", "navigation", "foot"];
/// How many of them no page can do without: the policy keeps everything else out.
const NEEDED: usize = 3;
/// A page of a site must find its style and its script.
const SITE_NEEDED: usize = 4;
/// Only style and script that lie beside the pages; browsers differ in whether `'self'` says so of files on a disk.
const SITE_POLICY: &str = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'";

impl Default for Templates {
    fn default() -> Self {
        Templates {
            page: include_str!("../templates/page.html").into(),
            site: include_str!("../templates/site.html").into(),
            style: include_str!("../templates/style.css").into(),
            script: include_str!("../templates/script.js").into(),
        }
    }
}

impl Templates {
    /// With one of them replaced; in words, why it cannot be.
    pub fn with(mut self, name: &str, text: &str) -> Result<Self, String> {
        // Browsers read every line end as one character, and the policy's hash is of what they read.
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        match name {
            "page.html" => {
                complete(&text, name, &SLOTS, NEEDED)?;
                self.page = text.into();
            }
            "site.html" => {
                complete(&text, name, &SITE_SLOTS, SITE_NEEDED)?;
                self.site = text.into();
            }
            "style.css" => self.style = closed(text, name, "</style")?.into(),
            "script.js" => self.script = closed(text, name, "</script")?.into(),
            other => return Err(format!("there is no template {other}; they are {}", NAMES.join(", "))),
        }
        Ok(self)
    }

    /// The whole page. `body` is markup, `title` is text.
    pub(super) fn fill(&self, title: &str, body: &str) -> String {
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            hash(&self.style),
            hash(&self.script)
        );
        let title = escape(title);
        let slot = |slot: &str| match slot {
            "policy" => policy.as_str(),
            "title" => &title,
            "style" => &self.style,
            "body" => body,
            "script" => &self.script,
            _ => "",
        };
        filled(&self.page, slot, self.style.len() + self.script.len() + body.len())
    }

    /// A whole page of a site: `root` leads to the folder that all are in, what stands around the body is markup.
    pub(super) fn fill_site(&self, title: &str, body: &str, root: &str, around: [&str; 2]) -> String {
        let title = escape(title);
        let [navigation, foot] = around;
        let slot = |slot: &str| match slot {
            "policy" => SITE_POLICY,
            "title" => &title,
            "body" => body,
            "root" => root,
            "navigation" => navigation,
            "foot" => foot,
            _ => "",
        };
        filled(&self.site, slot, body.len() + navigation.len() + foot.len())
    }

    /// The style and the script, for files of their own.
    pub(super) fn files(&self) -> [&str; 2] {
        [&self.style, &self.script]
    }
}

/// The template with its slots filled, in one pass, so that braces in a report are never taken for a slot.
fn filled<'t>(template: &'t str, slot: impl Fn(&str) -> &'t str, room: usize) -> String {
    let mut page = String::with_capacity(template.len() + room);
    for (at, part) in template.split("{{").enumerate() {
        let Some((name, rest)) = part.split_once("}}").filter(|_| at > 0) else {
            page.push_str(part);
            continue;
        };
        page.push_str(slot(name.trim()));
        page.push_str(rest);
    }
    page
}

/// A page has the slots it needs and names none that is unknown.
fn complete(page: &str, name: &str, known: &[&str], needed: usize) -> Result<(), String> {
    let slots: Vec<&str> = page.split("{{").skip(1).filter_map(|part| Some(part.split_once("}}")?.0.trim())).collect();
    if let Some(unknown) = slots.iter().find(|slot| !known.contains(slot)) {
        let known: Vec<String> = known.iter().map(|slot| format!("{{{{{slot}}}}}")).collect();
        return Err(format!("{name} names {{{{{unknown}}}}}; known are {}", known.join(", ")));
    }
    match known.iter().take(needed).find(|needed| !slots.contains(needed)) {
        Some(missing) => Err(format!("{name} lacks {{{{{missing}}}}}")),
        None => Ok(()),
    }
}

/// Style and script stand inside their tags and must not end them.
fn closed(text: String, name: &str, end: &str) -> Result<String, String> {
    if text.to_ascii_lowercase().contains(end) {
        return Err(format!("{name} may not contain {end}, which would end it early"));
    }
    Ok(text)
}

fn hash(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_of_the_standard() {
        // The example that the Content Security Policy specification gives.
        assert_eq!(hash("alert('Hello, world.');"), "qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn what_a_report_says_is_no_template() {
        let page = Templates::default().fill("{{body}}", "<p>{{title}} {{style}}</p>");
        assert!(page.contains("<title>{{body}}</title>"));
        assert!(page.contains("<p>{{title}} {{style}}</p>"));
    }

    #[test]
    fn templates_that_would_break_the_page_are_refused() {
        let refused = |name, text| Templates::default().with(name, text).err().unwrap_or_default();
        assert_eq!(refused("page.html", "{{policy}}{{title}}"), "page.html lacks {{body}}");
        assert!(refused("page.html", "{{policy}}{{title}}{{body}}{{logo}}").starts_with("page.html names {{logo}}; known are"));
        assert!(refused("script.js", "'</SCRIPT>'").contains("would end it early"));
        assert!(refused("logo.svg", "").starts_with("there is no template logo.svg"));
    }
}
