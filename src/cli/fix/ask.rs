//! `fix --interactive`: one question a form.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Write};

use crate::check::Corpus;
use crate::finding::{Details, Finding, Suppression};
use crate::fix::{Choice, Plan};

/// What an editor answers.
enum Answer {
    /// One of the choices, from 0.
    Take(usize),
    Skip,
    Stop,
}

/// Asks of each name which form is right, and of each other fix whether it is to be made: once a form,
/// however many places it has. A name that has a preferred form is not asked about. The end of the answers
/// is an end of the questions.
pub(super) fn plan(
    findings: &[Finding],
    corpus: &Corpus,
    choice: &Choice,
    suppression: &Suppression<'_>,
    answers: impl BufRead,
    out: &mut dyn Write,
) -> io::Result<Plan> {
    let mut plan = Plan::default();
    for finding in findings {
        if let Some(form) = choice.preferred(finding) {
            plan.respell(finding, form, corpus, choice.unsafe_too, suppression);
        }
    }
    let mut answers = answers.lines();
    let mut done: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for (number, finding) in findings.iter().enumerate() {
        let mut ask = |question: &str, choices: usize, out: &mut dyn Write| -> io::Result<Answer> {
            loop {
                write!(out, "{question} ")?;
                out.flush()?;
                let Some(line) = answers.next() else {
                    writeln!(out)?;
                    return Ok(Answer::Stop);
                };
                match line?.trim().to_lowercase().as_str() {
                    "q" => return Ok(Answer::Stop),
                    "s" | "n" | "" => return Ok(Answer::Skip),
                    "y" if choices == 1 => return Ok(Answer::Take(0)),
                    word => match word.parse::<usize>() {
                        Ok(one) if (1..=choices).contains(&one) && choices > 1 => {
                            return Ok(Answer::Take(one - 1));
                        }
                        _ => writeln!(out, "  `{}` is none of the answers", plain(word))?,
                    },
                }
            }
        };
        match &finding.details {
            _ if choice.preferred(finding).is_some() => {}
            Details::Spelling { forms, .. } if finding.kind == "spelling-variant" => {
                writeln!(out, "{}: {}", plain(&finding.rule), plain(&finding.message))?;
                for (at, (form, count)) in (1..).zip(forms) {
                    writeln!(out, "  {at}  {} ({count}×)", plain(form))?;
                }
                let question = format!("Which is right? [1-{}, s skips, q stops]", forms.len());
                match ask(&question, forms.len(), out)? {
                    Answer::Take(at) => {
                        plan.respell(finding, &forms[at].0, corpus, choice.unsafe_too, suppression);
                    }
                    Answer::Skip => {}
                    Answer::Stop => break,
                }
            }
            _ => {
                let Some(fix) = finding.fixes.first() else { continue };
                // The same words under the same rule are one question.
                if !done.insert((&finding.rule, &finding.primary.value, &fix.title)) {
                    continue;
                }
                let same = |other: &&Finding| {
                    let title = other.fixes.first().map(|fix| &fix.title);
                    other.rule == finding.rule
                        && other.primary.value == finding.primary.value
                        && title == Some(&fix.title)
                };
                let all: Vec<&Finding> = findings[number..].iter().filter(same).collect();
                writeln!(out, "{}: {}", plain(&finding.rule), plain(&finding.message))?;
                let places =
                    if all.len() == 1 { "1 place".to_owned() } else { format!("{} places", all.len()) };
                let question = format!("{} ({places})? [y, n, q stops]", plain(&capital(&fix.title)));
                match ask(&question, 1, out)? {
                    Answer::Take(_) => all.iter().for_each(|finding| plan.fix(finding, choice.unsafe_too)),
                    Answer::Skip => {}
                    Answer::Stop => break,
                }
            }
        }
    }
    plan.settle(corpus);
    Ok(plan)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}
