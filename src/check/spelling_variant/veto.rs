//! Reasons, each with a name, why two spellings that look alike are two words.

use crate::lexicon::{NameWords, named};

named! {
    /// Why two spellings are two words; the kind's page has a part for each.
    pub(super) enum Veto (#[cfg(test)] ALL, #[cfg(test)] name) {
        /// `Turk`, `Turks`.
        Plural = "plural",
        /// `Ukraine`, `Ukrainian`.
        Demonym = "demonym",
        /// `Ivanov`, `Ivanova`.
        Gender = "gender",
        /// `Alexandrov`, `Alexandrovo`: a place named after a person.
        PlaceFromPerson = "place-from-person",
        /// `Roman`, `Romain`, `Romaine`; `Julie`, `Julia`.
        FrenchEnding = "french-ending",
        /// `Pete`, `Peter`; `Julie`, `Julia`.
        GivenName = "given-name",
        /// `al-Balawi`, `Balawi`.
        Article = "article",
        /// `II`, `III`.
        Numeral = "numeral",
        /// Listed as distinct.
        Distinct = "distinct",
    }
}

/// Whether two words are given names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// Not both.
    No,
    /// Both.
    Alone,
    /// Both, with one surname after them in one article.
    OneSurname,
}

/// Endings of which one makes another word of the other; the stem before them is the same.
const DEMONYM: &[(&str, &str)] = &[
    ("", "n"),
    ("", "an"),
    ("", "ns"),
    ("", "ans"),
    ("", "ian"),
    ("", "ians"),
    ("", "ese"),
    ("", "ish"),
    ("", "i"),
    ("", "is"),
    ("", "er"),
    ("", "ers"),
    ("", "ic"),
    ("", "ist"),
    ("", "ists"),
    ("", "ite"),
    ("", "ites"),
    ("", "ism"),
    ("", "ean"),
    ("", "eans"),
    ("a", "ese"),
    ("a", "ian"),
    ("a", "ians"),
    ("a", "ish"),
    ("a", "ean"),
    ("o", "an"),
    ("o", "ans"),
    ("o", "ese"),
    ("o", "ian"),
    ("y", "ian"),
    ("y", "ish"),
    ("e", "ian"),
    ("e", "ians"),
    ("e", "ese"),
    ("e", "ish"),
    ("e", "i"),
    ("es", "ian"),
    ("ia", "ish"),
    ("ina", "ine"),
    ("ina", "ines"),
    ("ilia", "ilian"),
    ("ine", "ines"),
    ("h", "n"),
    ("h", "ns"),
    ("n", "ns"),
    ("a", "s"),
    ("ia", "s"),
    ("ia", "an"),
    ("land", "lander"),
    ("land", "ish"),
    ("ian", "ians"),
    ("c", "cs"),
    ("co", "can"),
    ("ce", "can"),
    ("t", "tism"),
    ("", "ship"),
    ("n", "s"),
];

/// Endings of a surname for a man and for a woman.
const GENDER: &[(&str, &str)] = &[
    ("ov", "ova"),
    ("ev", "eva"),
    ("yov", "yova"),
    ("ow", "owa"),
    ("ew", "ewa"),
    ("in", "ina"),
    ("yn", "yna"),
    ("sky", "skaya"),
    ("ski", "ska"),
    ("sky", "ska"),
    ("skyi", "ska"),
    ("skiy", "skaya"),
    ("ckij", "cka"),
    ("cki", "cka"),
    ("iy", "aya"),
    ("yi", "aya"),
    ("y", "aya"),
    ("y", "a"),
    ("i", "a"),
    ("", "ova"),
    ("a", "ova"),
    ("ek", "kova"),
    ("off", "ova"),
    ("vich", "vna"),
    ("ovich", "ovna"),
    ("is", "iene"),
    ("s", "a"),
    ("as", "a"),
    ("", "dottir"),
    ("son", "dottir"),
    ("os", "ou"),
    ("is", "i"),
    ("as", "a"),
    ("ov", "ovna"),
];

const PLACE: &[(&str, &str)] = &[
    ("ov", "ovo"),
    ("ev", "evo"),
    ("in", "ino"),
    ("ov", "ovka"),
    ("ev", "evka"),
    ("in", "inka"),
    ("in", "insk"),
    ("", "sk"),
    ("", "ka"),
    ("", "ville"),
    ("", "burg"),
    ("", "grad"),
    ("", "abad"),
    ("", "stan"),
    ("", "pur"),
    ("", "ton"),
    ("", "ford"),
    ("", "ice"),
    ("", "owo"),
    ("a", "ino"),
    ("", "iy"),
    ("", "yy"),
    ("", "oye"),
    ("", "oe"),
    ("", "aya"),
    ("", "shire"),
];

