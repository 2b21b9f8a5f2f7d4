//! Gathers the words of runs into spellings, and runs into names.

use rustc_hash::FxHashMap;

use super::runs::Run;
use super::skip::{self, Skipped};
use super::tokens::{Gap, Token};
use super::{Clue, ClueKind, Mention, Name, NameType, Occurrence, Position, Spelling, clues};
use crate::article::Span;
use crate::fact::{FactSet, Scan};
use crate::lexicon::Lexicon;
use crate::text::{fold_into, key};

/// Spellings and names of one article, as they are found.
pub(super) struct Collector<'a> {
    scan: &'a Scan<'a>,
    lexicon: &'a Lexicon,
    index: FxHashMap<u64, usize>,
    spellings: Vec<Draft>,
    names: Vec<Name>,
    name_index: FxHashMap<u64, usize>,
    skipped: Skipped,
}

struct Draft {
    key: u64,
    places: Vec<Occurrence>,
    clues: Vec<Clue>,
    persons: u32,
    locations: u32,
    organisations: u32,
}

impl<'a> Collector<'a> {
    pub(super) fn new(scan: &'a Scan<'a>, lexicon: &'a Lexicon) -> Self {
        Self {
            scan,
            lexicon,
            index: FxHashMap::default(),
            spellings: Vec::new(),
            names: Vec::new(),
            name_index: FxHashMap::default(),
            skipped: skip::paragraphs(scan),
        }
    }

    /// Whether names at `span` are not the article's own.
    pub(super) fn skips(&self, span: Span) -> bool {
        self.skipped.contains(span)
    }

    /// Adds a run of sentence number `sentence`.
    pub(super) fn add(&mut self, sentence: u32, tokens: &[Token], run: &Run) {
        let text = self.scan.text();
        let whole = clues::span(tokens, run);
        let organisation = run.name.len() > 1
            && run.name.clone().any(|at| self.lexicon.names.organisations.has(tokens[at].key));
        let mut of = NameType::Unknown;
        for at in run.name.clone() {
            let token = &tokens[at];
            if !token.capital || token.span.len() < 3 {
                continue;
            }
            let found = self.word(sentence, tokens, run, at, whole, organisation);
            if found != NameType::Unknown {
                of = found;
            }
            // `Al Qaida`, `Abu Ghraib`: the two words are compared as one as well.
            if at + 1 < run.name.end && self.lexicon.names.joints.has(token.key) && !run.headline {
                self.joint(sentence, tokens, run, at, whole);
            }
        }
        if run
            .name
            .clone()
            .any(|at| tokens[at].span.len() == 2 && self.lexicon.names.joints.has(tokens[at].key))
        {
            for at in run.name.clone() {
                if tokens[at].span.len() < 3
                    && at + 1 < run.name.end
                    && self.lexicon.names.joints.has(tokens[at].key)
                {
                    self.joint(sentence, tokens, run, at, whole);
                }
            }
        }
        let only_placed = run.headline || run.uncertain && run.name.len() == 1;
        if !only_placed {
            self.name(text, whole, of);
        }
    }

    fn word(
        &mut self,
        sentence: u32,
        tokens: &[Token],
        run: &Run,
        at: usize,
        whole: Span,
        organisation: bool,
    ) -> NameType {
        let text = self.scan.text();
        let token = &tokens[at];
        let last = run.name.end - 1;
        let position = match (at == run.name.start, at == last) {
            (true, true) => Position::Sole,
            (true, false) => Position::First,
            (false, true) => Position::Last,
            (false, false) => Position::Inner,
        };
        let first = at == run.name.start;
        let uncertain = run.headline
            || first
                && run.uncertain
                && (run.name.len() == 1
                    // `Mark Vell` is a name wherever it stands.
                    || self.lexicon.dictionary.has(token.key)
                        && !self.lexicon.given_names.has(token.key));
        let place = Occurrence {
            span: token.span,
            run: whole,
            sentence,
            position,
            uncertain,
            capitals: token.capitals,
            posted: self.skipped.posts(whole),
        };
        let draft = self.draft(token.key);
        let from = draft.clues.len();
        let mut clues_of = std::mem::take(&mut draft.clues);
        draft.places.push(place);
        clues::clues(tokens, run, at, text, self.lexicon, &mut clues_of);
        let new = &clues_of[from..];
        let person = !organisation && new.iter().any(|clue| clues::is_person(clue, self.lexicon))
            || position == Position::First && !organisation && self.lexicon.given_names.has(token.key);
        let location = !person
            && !organisation
            && new.iter().any(|clue| matches!(clue.kind, ClueKind::Head | ClueKind::Preposition));
        let draft = self.draft(token.key);
        draft.clues = clues_of;
        draft.persons += u32::from(person);
        draft.locations += u32::from(location);
        draft.organisations += u32::from(organisation);
        if person {
            NameType::Person
        } else if organisation {
            NameType::Organisation
        } else if location {
            NameType::Place
        } else {
            NameType::Unknown
        }
    }

