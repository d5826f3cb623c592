//! Looks at everything in a project and says what it found.

use super::folder::Folder;
use super::journal;
use crate::text::offset::is_grapheme_boundary;

/// Something a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether something is wrong; otherwise it is only worth knowing.
    pub is_error: bool,
    /// What, where, and what to do about it.
    pub text: String,
}

/// What a check found, and how much it looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings, in the order of the project's files.
    pub findings: Vec<Finding>,
    /// How many articles were looked at.
    pub articles: usize,
    /// How many layers.
    pub layers: usize,
    /// How many spans.
    pub spans: usize,
    /// How many journal records.
    pub records: usize,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.iter().all(|finding| !finding.is_error)
    }

    fn error(&mut self, text: String) {
        self.findings.push(Finding {
            is_error: true,
            text,
        });
    }

    fn note(&mut self, text: String) {
        self.findings.push(Finding {
            is_error: false,
            text,
        });
    }
}

/// Reads every file of a project and compares what they say of each other. Writes nothing.
#[must_use]
pub fn check(folder: &Folder) -> Report {
    let mut report = Report::default();
    let project = match folder.project() {
        Ok(project) => project,
        Err(error) => {
            report.error(error.to_string());
            return report;
        }
    };
    for meta in folder.metas() {
        let meta = match meta {
            Ok(meta) => meta,
            Err(error) => {
                report.error(error.to_string());
                continue;
            }
        };
        report.articles += 1;
        match folder.text(&meta.id) {
            Err(error) => report.error(error.to_string()),
            Ok(text) if text.hash() != meta.text_sha256 => {
                let crlf = if text.as_str().contains('\r') {
                    "; its line ends were changed to CRLF, as by a tool; change them back to LF"
                } else {
                    "; restore it from a copy"
                };
                report.error(format!("{}: the text has been changed{crlf}", meta.id));
            }
            Ok(_) => {}
        }
    }
    for (annotator, _) in folder.annotators() {
        match journal::read(&folder.annotator_path(&annotator).join("journal"), false) {
            Err(error) => report.error(error.to_string()),
            Ok((records, remarks)) => {
                report.records += records.len();
                for remark in remarks {
                    report.error(remark.details);
                }
            }
        }
        for id in folder.layers_of(&annotator) {
            report.layers += 1;
            let file = match folder.layer_file(&annotator, &id) {
                Ok(file) => file,
                Err(error) => {
                    report.error(error.to_string());
                    continue;
                }
            };
            let Ok(text) = folder.text(&id) else { continue };
            let place = format!("{annotator}, {id}");
            let mut ranges = Vec::new();
            for span in &file.spans {
                report.spans += 1;
                let Some(range) = span.place(&text) else {
                    report.error(format!(
                        "{place}: span {} does not cover {:?} at {}..{}; open the project to \
                         attach it again",
                        span.id, span.text, span.start, span.end
                    ));
                    continue;
                };
                let edges = [range.start(), range.end()];
                if !edges
                    .iter()
                    .all(|&e| is_grapheme_boundary(text.as_str(), e))
                {
                    report.note(format!(
                        "{place}: span {} cuts a letter from its marks",
                        span.id
                    ));
                }
                if project.schema.label(&span.label).is_none() {
                    report.note(format!(
                        "{place}: label {} is not in the schema",
                        span.label
                    ));
                }
                ranges.push((range, span));
            }
            ranges.sort_by_key(|(range, _)| *range);
            for (n, (range, span)) in ranges.iter().enumerate() {
                let later = ranges.iter().skip(n + 1);
                for (other_range, other) in later.take_while(|(r, _)| r.start() < range.end()) {
                    if range == other_range {
                        report.note(format!(
                            "{place}: spans {} and {} cover the same words",
                            span.id, other.id
                        ));
                    } else if range.crosses(*other_range) {
                        report.note(format!("{place}: spans {} and {} cross", span.id, other.id));
                    }
                }
            }
            for span in &file.detached {
                report.error(format!(
                    "{place}: span {} has lost its words {:?}",
                    span.id, span.text
                ));
            }
        }
    }
    report
}
