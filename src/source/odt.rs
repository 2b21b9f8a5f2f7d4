//! OpenDocument text: the text as it will stand, insertions in and deletions out.

use std::collections::BTreeMap;
use std::io::BufRead;

use crate::article::{Draft, ParagraphKind};

use super::archive::Archive;
use super::office::Manuscript;
use super::xml::{Element, Part};
use super::{Format, ReadOptions, RecordError, SourceError};

/// OpenDocument (`.odt`).
pub(super) struct Odt;

impl Format for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["odt"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        head.starts_with(b"PK\x03\x04") && memchr::memmem::find(head, b"opendocument.text").is_some()
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        _options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let document = Archive::read(input)?.part("content.xml")?.ok_or_else(|| {
            SourceError::Content("no OpenDocument file: it has no `content.xml`".to_owned())
        })?;
        let mut reader = Reader { styles: parents(document.root()), manuscript: Manuscript::default() };
        if let Some(text) = document.root().child("body").and_then(|body| body.child("text")) {
            reader.blocks(text, ParagraphKind::Body);
        }
        each(Ok(reader.manuscript.finish()));
        Ok(())
    }
}

/// The named style behind each automatic one.
fn parents(root: Element<'_>) -> BTreeMap<String, String> {
    let styles =
        root.child("automatic-styles").into_iter().flat_map(|styles| styles.children().collect::<Vec<_>>());
    let each = styles.filter_map(|style| {
        Some((style.attribute("name")?.to_owned(), style.attribute("parent-style-name")?.to_owned()))
    });
    each.collect()
}

struct Reader {
    styles: BTreeMap<String, String>,
    manuscript: Manuscript,
}

impl Reader {
    fn blocks(&mut self, parent: Element<'_>, base: ParagraphKind) {
        for element in parent.children() {
            match element.name() {
                name @ ("p" | "h") => {
                    self.runs(element);
                    let style = element.attribute("style-name").unwrap_or("");
                    let style = self.styles.get(style).map_or(style, String::as_str);
                    let style = if name == "h" && style != "Title" { "heading" } else { style };
                    // Spaces in the names of styles are written `_20_`.
                    self.manuscript.close(&style.replace("_20_", " ").to_lowercase(), base);
                }
                "list" | "table" => self.blocks(element, ParagraphKind::Item),
                // Deleted text is kept in front of the copy.
                "tracked-changes" | "sequence-decls" | "forms" => {}
                "frame" | "custom-shape" => self.frame(element),
                _ => self.blocks(element, base),
            }
        }
    }

    fn runs(&mut self, parent: Element<'_>) {
        for part in parent.parts() {
            let element = match part {
                Part::Text(text) => {
                    // White space in the file is one space; others are written as elements.
                    let lead = text.starts_with(char::is_whitespace);
                    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    let tail = !words.is_empty() && text.ends_with(char::is_whitespace);
                    self.manuscript.push(if lead { " " } else { "" });
                    self.manuscript.push(&words);
                    self.manuscript.push(if tail { " " } else { "" });
                    continue;
                }
                Part::Element(element) => element,
            };
            match element.name() {
                "s" | "tab" | "line-break" => self.manuscript.push(" "),
                "note" => self.manuscript.leave_out("footnote"),
                "annotation" => self.manuscript.leave_out("comment"),
                "annotation-end" | "ruby-text" => {}
                "frame" | "custom-shape" => self.frame(element),
                _ => self.runs(element),
            }
        }
    }

    fn frame(&mut self, frame: Element<'_>) {
        if frame.find("p").is_some() {
            self.manuscript.leave_out("text box");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::pack;
    use super::*;

    fn read(body: &str) -> Draft {
        let content = format!(
            "<o:document-content xmlns:o=\"o\"><o:automatic-styles><s:style s:name=\"P1\" s:parent-style-name=\"Title\"/>\
             </o:automatic-styles><o:body><o:text>{body}</o:text></o:body></o:document-content>"
        );
        let file = pack(&[("content.xml", &content)]);
        let mut found = Vec::new();
        Odt.read(&mut file.as_slice(), &ReadOptions::default(), &mut |d| found.push(d.unwrap())).unwrap();
        found.remove(0)
    }

    fn words(draft: &Draft) -> Vec<(&str, ParagraphKind)> {
        draft.paragraphs.iter().map(|p| (&draft.text[p.span.range()], p.kind)).collect()
    }

    #[test]
    fn the_final_view_is_read_with_its_styles() {
        use ParagraphKind::{Body, Heading, Item, Title};
        let draft = read(
            "<t:tracked-changes><t:deletion><t:p>open</t:p></t:deletion></t:tracked-changes>\
             <t:p t:style-name=\"P1\">Quay shut</t:p><t:p>The <t:span>quay</t:span><t:s/>at\n Skelby<t:change/> is shut<t:note><t:note-body>\
             <t:p>No.</t:p></t:note-body></t:note><o:annotation><t:p>Sure?</t:p></o:annotation>.</t:p>\
             <t:h t:style-name=\"Heading_20_2\">Divers</t:h><t:list><t:list-item><t:p>One pile.</t:p></t:list-item></t:list>\
             <t:p>End.<d:frame><d:text-box><t:p>Box</t:p></d:text-box></d:frame></t:p>",
        );
        let expected = [
            ("Quay shut", Title),
            ("The quay at Skelby is shut.", Body),
            ("Divers", Heading),
            ("One pile.", Item),
            ("End.", Body),
        ];
        assert_eq!(words(&draft), expected);
        assert_eq!(draft.meta.notes, ["not read: 1 comment, 1 footnote, 1 text box"]);
    }

    #[test]
    fn a_short_first_line_without_style_is_the_headline() {
        let draft = read("<t:p>Quay shut</t:p><t:p>It opens on Monday.</t:p>");
        assert_eq!(words(&draft)[0].1, ParagraphKind::Title);
    }
}
