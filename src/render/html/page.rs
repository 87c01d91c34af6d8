//! The page around a report: its templates, and the policy that lets only its own style and script act. Knows
//! nothing of what the report says.

use super::text::escape;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Three texts that give a report its look.
#[derive(Clone, Debug)]
pub struct Templates {
    page: Cow<'static, str>,
    style: Cow<'static, str>,
    script: Cow<'static, str>,
}

/// The names of the templates, as files.
pub const NAMES: [&str; 3] = ["page.html", "style.css", "script.js"];

/// The words in braces that a page has, in `{{…}}`.
const SLOTS: [&str; 5] = ["policy", "title", "style", "body", "script"];

impl Default for Templates {
    fn default() -> Self {
        Templates {
            page: include_str!("../templates/page.html").into(),
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
                complete(&text)?;
                self.page = text.into();
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
        let mut page = String::with_capacity(self.page.len() + self.style.len() + self.script.len() + body.len());
        // In one pass, so that braces in a report are never taken for a slot.
        for (at, part) in self.page.split("{{").enumerate() {
            let Some((slot, rest)) = part.split_once("}}").filter(|_| at > 0) else {
                page.push_str(part);
                continue;
            };
            page.push_str(match slot.trim() {
                "policy" => &policy,
                "title" => &title,
                "style" => &self.style,
                "body" => body,
                "script" => &self.script,
                _ => "",
            });
            page.push_str(rest);
        }
        page
    }
}

/// A page needs its title, its body, and the policy that keeps everything else out; it names no slot that is unknown.
fn complete(page: &str) -> Result<(), String> {
    let slots: Vec<&str> = page.split("{{").skip(1).filter_map(|part| Some(part.split_once("}}")?.0.trim())).collect();
    if let Some(unknown) = slots.iter().find(|slot| !SLOTS.contains(slot)) {
        return Err(format!("page.html names {{{{{unknown}}}}}; known are {}", SLOTS.map(|slot| format!("{{{{{slot}}}}}")).join(", ")));
    }
    match ["policy", "title", "body"].into_iter().find(|needed| !slots.contains(needed)) {
        Some(missing) => Err(format!("page.html lacks {{{{{missing}}}}}")),
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
