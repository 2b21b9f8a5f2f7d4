//! What stands round a name and says what it is.

use super::runs::Run;
use super::tokens::{Gap, Token};
use super::{Clue, ClueKind};
use crate::article::Span;
use crate::lexicon::Lexicon;

/// The clues for the token `at` of `run`.
pub(super) fn clues(
    tokens: &[Token],
    run: &Run,
    at: usize,
    text: &str,
    lexicon: &Lexicon,
    out: &mut Vec<Clue>,
) {
    if run.headline {
        return;
    }
    let lists = &lexicon.names;
    let mut put = |kind, token: &Token| out.push(Clue { kind, value: token.key, span: token.span });
    let last = run.name.end - 1;
    if at > run.name.start {
        put(ClueKind::First, &tokens[run.name.start]);
        let before = (run.name.start..at).rev().find(|&i| tokens[i].capital);
        put(ClueKind::Before, &tokens[before.unwrap_or(run.name.start)]);
    }
    if at < last {
        // The surname stands behind the initials: `James C. Vell`.
        let after = (at + 1..=last).find(|&i| tokens[i].capital && tokens[i].span.len() > 1);
        put(ClueKind::After, &tokens[after.unwrap_or(last)]);
    }
    for title in run.titles.clone() {
        put(ClueKind::Title, &tokens[title]);
    }
    let front = run.titles.start.min(run.name.start);
    before(tokens, front, run, text, lexicon, &mut put);
    if at == last && !tokens[last].possessive {
        after(tokens, last + 1, lexicon, &mut put);
    }
    if at == last && tokens.get(last + 1).is_some_and(|t| t.gap == Gap::Space && lists.places.has(t.key)) {
        put(ClueKind::Head, &tokens[last + 1]);
    }
    joined(tokens, run, text, &mut put);
}

/// What stands before the run: `town of`, `striker`, `in`.
fn before(
    tokens: &[Token],
    front: usize,
    run: &Run,
    text: &str,
    lexicon: &Lexicon,
    put: &mut dyn FnMut(ClueKind, &Token),
) {
    let lists = &lexicon.names;
    let Some(previous) = front.checked_sub(1) else { return };
    if matches!(tokens[front].gap, Gap::Space) {
        let token = &tokens[previous];
        if lists.prepositions.has(token.key) {
            put(ClueKind::Preposition, token);
        } else if lists.places.has(token.key) {
            put(ClueKind::Head, token);
        } else if token.of(text) == "of" && previous > 0 && lists.places.has(tokens[previous - 1].key) {
            put(ClueKind::Head, &tokens[previous - 1]);
        } else if lists.titles.has(token.key) {
            put(ClueKind::Title, token);
        } else if !token.capital && lists.things.has(token.key) {
            put(ClueKind::Thing, token);
        }
    }
    // `the striker, Cesc Fabregas`, `striker Cesc Fabregas`
    if run.titles.is_empty() && matches!(tokens[front].gap, Gap::Space | Gap::Comma) {
        let token = &tokens[previous];
        if !token.capital && lists.roles.has(token.key) {
            put(ClueKind::Role, token);
        }
    }
}

/// What stands after the run, behind a comma: where a place lies, what a person does.
fn after(tokens: &[Token], from: usize, lexicon: &Lexicon, put: &mut dyn FnMut(ClueKind, &Token)) {
    let lists = &lexicon.names;
    let Some(first) = tokens.get(from) else { return };
    if first.gap != Gap::Comma {
        return;
    }
    let until = tokens[from + 1..]
        .iter()
        .take(9)
        .position(|t| !matches!(t.gap, Gap::Space | Gap::Stop))
        .map_or((from + 10).min(tokens.len()), |at| from + 1 + at);
    let phrase = &tokens[from..until];
    if first.capital {
        // `Springfield, Illinois,`
        if phrase.len() <= 2 {
            put(ClueKind::Region, first);
        }
        return;
    }
    for (at, token) in phrase.iter().enumerate() {
        if lists.directions.has(token.key) {
            put(ClueKind::Region, token);
        } else if token.capital && at > 0 {
            let named =
                phrase.get(at + 1).is_some_and(|t| lists.regions.has(t.key) || lists.places.has(t.key));
            put(if named { ClueKind::Region } else { ClueKind::Role }, token);
        } else if at > 0 && token.span.len() >= 4 && !token.capital && !token.number {
            put(ClueKind::Role, token);
        }
    }
}

/// A name beside this one, behind `and`, `or` or a comma.
fn joined(tokens: &[Token], run: &Run, text: &str, put: &mut dyn FnMut(ClueKind, &Token)) {
    let and = |token: &Token| {
        matches!(token.of(text), "and" | "or" | "nor" | "v" | "vs" | "but" | "not" | "than" | "versus")
    };
    let mut next = run.name.end;
    if tokens.get(next).is_some_and(and) {
        next += 1;
    } else if tokens.get(next).is_some_and(|t| t.gap != Gap::Comma) {
        next = tokens.len();
    }
    while tokens.get(next).is_some_and(|t| t.capital) {
        put(ClueKind::Joined, &tokens[next]);
        next += 1;
        if tokens.get(next).is_some_and(|t| t.gap != Gap::Space && t.gap != Gap::Stop) {
            break;
        }
    }
    let front = run.titles.start.min(run.name.start);
    let mut previous = front;
    if previous > 0 && and(&tokens[previous - 1]) {
        previous -= 1;
    } else if tokens[front].gap != Gap::Comma {
        return;
    }
    while previous > 0 && tokens[previous - 1].capital {
        put(ClueKind::Joined, &tokens[previous - 1]);
        if !matches!(tokens[previous - 1].gap, Gap::Space | Gap::Stop) {
            break;
        }
        previous -= 1;
    }
}

/// Sorted by kind and value, each once.
pub(super) fn tidy(clues: &mut Vec<Clue>) {
    clues.sort_unstable();
    clues.dedup_by(|a, b| a.kind == b.kind && a.value == b.value);
    clues.shrink_to_fit();
}

/// Whether a clue says that this is a person.
pub(super) fn is_person(clue: &Clue, lexicon: &Lexicon) -> bool {
    match clue.kind {
        ClueKind::Title => true,
        ClueKind::First => lexicon.given_names.has(clue.value),
        _ => false,
    }
}

/// The whole of a run.
pub(super) fn span(tokens: &[Token], run: &Run) -> Span {
    Span { start: tokens[run.name.start].span.start, end: tokens[run.name.end - 1].span.end }
}
