//! Lines that hang from one another, drawn with branches; a line that is too long goes on under itself.

use super::{Screen, wrapped};
use crate::text::printable;
use std::io::{self, Write};

/// Draws the lines.
pub(super) fn write(lines: &[(usize, String)], screen: Screen, out: &mut dyn Write) -> io::Result<()> {
    for ((depth, line), open) in lines.iter().zip(branches(lines)) {
        let above: String = open.iter().take(*depth).map(|&goes_on| if goes_on { "│  " } else { "   " }).collect();
        let goes_on = open.get(*depth).copied().unwrap_or(false);
        let (first, rest) = if goes_on { ("├─ ", "│  ") } else { ("└─ ", "   ") };
        wrapped(&printable(line), &format!("{above}{first}"), &format!("{above}{rest}"), screen, out)?;
    }
    Ok(())
}

/// For each line, at each depth up to its own: whether that branch goes on below it.
fn branches(lines: &[(usize, String)]) -> Vec<Vec<bool>> {
    let mut open: Vec<bool> = Vec::new();
    let mut all: Vec<Vec<bool>> = lines
        .iter()
        .rev()
        .map(|&(depth, _)| {
            open.resize(depth + 1, false);
            let here = open.clone();
            open[depth] = true;
            here
        })
        .collect();
    all.reverse();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_go_on_as_far_as_they_have_lines() {
        let lines: Vec<(usize, String)> = [(0, "one"), (1, "a long line that goes on"), (2, "deep"), (1, "b"), (0, "two")]
            .map(|(depth, line)| (depth, line.to_owned()))
            .into();
        let mut out = Vec::new();
        write(&lines, Screen { width: 20, color: false }, &mut out).expect("memory can be written to");
        let drawn = "├─ one\n│  ├─ a long line\n│  │  that goes on\n│  │  └─ deep\n│  └─ b\n└─ two\n";
        assert_eq!(String::from_utf8_lossy(&out), drawn);
    }
}
