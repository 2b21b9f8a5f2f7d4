//! Files that are compressed (`.gz`): read as what they hold.

use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;

use super::HEAD;
use super::detect::ending_of;

/// Text packs some ten to one. What unpacks to far more than that is made to fill the memory.
const LARGEST_RATIO: u64 = 100;

/// So much is unpacked whatever the file's size; less in tests, which have to make it first.
const ALWAYS: u64 = if cfg!(test) { 1 << 20 } else { 64 << 20 };

/// Whether a file that begins so is compressed.
pub(super) fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&[0x1f, 0x8b])
}

/// The path of what a compressed file holds: its own without `.gz`.
pub(super) fn inner_path(path: &Path) -> PathBuf {
    if ending_of(path).is_some_and(|ending| ending == "gz") { path.with_extension("") } else { path.into() }
}

/// Unpacks `reader`, a file of `size` bytes; an unknown size is taken for a small one.
pub(super) fn unpack<'a>(reader: &'a mut dyn BufRead, size: Option<u64>) -> impl BufRead + 'a {
    let left = limit(size.unwrap_or(0));
    BufReader::with_capacity(HEAD, Limited { inner: MultiGzDecoder::new(reader), left })
}

/// The beginning of what a file that begins with `head` holds: unpacked where it is compressed.
pub(super) fn head(head: &mut &[u8]) -> Vec<u8> {
    if !is_gzip(head) {
        return head.to_vec();
    }
    let mut inner = Vec::new();
    // The beginning of a packed file breaks off, which is no error here.
    let _ = unpack(head, None).take(HEAD as u64).read_to_end(&mut inner);
    inner
}

/// How much a file of `size` bytes may unpack to.
pub(super) fn limit(size: u64) -> u64 {
    ALWAYS.saturating_add(size.saturating_mul(LARGEST_RATIO))
}

struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let over = || io::Error::other("it unpacks to over 100 times its size: this is no text");
        self.left = self.left.checked_sub(read as u64).ok_or_else(over)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn pack(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn what_is_packed_is_read_and_two_parts_are_one() {
        let both = [pack(b"Copy "), pack(b"and more.")].concat();
        let mut text = String::new();
        unpack(&mut both.as_slice(), Some(both.len() as u64)).read_to_string(&mut text).unwrap();
        assert_eq!(text, "Copy and more.");
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = pack(&vec![b' '; 4 << 20]);
        let mut text = Vec::new();
        let error = unpack(&mut bomb.as_slice(), Some(bomb.len() as u64)).read_to_end(&mut text).unwrap_err();
        assert!(error.to_string().contains("100 times"));
        assert!((text.len() as u64) < ALWAYS + LARGEST_RATIO * bomb.len() as u64 + (HEAD as u64));
    }

    #[test]
    fn a_file_that_breaks_off_is_an_error() {
        let packed = pack(b"Copy that is long enough to be cut.");
        let mut text = String::new();
        assert!(unpack(&mut &packed[..packed.len() - 9], None).read_to_string(&mut text).is_err());
    }
}
