//! How what was found belongs together: who did it, to what, with what, where, when, who says so.
//!
//! The rules are those of `DOMAIN.md` 3.7: each looks inside one sentence, the first that fits
//! counts, and none guesses: an attacker is related only where the words join it to the trigger.
//! Spans are the program's own proposals or an analyst's; only their labels and places count.

use std::ops::Range;

use super::{AttrsOf, Suggestion};
use crate::lexicon::{Class, Lexicon};
use crate::model::span::{AttrValue, Span};
use crate::text::offset::ByteRange;
use crate::text::token::{Kind, Tokens};

/// How many tokens apart two spans of one sentence may be; a text without a full stop is one
/// sentence.
const REACH: usize = 40;

/// A span as relations see it.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'a> {
    /// What it covers.
    pub range: ByteRange,
    /// Its label's id.
    pub label: &'a str,
    /// What is said of it.
    pub attrs: AttrsOf<'a>,
}

impl<'a> From<&'a Suggestion> for Mention<'a> {
    fn from(suggestion: &'a Suggestion) -> Self {
        Self {
            range: suggestion.range,
            label: suggestion.label,
            attrs: AttrsOf::Suggestion(&suggestion.attrs),
        }
    }
}

impl<'a> From<&'a Span> for Mention<'a> {
    fn from(span: &'a Span) -> Self {
        Self {
            range: span.range,
            label: span.label.as_str(),
            attrs: AttrsOf::Span(&span.attrs),
        }
    }
}

/// A proposed relation between two spans, by their numbers in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The type, such as `victim_of`.
    pub kind: &'static str,
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The rule that found it.
    pub rule: &'static str,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f64,
}

/// A relation as incidents see it: the program's, or an analyst's between the same mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie<'a> {
    /// The type, such as `victim_of`.
    pub kind: &'a str,
    /// The number of the mention where it starts.
    pub from: usize,
    /// The number of the mention where it ends.
    pub to: usize,
}

impl From<&Link> for Tie<'static> {
    fn from(link: &Link) -> Self {
        Self {
            kind: link.kind,
            from: link.from,
            to: link.to,
        }
    }
}

/// A mention with its place among the tokens.
struct Placed<'a> {
    mention: Mention<'a>,
    tokens: Range<usize>,
}

/// The relations between spans of a text, which are given in reading order, by where they start.
#[must_use]
pub fn relate(text: &str, lexicon: &Lexicon, mentions: &[Mention<'_>]) -> Vec<Link> {
    let tokens = Tokens::new(text);
    let scene = Scene {
        lexicon,
        mentions: mentions
            .iter()
            .map(|mention| Placed {
                mention: *mention,
                tokens: tokens.inside(mention.range),
            })
            .collect(),
        tokens,
        text,
    };
    let mut links = Vec::new();
    for (at, placed) in scene.mentions.iter().enumerate() {
        match placed.mention.label {
            "strike" => {
                links.extend(scene.perpetrator(at));
                links.extend(scene.target(at));
                links.extend(scene.instrument(at));
            }
            "clash" => links.extend(scene.perpetrator(at)),
            "casualty" => {
                links.extend(scene.victim_of(at));
                links.extend(scene.victim_faction(at));
                links.extend(scene.subset_of(at));
            }
            _ => continue,
        }
        links.extend(scene.near(at, "location", ("location_of", "location_of/near"), 0.6));
        links.extend(scene.near(at, "date", ("date_of", "date_of/near"), 0.65));
        links.extend(scene.reported_by(at));
    }
    links
}

/// What the rules read.
struct Scene<'a> {
    text: &'a str,
    tokens: Tokens,
    lexicon: &'a Lexicon,
    mentions: Vec<Placed<'a>>,
}

