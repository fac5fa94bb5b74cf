//! JSON Lines for other programs: a line for every file, a line for every review in it.

use crate::finding::Finding;
use crate::ledger::{Books, Entry, FileRecord, Told, flags};
use crate::model::{
    Answer, AnswerTotals, Catalogue, Commitment, CommitmentTotals, Hierarchy, Lang, Outcome, Rating, Reading,
    Status, UnitTotals,
};
use crate::text::nfc;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the books, every file's line before those of its reviews.
///
/// # Errors
/// What the writer answers.
pub(super) fn write(
    books: &Books,
    units: &Hierarchy,
    about: &Catalogue,
    lang: Lang,
    to: &mut impl Write,
) -> io::Result<()> {
    let pen = Pen { units, about, lang };
    let mut entries = books.entries.iter().peekable();
    for (position, file) in books.files.iter().enumerate() {
        line(&pen.file(file, books.told_of(position)), to)?;
        while let Some(entry) = entries.next_if(|entry| entry.file == position) {
            line(&pen.review(file, entry), to)?;
        }
    }
    to.flush()
}

fn line(value: &impl Serialize, to: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *to, value)?;
    to.write_all(b"\n")
}

#[derive(Serialize)]
struct FileLine<'a> {
    r#type: &'static str,
    path: Cow<'a, str>,
    sha256: String,
    disposition: &'static str,
    reason: Option<Said>,
    findings: Vec<Said>,
    /// What it says became of corrections promised before; most files have none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    follow_ups: Vec<FollowUpPart<'a>>,
}

#[derive(Serialize)]
struct FollowUpPart<'a> {
    at: String,
    kind: &'static str,
    unit: Option<&'a str>,
    name: Option<Cow<'a, str>>,
    date: Option<String>,
    outcomes: Vec<OutcomePart<'a>>,
}

#[derive(Serialize)]
struct OutcomePart<'a> {
    shortcoming: Cow<'a, str>,
    action: Cow<'a, str>,
    status: Option<&'static str>,
    evidence: Cow<'a, str>,
    at: String,
}

#[derive(Serialize)]
struct Said {
    code: &'static str,
    message: String,
}

#[derive(Serialize)]
struct ReviewLine<'a> {
    r#type: &'static str,
    file: Cow<'a, str>,
    at: String,
    kind: &'static str,
    unit: Option<&'a str>,
    unit_text: Cow<'a, str>,
    name: Option<Cow<'a, str>>,
    position: Option<Cow<'a, str>>,
    date: Option<String>,
    answers: Vec<AnswerPart<'a>>,
    commitments: Vec<CommitmentPart<'a>>,
    rating: Option<&'static str>,
    /// What a consolidated workbook says of the unit; tallies of other kinds have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    figures: Option<FiguresPart<'a>>,
    flags: Vec<FlagPart<'a>>,
}

/// The names are those of a unit in `tusoi.json`.
#[derive(Serialize)]
struct FiguresPart<'a> {
    members: u32,
    reviews: u32,
    collective: u32,
    missing: u32,
    answers: BTreeMap<&'a str, AnswerTotals>,
    commitments: CommitmentTotals,
    ratings: BTreeMap<&'static str, u32>,
}

#[derive(Serialize)]
struct AnswerPart<'a> {
    indicator: &'a str,
    answer: Option<&'static str>,
    level: Option<u8>,
    count: Option<u32>,
    note: Cow<'a, str>,
    evidence: Cow<'a, str>,
    at: String,
    certain: bool,
    rule: &'static str,
}

#[derive(Serialize)]
struct CommitmentPart<'a> {
    indicator: Option<&'a str>,
    shortcoming: Cow<'a, str>,
    action: Cow<'a, str>,
    due: Option<String>,
    due_text: Cow<'a, str>,
    status: Option<&'static str>,
}

#[derive(Serialize)]
struct FlagPart<'a> {
    code: &'static str,
    indicator: Option<&'a str>,
    message: String,
}

/// Everything a line needs to know.
struct Pen<'a> {
    units: &'a Hierarchy,
    about: &'a Catalogue,
    lang: Lang,
}

