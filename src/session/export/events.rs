//! A table with a line an incident, and the list of the incidents that are not in it.

use std::collections::BTreeSet;
use std::io;

use super::output::{Output, Place};
use super::{Named, Report};
use crate::analysis::incidents::{EventTable, IncidentRow, Material, Vague};
use crate::formats::Layout;
use crate::formats::sheet::Sheet;
use crate::lexicon::Lexicon;
use crate::model::annotations::Annotations;
use crate::model::article::{ArticleMeta, ArticleText};
use crate::model::id::AnnotatorId;
use crate::model::schema::sense::Senses;

/// An export of incidents that goes on.
pub struct EventExport {
    table: EventTable,
    vague: Vague,
    lexicon: Lexicon,
    senses: Senses,
    sheet: Sheet,
    files: Box<dyn Output>,
    report: Report,
    /// Whose incidents are in it.
    annotators: BTreeSet<AnnotatorId>,
}

impl EventExport {
    /// Begins to write. The file appears only with [`EventExport::finish`].
    ///
    /// # Errors
    /// If the place cannot be written to.
    pub fn new(
        table: EventTable,
        vague: Vague,
        (lexicon, senses): (Lexicon, Senses),
        place: &Place<'_>,
    ) -> Result<Self, String> {
        Ok(Self {
            table,
            vague,
            lexicon,
            senses,
            sheet: Sheet::new(&table.columns()),
            files: place.files(Layout::File, table.title())?,
            report: Report::default(),
            annotators: BTreeSet::new(),
        })
    }

    /// Writes the incidents of an article's layer.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn add(
        &mut self,
        meta: &ArticleMeta,
        text: &ArticleText,
        layer: &Annotations,
    ) -> io::Result<()> {
        let material = Material::new(layer, text.as_str(), meta, &self.lexicon, &self.senses);
        let material = material.with_vague(self.vague);
        let mut lines = Vec::new();
        for row in material.rows() {
            match self.table.line(&row, &material) {
                Ok(line) => {
                    let by_convention = row.killed.total.conventional.then(|| named(&row));
                    self.report.by_convention.extend(by_convention);
                    lines.push(line);
                }
                Err(why) => self.report.omitted.push((named(&row), why)),
            }
        }
        self.report.articles += usize::from(!lines.is_empty());
        self.report.incidents += lines.len();
        if !lines.is_empty() {
            self.annotators.insert(layer.annotator().clone());
        }
        self.sheet.rows(&lines, &mut *self.files)
    }

    /// Writes the end and puts the file in its place.
    ///
    /// # Errors
    /// If the output cannot be written.
    pub fn finish(mut self) -> Result<Report, String> {
        let wrong = |error: io::Error| format!("the export cannot be written: {error}");
        let columns = self.sheet.rows(&[], &mut *self.files);
        columns.and_then(|()| self.files.finish()).map_err(wrong)?;
        self.report.annotators = self.annotators.len();
        Ok(self.report)
    }
}