impl<'a> Scene<'a> {
    fn get(&self, at: usize) -> Option<&Placed<'a>> {
        self.mentions.get(at)
    }

    /// The mentions of the same sentence that start after one, the nearest first.
    fn after(&self, at: usize) -> impl Iterator<Item = (usize, &Placed<'a>)> {
        let here = self.get(at).map_or(0, |placed| placed.tokens.start);
        let later = self.mentions.iter().enumerate().skip(at + 1);
        later.take_while(move |(_, other)| self.reaches(here, other.tokens.start))
    }

    /// The mentions of the same sentence that start before one, the nearest first.
    fn before(&self, at: usize) -> impl Iterator<Item = (usize, &Placed<'a>)> {
        let here = self.get(at).map_or(0, |placed| placed.tokens.start);
        let earlier = self.mentions.iter().enumerate().take(at).rev();
        earlier.take_while(move |(_, other)| self.reaches(here, other.tokens.start))
    }

    fn reaches(&self, a: usize, b: usize) -> bool {
        a.abs_diff(b) <= REACH && self.tokens.same_sentence(a, b)
    }

    /// The first mention of a label inside a mention. What is inside comes later in the list.
    fn inside(&self, at: usize, label: &str) -> Option<usize> {
        let outer = self.get(at)?.mention.range;
        let later = self.mentions.iter().enumerate().skip(at + 1);
        let mut inner = later.take_while(|(_, other)| other.mention.range.start() < outer.end());
        let found = inner.find(|(_, other)| {
            let range = other.mention.range;
            other.mention.label == label && range != outer && range.end() <= outer.end()
        });
        found.map(|(number, _)| number)
    }

    /// How many tokens lie between two mentions, if they do not overlap and no mark is there.
    fn gap(&self, first: &Placed<'_>, second: &Placed<'_>) -> Option<usize> {
        let between = first.tokens.end..second.tokens.start;
        let plain = between
            .clone()
            .all(|at| self.tokens.kind(at) != Some(Kind::Mark));
        (first.tokens.end <= second.tokens.start && plain).then_some(between.len())
    }

    fn is(&self, token: usize, class: Class) -> bool {
        let word = self.tokens.word(token);
        let has = |word: &str| self.lexicon.classes(word).has(class);
        has(word) || word.strip_prefix(['و', 'ف']).is_some_and(has)
    }

    /// Whether a mention is written with the particle `ب` before it, or a word that says with.
    fn is_means(&self, placed: &Placed<'_>) -> bool {
        let before = self.text.get(..placed.mention.range.start().get());
        let joined = before.is_some_and(|before| before.ends_with('ب'));
        let word = placed.tokens.start.checked_sub(1);
        joined || word.is_some_and(|word| self.is(word, Class::With))
    }

    /// The faction of a mention that is one, or a force that holds one: طائرات روسية.
    fn party(&self, at: usize) -> Option<usize> {
        match self.get(at)?.mention.label {
            "faction" => Some(at),
            "weapon" => self.inside(at, "faction"),
            _ => None,
        }
    }

    fn perpetrator(&self, at: usize) -> Option<Link> {
        let link = |to: usize, rule: &'static str, confidence: f64| Link {
            kind: "perpetrator",
            from: at,
            to,
            rule,
            confidence,
        };
        if let Some(to) = self.inside(at, "faction") {
            return Some(link(to, "perpetrator/inside", 0.85));
        }
        let event = self.get(at)?;
        let is_party = |(number, placed): (usize, &'_ Placed<'_>)| {
            let to = self.party(number)?;
            Some((to, placed.tokens.clone()))
        };
        // شنتها طائرات روسية, carried out by.
        let agent = (event.tokens.end..event.tokens.end + 4).find(|t| self.is(*t, Class::Agent));
        if let Some(agent) = agent {
            let next = self.after(at).filter_map(is_party);
            let mut next = next.filter(|(_, tokens)| tokens.start > agent);
            if let Some((to, _)) = next.next().filter(|(_, t)| t.start <= agent + 2) {
                return Some(link(to, "perpetrator/carried-out-by", 0.8));
            }
        }
        // شنت القوات الروسية غارات: the subject stands between the light verb and its noun.
        let start = event.tokens.start;
        let light = (start.saturating_sub(8)..start)
            .rev()
            .find(|t| self.tokens.same_sentence(*t, start) && self.is(*t, Class::Light));
        if let Some(light) = light {
            let subject = self.before(at).filter_map(is_party);
            let mut subject = subject.filter(|(_, t)| t.start <= light + 2 && t.end + 3 > light);
            if let Some((to, _)) = subject.next() {
                return Some(link(to, "perpetrator/light-verb", 0.75));
            }
        }
        let verb = event.mention.attrs.get("form").and_then(AttrValue::as_text) == Some("verb")
            || event.mention.label == "clash";
        if !verb {
            return None;
        }
        // The subject right after the verb, or right before it.
        let follows = self
            .after(at)
            .next()
            .filter(|(_, p)| self.gap(event, p) == Some(0));
        if let Some((to, _)) = follows.and_then(is_party) {
            return Some(link(to, "perpetrator/subject-after", 0.75));
        }
        let precedes = self
            .before(at)
            .filter(|(_, p)| self.gap(p, event).is_some_and(|g| g <= 2));
        let mut precedes = precedes.filter_map(is_party);
        let (to, _) = precedes.next()?;
        Some(link(to, "perpetrator/subject-before", 0.75))
    }

    fn target(&self, at: usize) -> Option<Link> {
        let mut between = self
            .after(at)
            .take_while(|(_, p)| p.mention.label != "strike");
        let (to, _) = between.find(|(_, p)| p.mention.label == "target")?;
        Some(Link {
            kind: "target",
            from: at,
            to,
            rule: "target/after",
            confidence: 0.7,
        })
    }

    fn instrument(&self, at: usize) -> Option<Link> {
        let event = self.get(at)?;
        let link = |to: usize, rule: &'static str, confidence: f64| Link {
            kind: "instrument",
            from: at,
            to,
            rule,
            confidence,
        };
        if let Some(to) = self.inside(at, "weapon") {
            return Some(link(to, "instrument/inside", 0.8));
        }
        let weapon = |(_, p): &(usize, &Placed<'_>)| p.mention.label == "weapon";
        // أطلق صواريخ, قصفت بقذائف.
        let after = self
            .after(at)
            .take_while(|(_, p)| p.mention.label != "strike");
        let mut after = after.filter(weapon);
        if let Some((to, placed)) = after.next() {
            let near = self.gap(event, placed).is_some_and(|gap| gap <= 1);
            if near || self.is_means(placed) {
                return Some(link(to, "instrument/after", 0.7));
            }
        }
        let mut before = self.before(at).filter(weapon);
        let (to, placed) = before.next()?;
        let near = self.gap(placed, event).is_some_and(|gap| gap <= 1);
        near.then(|| link(to, "instrument/subject", 0.75))
    }

    fn victim_of(&self, at: usize) -> Option<Link> {
        let event = |(_, p): &(usize, &Placed<'_>)| matches!(p.mention.label, "strike" | "clash");
        let link = |to: usize, rule: &'static str, confidence: f64| Link {
            kind: "victim_of",
            from: at,
            to,
            rule,
            confidence,
        };
        if let Some((to, _)) = self.before(at).find(event) {
            return Some(link(to, "victim_of/before", 0.65));
        }
        let (to, _) = self.after(at).find(event)?;
        Some(link(to, "victim_of/after", 0.65))
    }

    fn victim_faction(&self, at: usize) -> Option<Link> {
        let to = self.inside(at, "faction")?;
        Some(Link {
            kind: "victim_faction",
            from: at,
            to,
            rule: "victim_faction/inside",
            confidence: 0.85,
        })
    }

    /// A part belongs to the casualty before that is no part itself.
    fn subset_of(&self, at: usize) -> Option<Link> {
        let is_part =
            |p: &Placed<'_>| p.mention.attrs.get("subset") == Some(&AttrValue::Flag(true));
        let part = self.get(at)?;
        if !is_part(part) {
            return None;
        }
        let earlier = self.mentions.iter().enumerate().take(at).rev();
        let mut near = earlier.take_while(|(_, p)| p.tokens.start + REACH > part.tokens.start);
        let (to, _) = near.find(|(_, p)| p.mention.label == "casualty" && !is_part(p))?;
        Some(Link {
            kind: "subset_of",
            from: at,
            to,
            rule: "subset_of/before",
            confidence: 0.8,
        })
    }

    /// The nearest mention of a label: after the event up to the next one, else before it.
    fn near(
        &self,
        at: usize,
        label: &str,
        (kind, rule): (&'static str, &'static str),
        confidence: f64,
    ) -> Option<Link> {
        let event = |p: &Placed<'_>| matches!(p.mention.label, "strike" | "clash");
        let wanted = |(_, p): &(usize, &Placed<'_>)| p.mention.label == label;
        let mut after = self.after(at).take_while(|(_, p)| !event(p));
        let found = after.find(wanted);
        let (to, _) = found.or_else(|| self.before(at).find(wanted))?;
        Some(Link {
            kind,
            from: at,
            to,
            rule,
            confidence,
        })
    }

    /// Who says it: the source of the sentence, or the party beside its verb of speech.
    fn reported_by(&self, at: usize) -> Option<Link> {
        let speaks = |p: &Placed<'_>| {
            let beside = [p.tokens.start.checked_sub(1), Some(p.tokens.end)];
            let mut beside = beside.into_iter().flatten();
            p.mention.label == "faction" && beside.any(|t| self.is(t, Class::Speech))
        };
        let says = |(_, p): &(usize, &Placed<'_>)| p.mention.label == "source" || speaks(p);
        let before = self.before(at).filter(says).last();
        let (to, _) = before.or_else(|| self.after(at).find(says))?;
        Some(Link {
            kind: "reported_by",
            from: at,
            to,
            rule: "reported_by/sentence",
            confidence: 0.65,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suggest::{Context, suggest};

    /// The relations that the program proposes in a text, of some type.
    fn found(text: &str, kind: &str) -> Vec<String> {
        let lexicon = Lexicon::built_in();
        let spans = suggest(text, &Context::default(), lexicon);
        let mentions: Vec<Mention<'_>> = spans.iter().map(Mention::from).collect();
        let links = relate(text, lexicon, &mentions);
        let words = |at: usize| mentions[at].range.of(text).unwrap();
        let links = links.iter().filter(|link| link.kind == kind);
        links
            .map(|link| format!("{} > {}", words(link.from), words(link.to)))
            .collect()
    }

    #[test]
    fn what_the_words_join_is_joined() {
        let rows = [
            (
                "perpetrator",
                "قصفت طائرات روسية مدينة إدلب.",
                "قصفت > روسية",
            ),
            (
                "perpetrator",
                "شن الطيران الروسي غارات على إدلب.",
                "غارات > الطيران الروسي",
            ),
            (
                "perpetrator",
                "نفذت 30 غارة روسية أمس.",
                "30 غارة روسية > روسية",
            ),
            (
                "perpetrator",
                "Russian aircraft bombed Idlib.",
                "bombed > Russian",
            ),
            (
                "victim_of",
                "قتل سبعة مدنيين في غارة على إدلب.",
                "سبعة مدنيين > غارة",
            ),
            (
                "victim_of",
                "قتلت الغارات سبعة أشخاص.",
                "سبعة أشخاص > الغارات",
            ),
            (
                "subset_of",
                "قتل عشرة مدنيين بينهم ثلاثة أطفال.",
                "ثلاثة أطفال > عشرة مدنيين",
            ),
            (
                "location_of",
                "وقعت غارة على إدلب. وسقطت قذائف على حلب.",
                "غارة > إدلب",
            ),
            (
                "date_of",
                "وقعت غارة على إدلب يوم الثلاثاء.",
                "غارة > يوم الثلاثاء",
            ),
            (
                "victim_faction",
                "قتل خمسة من الجيش السوري في حلب.",
                "خمسة من الجيش السوري > الجيش السوري",
            ),
        ];
        let mut wrong = Vec::new();
        for (kind, text, expected) in rows {
            let links = found(text, kind);
            if links.first().map_or("", String::as_str) != expected {
                wrong.push(format!("{kind} in {text}: {links:?}, not {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn an_attacker_that_the_words_do_not_join_is_not_guessed() {
        let rows = [
            "أصابت طائرات مستشفى في إدلب. وقالت روسيا إنها لا تعلم.",
            "قتل سبعة في غارات على إدلب بعد أيام من زيارة وفد روسيا.",
        ];
        for text in rows {
            assert_eq!(found(text, "perpetrator"), Vec::<String>::new(), "{text}");
        }
    }
}
