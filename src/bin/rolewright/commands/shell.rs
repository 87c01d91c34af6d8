//! `completions` and `man`: what a shell and a manual reader need.

use crate::args::{Cli, Common, Completions};
use crate::{Ending, Failure, output};
use clap::CommandFactory;

/// `completions SHELL`.
pub fn completions(args: &Completions, common: &Common) -> Result<Ending, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "rolewright", &mut script);
    output::emit(common, |out, _| out.write_all(&script))?;
    Ok(Ending::Fine)
}

/// `man`: one page with every command.
pub fn man(common: &Common) -> Result<Ending, Failure> {
    let mut page = Vec::new();
    let mut cli = Cli::command().disable_help_subcommand(true);
    cli.build();
    clap_mangen::Man::new(cli.clone()).render(&mut page)?;
    for command in cli.get_subcommands() {
        let mut sub = Vec::new();
        clap_mangen::Man::new(command.clone()).render(&mut sub)?;
        page.extend(section(&String::from_utf8_lossy(&sub), command.get_name()));
    }
    output::emit(common, |out, _| out.write_all(&page))?;
    Ok(Ending::Fine)
}

/// A command's page as a part of the whole: its title line dropped, its headings one step down.
fn section(page: &str, name: &str) -> Vec<u8> {
    let body = page.lines().filter(|line| !line.starts_with(".TH") && !line.starts_with(".ie") && !line.starts_with(".el"));
    let lowered = body.map(|line| line.strip_prefix(".SH ").map_or_else(|| line.to_owned(), |heading| format!(".SS {heading}")));
    let text: Vec<String> = lowered.collect();
    format!(".SH \"COMMAND: {}\"\n{}\n", name.to_uppercase(), text.join("\n")).into_bytes()
}
