//! Reasons, each with a name, why two spellings that look alike are two words.

use crate::lexicon::NameWords;

/// Why two spellings are two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Veto {
    /// `Turk`, `Turks`.
    Plural,
    /// `Ukraine`, `Ukrainian`.
    Demonym,
    /// `Ivanov`, `Ivanova`.
    Gender,
    /// `Alexandrov`, `Alexandrovo`: a place named after a person.
    PlaceFromPerson,
    /// `Roman`, `Romain`, `Romaine`; `Julie`, `Julia`.
    FrenchEnding,
    /// `II`, `III`.
    Numeral,
    /// Listed as distinct.
    Distinct,
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
    ("ov", "off"),
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
    ("", "shire"),
];

const FRENCH: &[(&str, &str)] = &[
    ("ain", "aine"),
    ("in", "ine"),
    ("ien", "ienne"),
    ("el", "elle"),
    ("et", "ette"),
    ("ian", "iane"),
    ("e", "a"),
    ("ie", "ia"),
    ("o", "a"),
    ("o", "i"),
];

/// Why `a` and `b`, folded, are two words, if anything says so. `places` are known not to be
/// persons, whose endings mean nothing.
pub(super) fn veto(a: &str, b: &str, lists: &NameWords, person: bool) -> Option<Veto> {
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
    let ends =
        |pairs: &[(&str, &str)], least: usize| pairs.iter().any(|&(x, y)| differ_by(a, b, x, y, least));
    if ends(DEMONYM, 4) && !(person && short_ending(a, b)) {
        return Some(Veto::Demonym);
    }
    if ends(GENDER, 3) {
        return Some(Veto::Gender);
    }
    if ends(PLACE, 3) {
        return Some(Veto::PlaceFromPerson);
    }
    if ends(FRENCH, 3) {
        return Some(Veto::FrenchEnding);
    }
    None
}

/// `Corolla` and `Corollan` may be one person; `Malaysia` and `Malaysian` are never one word.
fn short_ending(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    !short.ends_with(['a', 'i', 'o']) && long.len() - short.len() <= 1
}

fn differ_by(a: &str, b: &str, x: &str, y: &str, least: usize) -> bool {
    let one = |a: &str, b: &str| match (a.strip_suffix(x), b.strip_suffix(y)) {
        (Some(stem), Some(other)) => stem == other && stem.len() >= least.saturating_sub(x.len()),
        _ => false,
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
        veto(a, b, &Lexicon::shipped().names, false)
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
}
