//! What stays the same of a finding while the copy round it changes.

use xxhash_rust::xxh3::xxh3_64;

/// A hash of the rule and the values in conflict, as 16 hexadecimal digits. `values` may come in
/// any order.
pub fn fingerprint(rule: &str, values: &[String]) -> String {
    let mut sorted: Vec<&str> = values.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let mut text = rule.to_owned();
    for value in sorted {
        text.push('\0');
        text.push_str(value);
    }
    format!("{:016x}", xxh3_64(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_and_boundaries_do() {
        let print =
            |values: &[&str]| fingerprint("r", &values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>());
        assert_eq!(print(&["a", "b"]), print(&["b", "a"]));
        assert_ne!(print(&["ab", ""]), print(&["a", "b"]));
    }
}
