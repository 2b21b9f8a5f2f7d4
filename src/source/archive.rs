//! Parts of a ZIP file that an office program wrote. Nothing is unpacked to the disk.

use std::io::{BufRead, Cursor, Read};

use zip::ZipArchive;

use super::xml::{self, Document};
use super::{LARGEST_TEXT, SourceError, packed};

/// An office file, in memory.
pub(super) struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    /// How much a part may unpack to.
    most: u64,
}

impl Archive {
    /// Reads the file.
    ///
    /// # Errors
    /// When it is no ZIP file.
    pub(super) fn read(input: &mut dyn BufRead) -> Result<Self, SourceError> {
        let mut bytes = Vec::new();
        input.take(LARGEST_TEXT).read_to_end(&mut bytes)?;
        let most = packed::limit(bytes.len() as u64);
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| SourceError::Content(format!("no office file: {error}")))?;
        Ok(Self { zip, most })
    }

    /// The XML of a part; none where the file has no such part.
    ///
    /// # Errors
    /// When the part can't be unpacked or is no XML.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Document>, SourceError> {
        let content =
            |error: &dyn std::fmt::Display| SourceError::Content(format!("`{name}` in it: {error}"));
        let mut bytes = Vec::new();
        match self.zip.by_name(name) {
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(content(&error)),
            Ok(part) => part.take(self.most + 1).read_to_end(&mut bytes).map_err(|error| content(&error))?,
        };
        if bytes.len() as u64 > self.most {
            return Err(content(&"it unpacks to over 100 times its size"));
        }
        xml::read(&mut bytes.as_slice()).map(Some).map_err(|error| content(&error))
    }
}

#[cfg(test)]
pub(super) fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_by_name() {
        let file = pack(&[("a.xml", "<a>x</a>"), ("b.xml", "<b>")]);
        let mut archive = Archive::read(&mut file.as_slice()).unwrap();
        assert_eq!(archive.part("a.xml").unwrap().unwrap().root().name(), "a");
        assert!(archive.part("b.xml").unwrap_err().to_string().starts_with("`b.xml` in it: no XML"));
        assert!(archive.part("c.xml").unwrap().is_none());
    }

    #[test]
    fn a_bomb_and_a_broken_file_are_refused() {
        let bomb = pack(&[("a.xml", &" ".repeat(4 << 20))]);
        let mut archive = Archive::read(&mut bomb.as_slice()).unwrap();
        assert!(archive.part("a.xml").unwrap_err().to_string().contains("100 times"));
        assert!(Archive::read(&mut &bomb[..bomb.len() / 2]).is_err());
        assert!(Archive::read(&mut &b"PK\x03\x04"[..]).is_err());
    }
}