const FRENCH: &[(&str, &str)] =
    &[("ain", "aine"), ("in", "ine"), ("ien", "ienne"), ("el", "elle"), ("et", "ette"), ("ian", "iane")];

/// Of given names only: `Julie` and `Julia` are two women, `Mario` and `Maria` a man and a woman.
const GIVEN: &[(&str, &str)] = &[("e", "a"), ("ie", "ia"), ("o", "a"), ("o", "i"), ("", "a")];

/// Of given names only: endings by which they are two unless one surname follows both.
const GIVEN_ALONE: &[(&str, &str)] = &[("", "e"), ("", "o"), ("", "y"), ("", "ie"), ("", "er")];

/// Why `a` and `b`, folded, are two words, if anything says so. `person` says that
/// both are persons, whose names are not demonyms; `given` whether both are given names.
pub(super) fn veto(a: &str, b: &str, lists: &NameWords, person: bool, given: Given) -> Option<Veto> {
    if lists.distinct(a, b) {
        return Some(Veto::Distinct);
    }
    if a.strip_prefix(b).or_else(|| b.strip_prefix(a)) == Some("s")
        || a.strip_prefix(b).or_else(|| b.strip_prefix(a)) == Some("es")
    {
        return Some(Veto::Plural);
    }
    if numeral(a, b) {
        return Some(Veto::Numeral);
    }
    let common = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    let ends = |pairs: &[(&str, &str)], least: usize| {
        pairs.iter().any(|&(x, y)| differ_by(a, b, common, x, y, least))
    };
    if ends(DEMONYM, 4) && !person {
        return Some(Veto::Demonym);
    }
    if ends(GENDER, 3) {
        return Some(Veto::Gender);
    }
    if ends(PLACE, 3) {
        return Some(Veto::PlaceFromPerson);
    }
    if a.strip_prefix("al") == Some(b) || b.strip_prefix("al") == Some(a) {
        return Some(Veto::Article);
    }
    let alone = given == Given::Alone;
    if (given != Given::No && ends(GIVEN, 3)) || (alone && ends(GIVEN_ALONE, 3)) {
        return Some(Veto::GivenName);
    }
    if ends(FRENCH, 3) && (!person || given != Given::No) {
        return Some(Veto::FrenchEnding);
    }
    None
}

/// Whether the two are one stem with the endings `x` and `y`, either way round; `common` letters
/// at their beginning are the same.
fn differ_by(a: &str, b: &str, common: usize, x: &str, y: &str, least: usize) -> bool {
    let one = |a: &str, b: &str| {
        let stem = a.len().wrapping_sub(x.len());
        stem == b.len().wrapping_sub(y.len())
            && stem <= common
            && stem + x.len() >= least
            && a.ends_with(x)
            && b.ends_with(y)
    };
    one(a, b) || one(b, a)
}

fn numeral(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (x, y) = (digits(a), digits(b));
    x != y
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    fn of(a: &str, b: &str) -> Option<Veto> {
        veto(a, b, &Lexicon::shipped().names, false, Given::No)
    }

    #[test]
    fn words_made_from_a_name_are_not_its_variants() {
        assert_eq!(of("turk", "turks"), Some(Veto::Plural));
        assert_eq!(of("ukraine", "ukrainian"), Some(Veto::Demonym));
        assert_eq!(of("marinov", "marinova"), Some(Veto::Gender));
        assert_eq!(of("marinov", "marinovo"), Some(Veto::PlaceFromPerson));
        assert_eq!(of("romain", "romaine"), Some(Veto::FrenchEnding));
        assert_eq!(of("iran", "iraq"), Some(Veto::Distinct));
        assert_eq!(of("balakliya", "balaklyia"), None);
    }

    #[test]
    fn a_letter_at_the_end_of_a_given_name_is_a_slip_before_one_surname() {
        let of = |a, b, given| veto(a, b, &Lexicon::shipped().names, true, given);
        assert_eq!(of("david", "davide", Given::Alone), Some(Veto::GivenName));
        assert_eq!(of("david", "davide", Given::OneSurname), None);
        assert_eq!(of("julie", "julia", Given::OneSurname), Some(Veto::Distinct));
        assert_eq!(of("mauro", "maura", Given::OneSurname), Some(Veto::GivenName));
    }
}
