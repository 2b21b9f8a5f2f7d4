//! Word files: the text as it will stand, insertions in and deletions out.
//!
//! The file's own properties (title, author, dates) are left alone: they are mostly those of the
//! template or of the computer, and a wrong date would move every weekday of the article.

use std::collections::BTreeMap;
use std::io::BufRead;

use crate::article::{Draft, ParagraphKind};

use super::archive::Archive;
use super::office::Manuscript;
use super::xml::Element;
use super::{Format, ReadOptions, RecordError, SourceError};

/// Word (`.docx`).
pub(super) struct Docx;

impl Format for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["docm", "docx"]
    }

    fn accepts(&self, head: &[u8], _options: &ReadOptions) -> bool {
        head.starts_with(b"PK\x03\x04") && memchr::memmem::find(head, b"word/").is_some()
    }

    fn read(
        &self,
        input: &mut dyn BufRead,
        _options: &ReadOptions,
        each: &mut dyn FnMut(Result<Draft, RecordError>),
    ) -> Result<(), SourceError> {
        let mut archive = Archive::read(input)?;
        let styles = match archive.part("word/styles.xml")? {
            Some(document) => style_names(document.root()),
            None => BTreeMap::new(),
        };
        let document = archive
            .part("word/document.xml")?
            .ok_or_else(|| SourceError::Content("no Word file: it has no `word/document.xml`".to_owned()))?;
        let mut reader = Reader { styles, manuscript: Manuscript::default() };
        if let Some(body) = document.root().child("body") {
            reader.blocks(body, ParagraphKind::Body);
        }
        each(Ok(reader.manuscript.finish()));
        Ok(())
    }
}

/// Names of styles by what paragraphs call them: `heading 1` is `berschrift1` in a German file.
fn style_names(styles: Element<'_>) -> BTreeMap<String, String> {
    let each = styles.children().filter(|e| e.name() == "style").filter_map(|style| {
        let name = style.child("name")?.attribute("val")?;
        Some((style.attribute("styleId")?.to_owned(), name.to_lowercase()))
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
                "p" => self.paragraph(element, base),
                "tbl" => self.blocks(element, ParagraphKind::Item),
                "del" | "moveFrom" | "sectPr" => {}
                // Rows, cells, content controls and insertions hold blocks.
                _ => self.blocks(element, base),
            }
        }
    }

    fn paragraph(&mut self, paragraph: Element<'_>, base: ParagraphKind) {
        let properties = paragraph.child("pPr");
        let style = properties.and_then(|p| p.child("pStyle")?.attribute("val")).unwrap_or("");
        let style = self.styles.get(style).cloned().unwrap_or_else(|| style.to_lowercase());
        let listed = properties.is_some_and(|p| p.child("numPr").is_some());
        self.runs(paragraph);
        // A deleted paragraph mark joins the paragraph to the next.
        let joined = properties.and_then(|p| p.child("rPr")?.child("del")).is_some();
        if !joined {
            self.manuscript.close(&style, if listed { ParagraphKind::Item } else { base });
        }
    }

    fn runs(&mut self, parent: Element<'_>) {
        for element in parent.children() {
            match element.name() {
                "t" => self.manuscript.push(&element.raw_text()),
                "tab" | "br" | "cr" if parent.name() == "r" => self.manuscript.push(" "),
                "noBreakHyphen" => self.manuscript.push("-"),
                "footnoteReference" | "endnoteReference" => self.manuscript.leave_out("footnote"),
                "commentReference" => self.manuscript.leave_out("comment"),
                "txbxContent" => self.manuscript.leave_out("text box"),
                // What is deleted, how things look, and what stands for older programs.
                "del" | "moveFrom" | "pPr" | "rPr" | "Fallback" => {}
                "r" if element.child("rPr").is_some_and(|p| p.child("vanish").is_some()) => {}
                _ => self.runs(element),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::archive::pack;
    use super::*;

    fn read(body: &str) -> Draft {
        let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
                      <w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
        let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
        let file = pack(&[("word/document.xml", &document), ("word/styles.xml", styles)]);
        let mut found = Vec::new();
        Docx.read(&mut file.as_slice(), &ReadOptions::default(), &mut |d| found.push(d.unwrap())).unwrap();
        found.remove(0)
    }

    fn words(draft: &Draft) -> Vec<(&str, ParagraphKind)> {
        draft.paragraphs.iter().map(|p| (&draft.text[p.span.range()], p.kind)).collect()
    }

    fn paragraph(style: &str, inner: &str) -> String {
        let style = if style.is_empty() {
            String::new()
        } else {
            format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>")
        };
        format!("<w:p>{style}\n{inner}</w:p>")
    }

    fn run(text: &str) -> String {
        format!("<w:r><w:rPr><w:b/></w:rPr>\n<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    }

    #[test]
    fn styles_say_what_a_paragraph_is() {
        use ParagraphKind::{Body, Heading, Item, Title};
        let body = paragraph("Titel", &run("Quay shut"))
            + &paragraph("Byline", &run("By Ann Ode"))
            + &paragraph("", &(run("The quay ") + &run("at Skelby &amp; its berth are shut.")))
            + &paragraph("berschrift1", &run("Divers"))
            + "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>One pile</w:t><w:br/><w:t>is cracked.</w:t></w:r></w:p>"
            + &format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph("", &run("Cell")));
        let draft = read(&body);
        let expected = [
            ("Quay shut", Title),
            ("The quay at Skelby & its berth are shut.", Body),
            ("Divers", Heading),
            ("One pile is cracked.", Item),
            ("Cell", Item),
        ];
        assert_eq!(words(&draft), expected);
        assert_eq!(draft.meta.author.as_deref(), Some("Ann Ode"));
    }

    #[test]
    fn the_final_view_is_read() {
        let inner = run("The quay is ")
            + "<w:del><w:r><w:delText>open</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
            + &format!("<w:ins>{}</w:ins>", run("shut"))
            + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            + "<w:r><w:footnoteReference/></w:r><w:r><w:commentReference/></w:r>"
            + "<w:r><AlternateContent><Choice><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></Choice>\
               <Fallback><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></Fallback></AlternateContent></w:r>"
            + &run(" today.");
        let draft = read(&paragraph("", &inner));
        assert_eq!(words(&draft), [("The quay is shut today.", ParagraphKind::Body)]);
        assert_eq!(draft.meta.notes, ["not read: 1 comment, 1 footnote, 1 text box"]);
    }

    #[test]
    fn a_deleted_paragraph_mark_joins() {
        let first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>The quay </w:t></w:r></w:p>";
        assert_eq!(
            words(&read(&(first.to_owned() + &paragraph("", &run("is shut.")))))[0].0,
            "The quay is shut."
        );
    }

    #[test]
    fn other_archives_are_refused() {
        let file = pack(&[("a.txt", "x")]);
        let error = Docx.read(&mut file.as_slice(), &ReadOptions::default(), &mut |_| {}).unwrap_err();
        assert!(error.to_string().contains("no Word file"));
    }
}
