//! What the fuzz targets share: reading bytes, and what must hold for every article that comes out.

use std::io::{Cursor, Write};

use copydesk::article::{Article, Part, Standing};
use copydesk::source::{Input, ReadOptions, read_bytes};

/// Reads `bytes` as a file of the format, whatever they look like.
pub fn read_as(format: &'static str, bytes: &[u8]) {
    articles(Some(copydesk::source::format_name(format).expect("a known format")), "in", bytes);
}

/// Reads `bytes` as the file `name`, its format told as ever.
pub fn read(name: &str, bytes: &[u8]) {
    articles(None, name, bytes);
}

/// The articles in `bytes`, each looked at.
pub fn articles(format: Option<&'static str>, name: &str, bytes: &[u8]) -> Vec<Article> {
    let options = ReadOptions { format, ..ReadOptions::default() };
    let input = Input { path: None, shown: name.into(), standing: Standing::Subject, named: true };
    let mut found = Vec::new();
    let outcome = read_bytes(&input, bytes, &options, &mut |article| found.push(article));
    for unread in &outcome.unread {
        assert!(!unread.reason.is_empty() && !unread.reason.contains(char::is_control), "{unread:?}");
    }
    found.iter().for_each(holds);
    found
}

/// Paragraphs stand in order and apart, and lead back to whole characters of the file.
fn holds(article: &Article) {
    let mut before = 0;
    for paragraph in article.paragraphs() {
        assert!(paragraph.span.start >= before, "paragraphs overlap");
        before = paragraph.span.end;
        let words = article.slice(paragraph.span);
        assert_eq!(words.trim(), words, "white space round a paragraph");
        let place = article.locate(paragraph.span);
        let part = article.part(place.part);
        assert!(part.get(place.start as usize..place.end as usize).is_some(), "{place:?} leads nowhere");
        assert!(place.part == Part::Title || place.start <= place.end);
    }
    for comment in article.comments() {
        assert!(article.part(Part::Text).get(comment.at.range()).is_some(), "a comment stands nowhere");
    }
    article.front();
    article.word_count();
}

/// A ZIP archive of these files; names that it can't hold are left out.
pub fn pack(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options =
            zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        if writer.start_file(*name, options).is_ok() {
            writer.write_all(content).expect("memory takes all");
        }
    }
    writer.finish().expect("memory takes all").into_inner()
}
