//! Who says so: the speaker of a sentence, carried on to those that go on with his words.

use super::Link;
use super::scene::{Placed, Scene};
use crate::lexicon::Class;

/// How far a word of speech may stand from who speaks.
const BESIDE: usize = 3;

/// Who has the word.
#[derive(Default)]
pub(super) struct Voice {
    /// The speakers of the last sentence that had any, and where it began.
    last: Vec<usize>,
}

impl Voice {
    /// Who reports a trigger or victims. Mentions have to be asked for in reading order.
    pub(super) fn of(&mut self, scene: &Scene<'_>, at: usize) -> Vec<Link> {
        let speakers = speakers(scene, at);
        let (speakers, rule) = if !speakers.is_empty() {
            self.last.clone_from(&speakers);
            (speakers, ("reported_by/sentence", 0.65))
        } else if goes_on(scene, at) && self.is_near(scene, at) {
            (self.last.clone(), ("reported_by/continued", 0.55))
        } else {
            return Vec::new();
        };
        let links = speakers
            .into_iter()
            .map(|to| Link::new("reported_by", (at, to), rule));
        links.collect()
    }

    /// Whether the last speaker spoke not long ago.
    fn is_near(&self, scene: &Scene<'_>, at: usize) -> bool {
        const SENTENCES: u32 = 2;
        let sentence = |at: usize| scene.tokens.sentence(scene.get(at)?.tokens.start);
        let last = self.last.first().and_then(|last| sentence(*last));
        last.zip(sentence(at))
            .is_some_and(|(last, here)| here.saturating_sub(last) <= SENTENCES)
    }
}

/// The speakers of a sentence: the nearest before whose words these are, else who is named after.
fn speakers(scene: &Scene<'_>, at: usize) -> Vec<usize> {
    let before = scene.before(at).find(|(_, p)| speaks(scene, p));
    let found = before.or_else(|| scene.after(at).find(|(_, p)| is_named_after(scene, p)));
    let Some((one, _)) = found else {
        return Vec::new();
    };
    // نشطاء وشهود: those who speak together.
    let mut all = vec![one];
    let together = |first: usize, second: usize| {
        let (Some(first), Some(second)) = (scene.get(first), scene.get(second)) else {
            return false;
        };
        let and = scene.is_joined(second, 'و') || scene.tokens.word(first.tokens.end) == "and";
        scene.gap(first, second).is_some_and(|gap| gap <= 1) && and
    };
    let may_speak = |at: usize| matches!(scene.label(at), "source" | "faction");
    let next = scene
        .after(one)
        .find(|(other, _)| may_speak(*other) && together(one, *other));
    let previous = scene
        .before(one)
        .find(|(other, _)| may_speak(*other) && together(*other, one));
    all.extend(next.into_iter().chain(previous).map(|(other, _)| other));
    all.sort_unstable();
    all
}

fn is_speech(scene: &Scene<'_>, tokens: std::ops::Range<usize>) -> bool {
    scene.any_is(tokens, Class::Speech)
}

/// Whether a mention before an event speaks: a source that is no agency in brackets and is not
/// told something (قال لوكالة), a party beside a word of speech or of responsibility.
fn speaks(scene: &Scene<'_>, placed: &Placed<'_>) -> bool {
    let (start, end) = (placed.tokens.start, placed.tokens.end);
    match placed.mention.label {
        "source" => {
            let before = start.saturating_sub(BESIDE)..start;
            let told = scene.is_joined(placed, 'ل') && !scene.any_is(before, Class::According);
            scene.tokens.word(start.wrapping_sub(1)) != "(" && !told
        }
        "faction" => {
            let mut beside = (start.saturating_sub(1)..start).chain(end..end + 1);
            let says = |token| scene.is(token, Class::Speech) || scene.is(token, Class::Ascribe);
            beside.any(says)
        }
        _ => false,
    }
}

/// Whether what stands before a mention is said by it: according to, على ما أعلنت, officials said.
fn is_named_after(scene: &Scene<'_>, placed: &Placed<'_>) -> bool {
    if !matches!(placed.mention.label, "source" | "faction") {
        return false;
    }
    let (start, end) = (placed.tokens.start, placed.tokens.end);
    let before = start.saturating_sub(BESIDE)..start;
    if scene.any_is(before.clone(), Class::According) {
        return true;
    }
    let said = before
        .clone()
        .find(|token| is_speech(scene, *token..*token + 1));
    match said {
        // تقول البعثة opens words of its own; على ما أعلنت البعثة and “, said the ministry” close.
        Some(said) => {
            let lead = said
                .checked_sub(1)
                .map_or("", |token| scene.tokens.word(token));
            matches!(lead, "ما" | "كما" | "حسبما" | "وفقما" | "," | "\"")
        }
        None => {
            let same = |token: &usize| scene.tokens.same_sentence(*token, start);
            let mut after = (end..end + 2).take_while(same);
            after.any(|token| scene.is(token, Class::Speech))
        }
    }
}

/// Whether a sentence goes on with the words of who spoke before: وأضاف, he said.
fn goes_on(scene: &Scene<'_>, at: usize) -> bool {
    let Some(placed) = scene.get(at) else {
        return false;
    };
    let start = scene.sentence_start(placed.tokens.start);
    if is_speech(scene, start..start + 1) {
        return true;
    }
    let end = placed.tokens.end;
    let same = |token: &usize| scene.tokens.same_sentence(*token, start);
    let mut words = (start..end + 20).take_while(same);
    words.any(|token| {
        let pronoun = matches!(scene.tokens.word(token), "he" | "she" | "it" | "they");
        pronoun && is_speech(scene, token + 1..token + 2)
    })
}
