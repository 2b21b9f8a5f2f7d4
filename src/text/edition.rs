//! The language that a path names, as site generators lay out their files: `story.de.md`, `de/story.md`,
//! `story-de.md`.

use super::language_named;

/// What a path says about the language of its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The language, where the path names one; its English name.
    pub language: Option<&'static str>,
    /// The path without it: what the files of one story in several languages share.
    pub story: String,
}

/// Reads `path`. A name of a file goes before names of folders, and of these the last; `it/` and `no/` are folders
/// of many other things, so only what two files differ in says something.
pub fn edition(path: &str) -> Edition {
    let (folder, file) = path.rsplit_once('/').map_or(("", path), |(folder, file)| (folder, file));
    let within = |name: String| if folder.is_empty() { name } else { format!("{folder}/{name}") };
    if let Some((name, ending)) = file.rsplit_once('.') {
        if let Some((base, tag)) = name.rsplit_once('.')
            && let Some(language) = tagged(tag)
        {
            return Edition { language: Some(language), story: within(format!("{base}.{ending}")) };
        }
        // No file is called `story-` with nothing behind it, so these meet each other only.
        if let Some((base, tag)) = name.rsplit_once(['-', '_'])
            && let Some(language) = tagged(tag)
        {
            return Edition { language: Some(language), story: within(format!("{base}-.{ending}")) };
        }
    }
    let mut folders: Vec<&str> = folder.split('/').collect();
    let found = (0..folders.len()).rev().find_map(|at| Some((at, tagged(folders[at])?)));
    let Some((at, language)) = found else { return Edition { language: None, story: path.to_owned() } };
    folders.remove(at);
    folders.push(file);
    Edition { language: Some(language), story: folders.join("/") }
}

/// The language of a tag as paths have them: with a region or a script perhaps, and no name in full.
fn tagged(tag: &str) -> Option<&'static str> {
    let (code, _) = tag.split_once(['-', '_']).unwrap_or((tag, ""));
    (code.len() == 2).then(|| language_named(tag))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(path: &str) -> (Option<&'static str>, String) {
        let Edition { language, story } = edition(path);
        (language, story)
    }

    #[test]
    fn files_of_one_story_share_what_is_left() {
        let of = |language, path: &str| (language, path.to_owned());
        assert_eq!(story("in/quay.md"), of(None, "in/quay.md"));
        assert_eq!(story("in/quay.de.md"), of(Some("German"), "in/quay.md"));
        assert_eq!(story("in/quay.pt-br.md"), of(Some("Portuguese"), "in/quay.md"));
        assert_eq!(story("content/de/quay.md"), of(Some("German"), "content/quay.md"));
        assert_eq!(story("content/en/2024/quay.md"), of(Some("English"), "content/2024/quay.md"));
        assert_eq!(story("quay-en.md").1, story("quay-fr.md").1);
        assert_eq!(story("fr/quay.md").1, "quay.md");
    }

    #[test]
    fn other_names_are_left_alone() {
        for path in ["quay.v2.md", "quay-2.md", "wire/quay.md", "quay", "news.old/quay.md", "quay.german.md"]
        {
            assert_eq!(story(path), (None, path.to_owned()));
        }
        assert_ne!(story("quay-en.md").1, "quay.md");
    }
}