fn named(row: &IncidentRow) -> Named {
    Named {
        title: row.title.clone(),
        kind: row.kind.clone(),
        article: row.article.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::incidents::Omission;
    use crate::jobs::Progress;
    use crate::session::export::{Which, layers};
    use crate::store::{Opened, sample};

    /// Lines, columns, and what was left out.
    type Exported = (Vec<csv::StringRecord>, Vec<String>, Report);

    /// The sample's reference layer.
    fn exported(table: EventTable, vague: Vague) -> Exported {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("daraa");
        sample::copy_to(&root).unwrap();
        let opened = Opened::read_only(&root, &"reference".parse().unwrap()).unwrap();
        let path = folder.path().join("out.csv");
        let names = (Lexicon::built_in().clone(), opened.project.schema.senses());
        let mut export = EventExport::new(table, vague, names, &Place::At(&path)).unwrap();
        let progress = Progress::unwatched();
        let own = std::collections::BTreeMap::new();
        layers(
            &opened.store,
            &Which::default(),
            &own,
            &progress,
            &mut |meta, text, layer| {
                export
                    .add(meta, text, layer)
                    .map_err(|error| error.to_string())
            },
        )
        .unwrap();
        let report = export.finish().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap();
        let mut rows = csv::Reader::from_reader(bytes);
        let columns = rows.headers().unwrap().iter().map(str::to_owned).collect();
        (
            rows.records().map(Result::unwrap).collect(),
            columns,
            report,
        )
    }

    /// Checks cells of the line of each incident: its last digit, then the columns that are named.
    fn check(table: EventTable, wanted: &str, rows: &[&str]) {
        let (lines, columns, report) = exported(table, Vague::AsStated);
        let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
        let wanted: Vec<usize> = wanted.split(' ').map(at).collect();
        let found: Vec<Vec<&str>> = lines
            .iter()
            .map(|line| {
                let (_, id) = line[0].rsplit_once('0').unwrap();
                let cells = wanted.iter().map(|at| &line[*at]);
                [id].into_iter().chain(cells).collect()
            })
            .collect();
        let expected: Vec<Vec<&str>> = rows
            .iter()
            .map(|row| row.split('|').map(str::trim).collect())
            .collect();
        assert_eq!(found, expected, "{}", table.name());
        assert_eq!(report.incidents + report.omitted.len(), 10);
    }

    #[test]
    fn the_sample_gives_the_rows_of_acled() {
        check(
            EventTable::Acled,
            "event_date time_precision event_type fatalities interaction civilian_targeting \
             geo_precision",
            &[
                "| 2017-02-13 | 1 | Explosions/Remote violence | 0 | 28 | | 1",
                "1 | 2017-02-12 | 1 | Battles | 0 | 12 | | 1",
                "2 | 2017-02-14 | 1 | Battles | 0 | 12 | |",
                "3 | 2017-02-14 | 2 | Explosions/Remote violence | 0 | 27 | Civilian targeting | 1",
                "4 | 2017-02-14 | 2 | Explosions/Remote violence | 0 | 12 | | 1",
                "5 | 2017-02-14 | 2 | Explosions/Remote violence | 0 | 12 | | 1",
                "6 | 2017-02-14 | 2 | Explosions/Remote violence | 0 | 78 | Civilian targeting | 1",
                "7 | 2017-02-14 | 2 | Explosions/Remote violence | 7 | 78 | Civilian targeting | 2",
            ],
        );
        check(
            EventTable::Acled,
            "sub_event_type actor1 actor2",
            &[
                "| Air/drone strike | Russian Federation | Syrian armed opposition",
                "1 | Armed clash | Syrian armed opposition | Syrian Arab Army",
                "2 | Armed clash | Syrian Arab Army | Syrian armed opposition",
                "3 | Shelling/artillery/missile attack | Syrian armed opposition | Civilians (Syria)",
                "4 | Shelling/artillery/missile attack | Syrian armed opposition | Syrian government",
                "5 | Shelling/artillery/missile attack | Syrian Arab Army | Syrian armed opposition",
                "6 | Air/drone strike | Unidentified air force | Civilians (Syria)",
                "7 | Air/drone strike | Unidentified air force | Civilians (Syria)",
            ],
        );
        check(
            EventTable::Acled,
            "country admin1 location latitude longitude",
            &[
                "| Syria | Daraa | Daraa | 32.619 | 36.102",
                "1 | Syria | Daraa | al-Manshiya, Daraa | 32.61 | 36.1",
                "2 | Syria | | | |",
                "3 | Syria | Daraa | Daraa | 32.619 | 36.102",
                "4 | Syria | Daraa | other areas of Daraa city | 32.619 | 36.102",
                "5 | Syria | Daraa | Daraa | 32.619 | 36.102",
                "6 | Syria | Daraa | Daraa | 32.619 | 36.102",
                "7 | Syria | Daraa | Jordan border area, Daraa | 32.619 | 36.102",
            ],
        );
    }

    #[test]
    fn the_sample_gives_the_row_of_ucdp() {
        check(
            EventTable::Ucdp,
            "type_of_violence side_a side_b deaths_a deaths_b deaths_civilians deaths_unknown low \
             best high country_id date_prec where_prec",
            &[
                "7 | 3 | Unidentified air force | Civilians | 0 | 0 | 7 | 0 | 7 | 7 | 7 | 652 | 3 | 2",
            ],
        );
    }

    #[test]
    fn the_sample_gives_the_rows_of_airwars() {
        check(
            EventTable::Airwars,
            "strike_type strike_status suspected_belligerents harm_reported harm_grade \
             civ_killed_min civ_killed_max civ_injured_min civ_injured_max source_count",
            &[
                "| airstrike | likely | Russian Federation | unknown | | | | | | 3",
                "3 | mortar | single_source | Syrian armed opposition | property | | | | | | 1",
                "6 | airstrike | likely | | yes | fair | 0 | 0 | 4 | 4 | 2",
                "7 | airstrike | single_source | | yes | weak | 7 | 7+ | | | 1",
            ],
        );
    }

    #[test]
    fn notes_tell_of_it_in_both_languages() {
        let (lines, columns, _) = exported(EventTable::Acled, Vague::AsStated);
        let at = columns.iter().position(|column| column == "notes").unwrap();
        let rows = [
            (
                0,
                "13–14 February 2017: air strikes (30+) by Russian Federation against Syrian armed \
                 opposition in Daraa. According to Syrian armed opposition, witnesses and Ibrahim \
                 Abdullah. «قال مقاتلون من المعارضة",
            ),
            (
                2,
                "14 February 2017: an armed clash by Syrian Arab Army against Syrian armed \
                 opposition. Losses: number not stated. According to Syrian Arab Army.",
            ),
            (
                6,
                "Air strikes against Civilians in Daraa. Injured: 4. According to aid workers and \
                 International Rescue Committee. The date is that of publication.",
            ),
        ];
        for (number, beginning) in rows {
            let notes = &lines[number][at];
            assert!(notes.starts_with(beginning), "{notes}");
        }
    }

    #[test]
    fn vague_losses_count_only_by_convention_and_are_marked() {
        for (vague, fatalities, tag) in [
            (Vague::AsStated, "0", ""),
            (Vague::Acled, "10", "fatalities by convention"),
        ] {
            let (lines, columns, report) = exported(EventTable::Acled, vague);
            let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
            let line = &lines[2];
            assert_eq!(
                (&line[at("fatalities")], &line[at("tags")]),
                (fatalities, tag)
            );
            let article = "daraa-2017-f33eeae8";
            for (omitted, why) in &report.omitted {
                assert!(omitted.article.as_str() == article && *why == Omission::Background);
            }
            assert_eq!(report.omitted.len(), 2);
            let told = report.lines().into_iter();
            let told = told.filter(|line| line.starts_with("dead counted by convention: "));
            assert_eq!(told.count(), usize::from(vague == Vague::Acled));
        }
    }
}
