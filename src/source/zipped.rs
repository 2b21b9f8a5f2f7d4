//! ZIP archives of articles. Nothing is unpacked to the disk.

use std::io::{BufRead, Cursor, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::read::ZipFile;

use super::detect::ending_of;
use super::{Format, LARGEST_TEXT, ReadOptions, SourceError, docx, odt, packed};

/// The ending of such files.
pub(super) const ENDING: &str = "zip";

/// An archive with more files than this is no delivery of copy.
const MOST_FILES: usize = 100_000;

/// A file in an archive.
pub(super) enum Member {
    /// Its bytes.
    File(Vec<u8>),
    /// Why it can't be read.
    Unread(String),
}

/// Whether a file with this path that begins so is an archive of files, rather than a word
/// processor's.
pub(super) fn is_folder(path: &Path, head: &[u8], options: &ReadOptions) -> bool {
    let offices: [&dyn Format; 2] = [&docx::Docx, &odt::Odt];
    let ending = ending_of(path).unwrap_or_default();
    (head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06"))
        && !offices.iter().any(|office| {
            office.accepts(head, options)
                || office.endings().contains(&&*ending)
                || options.format == Some(office.name())
        })
}

/// Hands over each file of the archive with its path in it, sorted by path. Hidden files and what
/// macOS adds are left out, as in a folder.
///
/// # Errors
/// When the archive can't be read.
pub(super) fn members(
    input: &mut dyn BufRead,
    each: &mut dyn FnMut(&str, Member),
) -> Result<(), SourceError> {
    let mut bytes = Vec::new();
    input.take(LARGEST_TEXT).read_to_end(&mut bytes)?;
    // What all files unpack to together counts: a bomb may be many small ones.
    let mut left = packed::limit(bytes.len() as u64);
    let mut zip = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| SourceError::Content(format!("no ZIP archive: {error}")))?;
    if zip.len() > MOST_FILES {
        return Err(SourceError::Content(format!("an archive of over {MOST_FILES} files")));
    }
    let name_of = |at| match zip.name_for_index(at)? {
        Ok(name) => Some((name.into_owned(), at)),
        Err(_) => Some((format!("(file {})", at + 1), at)),
    };
    let mut names: Vec<(String, usize)> = (0..zip.len()).filter_map(name_of).collect();
    names.sort();
    for (name, at) in names {
        let hidden =
            name.split('/').any(|part| part == "__MACOSX" || part.starts_with('.') && part.len() > 2);
        if name.ends_with('/') || hidden {
            continue;
        }
        let member = match zip.by_index(at) {
            Ok(file) => unpack(file, &mut left),
            Err(error) => Member::Unread(error.to_string()),
        };
        let spent = left == 0;
        each(&name, member);
        if spent {
            break;
        }
    }
    Ok(())
}

fn unpack(file: ZipFile<'_, Cursor<Vec<u8>>>, left: &mut u64) -> Member {
    if file.enclosed_name().is_none() {
        return Member::Unread("its path leads out of the archive".to_owned());
    }
    if file.is_symlink() {
        return Member::Unread("a link, not a file".to_owned());
    }
    let mut bytes = Vec::new();
    if let Err(error) = file.take(*left + 1).read_to_end(&mut bytes) {
        return Member::Unread(format!("it can't be unpacked: {error}"));
    }
    let size = bytes.len() as u64;
    if size > *left {
        *left = 0;
        return Member::Unread(
            "the archive unpacks to over 100 times its size: the rest is not read".to_owned(),
        );
    }
    *left -= size;
    Member::File(bytes)
}

#[cfg(test)]
mod tests {
    use super::super::archive::pack;
    use super::super::{Input, read_bytes};
    use super::*;
    use crate::article::Standing;

    fn read(bytes: &[u8]) -> (Vec<(String, String)>, super::super::Outcome) {
        let mut found = Vec::new();
        let input = Input { path: None, shown: "wire.zip".into(), standing: Standing::Subject, named: true };
        let outcome = read_bytes(&input, bytes, &ReadOptions::default(), &mut |article| {
            found.push((article.path.to_string(), article.text().to_owned()));
        });
        (found, outcome)
    }

    #[test]
    fn an_archive_is_read_as_the_folder_it_holds() {
        let inner = pack(&[("deep.txt", "Deep copy.")]);
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let files: [(&str, &[u8]); 6] = [
            ("b/a.md", b"Copy."),
            (
                "a.html",
                b"<html><body><p>The quay at Skelby is shut, the harbour board said.</p></body></html>",
            ),
            ("b/.hidden.txt", b"No."),
            ("__MACOSX/a.html", b"No."),
            ("map.png", b"\x89PNG"),
            ("old.zip", &inner),
        ];
        for (name, content) in files {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, content).unwrap();
        }
        let (found, outcome) = read(&writer.finish().unwrap().into_inner());
        let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["wire.zip/a.html", "wire.zip/b/a.md", "wire.zip/old.zip/deep.txt"]);
        assert_eq!(outcome.passed_over.get("png"), Some(&1));
        assert_eq!(outcome.unread, []);
    }

    #[test]
    fn a_path_that_leads_out_is_named_and_the_rest_read() {
        let (found, outcome) = read(&pack(&[("../up.txt", "No."), ("a.txt", "Copy.")]));
        assert_eq!(found.len(), 1);
        assert_eq!(outcome.unread[0].path, "wire.zip/../up.txt");
        assert!(outcome.unread[0].reason.contains("leads out"));
    }

    #[test]
    fn a_bomb_of_many_files_and_archives_without_end_are_refused() {
        let blank = " ".repeat(300 << 10);
        let names: Vec<String> = (0..20).map(|n| format!("{n}.txt")).collect();
        let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), &*blank)).collect();
        let (_, outcome) = read(&pack(&parts));
        assert!(outcome.unread[0].reason.contains("100 times"), "{:?}", outcome.unread);
        let mut file = pack(&[("a.txt", "Copy.")]);
        for _ in 0..6 {
            let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
            writer.start_file("in.zip", zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut writer, &file).unwrap();
            file = writer.finish().unwrap().into_inner();
        }
        let (found, outcome) = read(&file);
        assert!(found.is_empty() && outcome.unread[0].reason.contains("inside one another"));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_an_archive_or_an_error(bytes: Vec<u8>) {
            let _ = read(&[b"PK\x03\x04".as_slice(), &bytes].concat());
        }
    }
}