    /// Adds the words `at` and `at + 1` as one.
    fn joint(&mut self, sentence: u32, tokens: &[Token], run: &Run, at: usize, whole: Span) {
        let text = self.scan.text();
        let (a, b) = (&tokens[at], &tokens[at + 1]);
        if !matches!(b.gap, Gap::Space) || b.span.len() < 3 {
            return;
        }
        let span = Span { start: a.span.start, end: b.span.end };
        let place = Occurrence {
            span,
            run: whole,
            sentence,
            position: if at + 2 == run.name.end { Position::Last } else { Position::Inner },
            uncertain: false,
            capitals: a.capitals && b.capitals,
            posted: self.skipped.posts(whole),
        };
        let draft = self.draft(key(&text[span.range()]));
        draft.places.push(place);
        let mut clues_of = std::mem::take(&mut draft.clues);
        let narrow = Run { name: at + 1..run.name.end, ..run.clone() };
        clues::clues(tokens, &narrow, at + 1, text, self.lexicon, &mut clues_of);
        self.draft(key(&text[span.range()])).clues = clues_of;
    }

    fn draft(&mut self, key: u64) -> &mut Draft {
        let next = self.spellings.len();
        let index = *self.index.entry(key).or_insert(next);
        if index == next {
            self.spellings.push(Draft {
                key,
                places: Vec::new(),
                clues: Vec::new(),
                persons: 0,
                locations: 0,
                organisations: 0,
            });
        }
        &mut self.spellings[index]
    }

    fn name(&mut self, text: &str, span: Span, of: NameType) {
        let form = &text[span.range()];
        let next = self.names.len();
        let index = *self.name_index.entry(key(form)).or_insert(next);
        if index == next {
            self.names.push(Name { form: form.into(), of, mentions: Vec::new() });
        }
        let name = &mut self.names[index];
        if name.of == NameType::Unknown {
            name.of = of;
        }
        name.mentions.push(Mention { span });
    }

    /// Hands the facts over.
    pub(super) fn finish(self, facts: &mut FactSet) {
        let text = self.scan.text();
        facts.names = self.names;
        let mut folded = String::new();
        for mut draft in self.spellings {
            let certain = draft.places.iter().any(|place| !place.uncertain);
            let word = self.lexicon.dictionary.has(draft.key);
            if word && !certain {
                continue;
            }
            let shown = draft.places.iter().find(|place| !place.capitals).unwrap_or(&draft.places[0]);
            let form = &text[shown.span.range()];
            folded.clear();
            fold_into(form, &mut folded);
            folded.retain(|c| c.is_alphanumeric());
            // Names of three letters and fewer are compared with nothing: `Lee` and `Li` are two. A
            // first name is: `Jon` may be `John` before the same surname.
            let letters = folded.chars().count();
            let first = |place: &Occurrence| place.uncertain || place.position == Position::First;
            if letters < 3 || letters == 3 && !(certain && draft.places.iter().all(first)) {
                continue;
            }
            // The words apart are a spelling already where the first is one that is written so: `Abu Marjan`.
            let joint = || self.index.contains_key(&key(&form.replace('-', " ")));
            if form.contains('-') && certain && !form.starts_with("al-") && !joint() {
                apart(text, form, &folded, &draft, self.lexicon, &self.skipped, facts);
            }
            clues::tidy(&mut draft.clues);
            let of = match (draft.persons, draft.organisations, draft.locations) {
                (p, o, l) if p > 0 && p >= o && p >= l => NameType::Person,
                (_, o, l) if l > 0 && l >= o => NameType::Place,
                (_, o, _) if o > 0 => NameType::Organisation,
                _ => NameType::Unknown,
            };
            facts.spellings.push(Spelling {
                form: form.into(),
                folded: folded.as_str().into(),
                of,
                word,
                places: draft.places,
                clues: draft.clues,
            });
        }
    }
}

/// `Wright Phillips` beside `Wright-Phillips`: the words of a hyphenated name, written apart.
fn apart(
    text: &str,
    form: &str,
    folded: &str,
    draft: &Draft,
    lexicon: &Lexicon,
    skipped: &Skipped,
    facts: &mut FactSet,
) {
    // `a Free-for-All plan` and `a Vell-with-a-beard` join words, and not the words of a name.
    let named = form.split('-').all(|part| {
        let small = part.chars().next().is_some_and(char::is_lowercase);
        !small || lexicon.names.joints.contains(part) || !lexicon.dictionary.contains(part)
    });
    if !named || draft.places.iter().all(|place| text[place.span.end as usize..].starts_with('-')) {
        return;
    }
    let spaced = form.replace('-', " ");
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find(&spaced) {
        let (start, end) = (from + at, from + at + spaced.len());
        from = end;
        let whole = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        if whole(text[..start].chars().next_back()) && whole(text[end..].chars().next()) {
            let span = Span::new(start, end);
            if skipped.is_signed(span) {
                continue;
            }
            places.push(Occurrence {
                span,
                run: span,
                sentence: u32::MAX,
                uncertain: false,
                capitals: false,
                posted: skipped.posts(span),
                ..draft.places[0]
            });
        }
    }
    // Two words that are English may stand side by side by chance: `the Middle East`.
    // and `Boehner vs. Cruz` is two names.
    let chance = spaced.split(' ').all(|word| lexicon.dictionary.contains(word))
        || spaced.split(' ').any(|word| matches!(word, "v" | "vs" | "versus"));
    if !places.is_empty() && !chance {
        facts.spellings.push(Spelling {
            form: spaced.into(),
            folded: folded.into(),
            of: NameType::Unknown,
            word: false,
            places,
            clues: draft.clues.iter().filter(|c| c.kind != ClueKind::Joined).copied().collect(),
        });
    }
}