impl<'a> Pen<'a> {
    fn file(&self, file: &'a FileRecord, told: &'a [Told]) -> FileLine<'a> {
        FileLine {
            r#type: "file",
            path: nfc(&file.path),
            sha256: file.fingerprint.to_string(),
            disposition: file.disposition.code(),
            reason: file.reason.as_ref().map(|why| self.said(why)),
            findings: file.findings.iter().map(|finding| self.said(finding)).collect(),
            follow_ups: told.iter().map(|told| self.follow_up(told)).collect(),
        }
    }

    fn follow_up(&self, told: &'a Told) -> FollowUpPart<'a> {
        let paper = &told.follow_up;
        let outcome = |o: &'a Outcome| OutcomePart {
            shortcoming: nfc(&o.shortcoming),
            action: nfc(&o.action),
            status: o.status.map(Status::code),
            evidence: nfc(&o.evidence),
            at: o.place.to_string(),
        };
        FollowUpPart {
            at: paper.place.to_string(),
            kind: paper.kind.code(),
            unit: told.unit.map(|id| self.units.unit(id).code.as_str()),
            name: paper.name.as_deref().map(nfc),
            date: paper.date.map(|date| date.to_string()),
            outcomes: paper.outcomes.iter().map(outcome).collect(),
        }
    }

    fn said(&self, finding: &Finding) -> Said {
        Said { code: finding.code(), message: nfc(&finding.message(self.lang)).into_owned() }
    }

    fn review(&self, file: &'a FileRecord, entry: &'a Entry) -> ReviewLine<'a> {
        let review = &entry.review;
        ReviewLine {
            r#type: "review",
            file: nfc(&file.path),
            at: review.place.to_string(),
            kind: review.kind.code(),
            unit: entry.unit.map(|id| self.units.unit(id).code.as_str()),
            unit_text: nfc(&entry.unit_text),
            name: review.name.as_deref().map(nfc),
            position: review.position.as_deref().map(nfc),
            date: review.date.map(|date| date.to_string()),
            answers: review.answers.iter().enumerate().map(|(i, reading)| self.answer(i, reading)).collect(),
            commitments: review.commitments.iter().map(|promise| self.commitment(promise)).collect(),
            rating: review.rating.map(Rating::code),
            figures: review.figures.as_ref().map(|figures| self.figures(&figures.totals)),
            flags: flags(entry).map(|(indicator, finding)| self.flag(finding, indicator)).collect(),
        }
    }

    fn code(&self, indicator: usize) -> &'a str {
        self.about.indicators.get(indicator).map_or("", |i| i.code.as_str())
    }

    fn answer(&self, indicator: usize, reading: &'a Reading) -> AnswerPart<'a> {
        AnswerPart {
            indicator: self.code(indicator),
            answer: reading.answer.map(Answer::code),
            level: reading.level.map(|level| level as u8),
            count: reading.count,
            note: nfc(&reading.note),
            evidence: nfc(&reading.evidence),
            at: reading.place.to_string(),
            certain: reading.is_certain(),
            rule: reading.rule.code(),
        }
    }

    fn figures(&self, totals: &UnitTotals) -> FiguresPart<'a> {
        let UnitTotals { members, reviews, collective, missing, commitments, .. } = *totals;
        let answers = totals.answers.iter().enumerate().map(|(i, a)| (self.code(i), *a)).collect();
        let ratings = Rating::ALL.iter().map(|r| r.code()).zip(totals.ratings).collect();
        FiguresPart { members, reviews, collective, missing, answers, commitments, ratings }
    }

    fn commitment(&self, promise: &'a Commitment) -> CommitmentPart<'a> {
        CommitmentPart {
            indicator: promise.indicator.map(|i| self.code(i)),
            shortcoming: nfc(&promise.shortcoming),
            action: nfc(&promise.action),
            due: promise.due.map(|date| date.to_string()),
            due_text: nfc(&promise.due_text),
            status: promise.status.map(Status::code),
        }
    }

    fn flag(&self, finding: &Finding, indicator: Option<usize>) -> FlagPart<'a> {
        let Said { code, message } = self.said(finding);
        FlagPart { code, indicator: indicator.map(|i| self.code(i)), message }
    }
}
