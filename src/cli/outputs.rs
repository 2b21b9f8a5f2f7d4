//! `--format` and `--output`, in pairs.

use std::path::PathBuf;

use clap::{ArgAction, ArgMatches, Error, FromArgMatches, error::ErrorKind};

use crate::report::{FORMATS, Report};

/// A report format and the file it goes to; standard output where there is none.
pub(super) type Output = (&'static dyn Report, Option<PathBuf>);

/// The reports asked for, in the order in which they were.
///
/// An `--output` belongs to the `--format` before it, so the order on the command line counts, which
/// the lists that clap fills do not tell.
#[derive(Default)]
pub(super) struct Outputs {
    /// Never empty; one at most goes to standard output.
    pub(super) each: Vec<Output>,
}

impl std::fmt::Debug for Outputs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.each.iter().map(|(format, file)| (format.name(), file))).finish()
    }
}

fn named(name: &str) -> &'static dyn Report {
    *FORMATS.iter().find(|format| format.name() == name).expect("clap checks the names")
}

impl FromArgMatches for Outputs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let mut outputs = Self::default();
        outputs.update_from_arg_matches(matches)?;
        Ok(outputs)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        enum Word {
            Format(String),
            Output(PathBuf),
        }
        let formats = matches.get_many::<String>("format").unwrap_or_default().cloned().map(Word::Format);
        let files = matches.get_many::<PathBuf>("output").unwrap_or_default().cloned().map(Word::Output);
        let places = |id| matches.indices_of(id).into_iter().flatten();
        let mut words: Vec<(usize, Word)> =
            places("format").zip(formats).chain(places("output").zip(files)).collect();
        words.sort_by_key(|(place, _)| *place);
        let wrong = |message: String| Error::raw(ErrorKind::ValueValidation, format!("{message}\n"));
        let mut each: Vec<Output> = Vec::new();
        for (_, word) in words {
            match (word, each.last_mut()) {
                (Word::Format(name), _) => each.push((named(&name), None)),
                (Word::Output(file), Some((_, known @ None))) => *known = Some(file),
                // `--output report.txt` alone is the default format in a file.
                (Word::Output(file), None) => each.push((named("text"), Some(file))),
                (Word::Output(file), Some((format, Some(known)))) => {
                    return Err(wrong(format!(
                        "--format {} has two outputs, {} and {}: give each --output its --format before it",
                        format.name(),
                        known.display(),
                        file.display()
                    )));
                }
            }
        }
        if each.is_empty() {
            each.push((named("text"), None));
        }
        let open: Vec<&str> = each.iter().filter(|(_, file)| file.is_none()).map(|(f, _)| f.name()).collect();
        if let [first, second, ..] = open[..] {
            return Err(wrong(format!(
                "both {first} and {second} would go to standard output: give one an --output after its --format"
            )));
        }
        self.each = each;
        Ok(())
    }
}

impl clap::Args for Outputs {
    fn augment_args(command: clap::Command) -> clap::Command {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
        command
            .arg(
                clap::Arg::new("format")
                    .long("format")
                    .value_name("NAME")
                    .action(ArgAction::Append)
                    .value_parser(clap::builder::PossibleValuesParser::new(names))
                    .help("Report format [default: text]; may be given several times"),
            )
            .arg(
                clap::Arg::new("output")
                    .long("output")
                    .value_name("FILE")
                    .action(ArgAction::Append)
                    .value_parser(clap::value_parser!(PathBuf))
                    .help("The file of the format before it; without one it goes to standard output"),
            )
    }

    fn augment_args_for_update(command: clap::Command) -> clap::Command {
        Self::augment_args(command)
    }
}
