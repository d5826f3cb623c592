//! What was reported to the user: toasts for a while, and the list behind them.

use std::collections::VecDeque;

use jiff::Timestamp;

use super::intake::Problem;
use super::message::Message;
use crate::store;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Something went as wished.
    Success,
    /// Good to know.
    Info,
    /// Something needs a look; nothing is lost.
    Warning,
    /// Something did not work.
    Error,
}

/// Something that was reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Ascending, unique while the program runs.
    pub number: u64,
    /// When it was reported.
    pub at: Timestamp,
    /// How bad it is.
    pub severity: Severity,
    /// What happened, and the remedy.
    pub message: Message,
    /// Particulars such as files and lines. May be empty.
    pub details: Vec<Detail>,
    /// Whether it still shows as a toast.
    pub toast: bool,
}

/// A particular of a report.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// As it is, in English: what another program or the system said, a path.
    Text(String),
    /// In the language of the interface.
    Told(Message),
    /// What the store noticed about a file, which is named from the project's folder on.
    File {
        /// The file, and the line in it.
        place: String,
        /// What was noticed.
        message: Message,
    },
}

impl Detail {
    /// A detail a line.
    #[must_use]
    pub fn lines(text: &str) -> Vec<Self> {
        text.lines()
            .map(|line| Self::Text(line.to_owned()))
            .collect()
    }

    /// What could not be taken in.
    #[must_use]
    pub fn of_problem(problem: &Problem) -> Self {
        let message = Message::from(&problem.why);
        let place = match (problem.file.as_str(), problem.line) {
            ("", None) => return Self::Told(message),
            ("", Some(line)) => line.to_string(),
            (file, None) => file.to_owned(),
            (file, Some(line)) => format!("{file}:{line}"),
        };
        Self::File { place, message }
    }

    /// What the store noticed.
    #[must_use]
    pub fn of(notice: &store::Notice) -> Self {
        let mut place = notice.path.display().to_string();
        if let Some(line) = notice.line {
            place = format!("{place}:{line}");
        }
        if let store::What::Unreadable { message, .. } = &notice.what {
            return Self::Text(format!("{place}: {message}"));
        }
        let mut message = Message::new(notice.what.key());
        for (name, value) in notice.what.args() {
            message = message.text(name, value);
        }
        Self::File { place, message }
    }
}

/// The reports, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    list: VecDeque<Notice>,
    next: u64,
    /// How many were reported since the list was last looked at.
    pub unread: usize,
}

/// How many reports are kept.
const MOST_NOTICES: usize = 500;

impl Notices {
    /// Reports something.
    pub fn push(
        &mut self,
        at: Timestamp,
        severity: Severity,
        message: Message,
        details: Vec<Detail>,
    ) {
        self.list.push_back(Notice {
            number: self.next,
            at,
            severity,
            message,
            details,
            toast: true,
        });
        self.next += 1;
        self.unread += 1;
        if self.list.len() > MOST_NOTICES {
            self.list.pop_front();
        }
    }

    /// The reports, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Notice> + ExactSizeIterator {
        self.list.iter()
    }

    /// Those that show as toasts, oldest first.
    pub fn toasts(&self) -> impl Iterator<Item = &Notice> {
        self.list.iter().filter(|notice| notice.toast)
    }

    /// Takes a toast off the screen; the report stays in the list.
    pub fn dismiss(&mut self, number: u64) {
        for notice in &mut self.list {
            if notice.number == number {
                notice.toast = false;
            }
        }
    }
}
