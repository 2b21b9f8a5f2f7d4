//! Plain text: one article a file, offsets are those of the decoded file.

use std::io::BufRead;

use crate::article::Draft;

use super::{Format, ReadOptions, RecordError, SourceError, decode, paragraphs};

/// Plain text, and any named file that nothing else takes.
pub(super) struct PlainText;

impl Format for PlainText {
    fn name(&self) -> &'static str {
        "plain-text"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["text", "txt"]
    }

    fn accepts(&self, _head: &[u8], _options: &ReadOptions) -> bool {
        true
    }

    fn is_a_guess(&self) -> bool {
        true
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        _options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let text = decode::read_text(input)?;
        let paragraphs = paragraphs::split(&text, true);
        each(Ok(Draft { text, paragraphs, ..Draft::default() }));
        Ok(())
    }
}
