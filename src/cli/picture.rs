//! `hashiya picture`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use super::said;
use crate::analysis::chart::Charts;
use crate::analysis::incidents::{IncidentRow, Material};
use crate::jobs::Progress;
use crate::model::id::AnnotatorId;
use crate::session::export::picture::{Kind, write};
use crate::session::export::{Which, layers};
use crate::session::known::Known;
use crate::session::locale::{Catalogue, Locale};
use crate::session::picture::{PictureKind, Setting, lay_out};
use crate::store::Opened;

/// What `hashiya picture` is told.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  hashiya picture daraa --annotator reference --output days.svg\n  hashiya picture daraa --annotator reference --what map --language ar --output map.png"
)]
pub(super) struct Arguments {
    /// The project.
    project: PathBuf,
    /// What is shown: time, factions, kinds or map.
    #[arg(long, default_value = "time", value_parser = kind)]
    what: PictureKind,
    /// The file, which ends in .svg or .png.
    #[arg(long)]
    output: PathBuf,
    /// Whose incidents; needed where several people have some: each may have the same ones.
    #[arg(long)]
    annotator: Option<AnnotatorId>,
    /// The language of the words: en or ar.
    #[arg(long, default_value = "en", value_parser = language)]
    language: Locale,
    /// Width and height in points; a PNG has two pixels a point.
    #[arg(long, default_value = "960x540", value_parser = size)]
    size: (u16, u16),
}

fn kind(name: &str) -> Result<PictureKind, String> {
    match name {
        "time" => Ok(PictureKind::Time),
        "factions" => Ok(PictureKind::Factions),
        "kinds" => Ok(PictureKind::Kinds),
        "map" => Ok(PictureKind::Map),
        _ => Err("known are time, factions, kinds, map".to_owned()),
    }
}

fn language(name: &str) -> Result<Locale, String> {
    match name {
        "en" => Ok(Locale::English),
        "ar" => Ok(Locale::Arabic),
        _ => Err("known are en, ar".to_owned()),
    }
}

fn size(text: &str) -> Result<(u16, u16), String> {
    let sides = text.split_once('x');
    let sides = sides.and_then(|(width, height)| width.parse().ok().zip(height.parse().ok()));
    let sides = sides.filter(|(width, height)| [width, height].iter().all(|side| **side >= 100));
    sides.ok_or_else(|| "write width and height in points, from 100 on: 960x540".to_owned())
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<bool> {
    // A wrong name is said before anything is read.
    let form = Kind::of(&arguments.output).map_err(said)?;
    let reader: AnnotatorId = "reader".parse()?;
    let opened = Opened::read_only(&arguments.project, &reader)?;
    let (known, notices) = Known::load(&opened.store);
    for notice in notices {
        writeln!(io::stderr(), "{notice}")?;
    }
    let schema = &opened.project.schema;
    let senses = schema.senses();
    let mut told: BTreeMap<AnnotatorId, Vec<IncidentRow>> = BTreeMap::new();
    let which = Which {
        annotator: arguments.annotator.clone(),
        ..Which::default()
    };
    layers(
        &opened.store,
        &which,
        &BTreeMap::new(),
        &Progress::unwatched(),
        &mut |meta, text, layer| {
            let material = Material::new(layer, text.as_str(), meta, &known.lexicon, &senses);
            let rows = told.entry(layer.annotator().clone()).or_default();
            rows.extend(material.rows().filter(|row| row.state.is_decided_in()));
            Ok(())
        },
    )
    .map_err(said)?;
    told.retain(|_, rows| !rows.is_empty());
    if told.len() > 1 {
        let who: Vec<&str> = told.keys().map(AnnotatorId::as_str).collect();
        bail!(
            "several people have marked incidents here, and a picture counts those of one: \
             choose with --annotator: {}",
            who.join(", ")
        );
    }
    let charts = Charts::of(told.values().flatten());
    let (width, height) = arguments.size;
    let setting = Setting {
        catalogue: &Catalogue::of(arguments.language, Some(schema)),
        lexicon: &known.lexicon,
        size: [f32::from(width), f32::from(height)],
    };
    let mut press = super::press();
    let picture = lay_out(arguments.what, &charts, &setting, &mut *press);
    write(&picture, form, &arguments.output, &mut *press).map_err(said)?;
    let counted = charts.counted;
    writeln!(
        io::stderr(),
        "{} incidents of {} articles",
        counted.events,
        counted.articles
    )?;
    Ok(true)
}
