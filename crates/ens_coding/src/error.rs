//! Errors: a stable code and a JSON path for every problem, and never a value from the document.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use serde::Serialize;

/// A text that does not have the shape of its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
#[non_exhaustive]
pub enum Malformed {
    /// Not a HCPCS code.
    Code,
    /// Not a modifier.
    Modifier,
    /// Not a place of service.
    PlaceOfService,
    /// Not two letters or digits.
    State,
    /// Not two letters or digits.
    ConditionCode,
    /// Not two letters or digits.
    ValueCode,
    /// Not a revenue code.
    RevenueCode,
    /// Not a type of bill.
    BillType,
    /// Not an ICD-10-CM code.
    Diagnosis,
    /// Not a level of the spine.
    SpinalLevel,
    /// Not an adjustment or remark code.
    DenialCode,
    /// Not a day of the calendar.
    Date,
    /// A number outside of what its field can mean.
    Range,
}

/// One problem of a document: what, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// Stable code, such as `field/unknown`.
    pub code: String,
    /// JSON path from the document's root, such as `$.services[2].minutes`.
    pub path: String,
    /// A sentence for people; it holds no value of the document.
    pub message: String,
}

impl Malformed {
    /// The stable code of the problem, which is also what `Display` writes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Code => "code/malformed",
            Self::Modifier => "modifier/malformed",
            Self::PlaceOfService => "place-of-service/malformed",
            Self::State => "state/malformed",
            Self::ConditionCode => "condition-code/malformed",
            Self::ValueCode => "value-code/malformed",
            Self::RevenueCode => "revenue-code/malformed",
            Self::BillType => "bill-type/malformed",
            Self::Diagnosis => "diagnosis/malformed",
            Self::SpinalLevel => "spinal-level/malformed",
            Self::DenialCode => "denial-code/malformed",
            Self::Date => "date/impossible",
            Self::Range => "value/out-of-range",
        }
    }
}

impl Problem {
    /// A problem of one of this library's codes, which decides its message. `path` must hold no value of a document.
    pub fn new(code: &str, path: impl Into<String>) -> Self {
        Self { code: code.into(), path: path.into(), message: message(code).into() }
    }
}

/// Why an input cannot be used: every problem that was found, the first one first.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
pub struct Error(Box<[Problem]>);

impl Error {
    /// The error of one problem; see [`Problem::new`].
    pub fn new(code: &str, path: impl Into<String>) -> Self {
        Self(Box::new([Problem::new(code, path)]))
    }

    /// The error of these problems, or `None` of none.
    pub fn of(problems: Vec<Problem>) -> Option<Self> {
        if problems.is_empty() { None } else { Some(Self(problems.into_boxed_slice())) }
    }

    pub(crate) fn all(problems: Vec<Problem>) -> Result<(), Self> {
        Self::of(problems).map_or(Ok(()), Err)
    }

    /// All problems; there is at least one.
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }

    /// The error as the JSON document that every face shows: `{"error": {"code", "path", "message", "others"}}`.
    pub fn to_json(&self) -> String {
        crate::json::writer::text(self).unwrap_or_default()
    }

    /// The first problem's stable code.
    pub fn code(&self) -> &str {
        self.0.first().map_or("", |problem| &problem.code)
    }

    /// The first problem's JSON path.
    pub fn path(&self) -> &str {
        self.0.first().map_or("", |problem| &problem.path)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let separator = if at == 0 { "" } else { "; " };
            write!(f, "{separator}{} at {}: {}", problem.code, problem.path, problem.message)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Error {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ErrorDocument { error: Cause { first: self.0.first(), others: self.0.get(1..).unwrap_or_default() } }
            .serialize(serializer)
    }
}

/// Why an input cannot be used.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Error"))]
pub(crate) struct ErrorDocument<'a> {
    /// The first problem, and all others.
    error: Cause<'a>,
}

/// The first problem, and all others.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Cause<'a> {
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(with = "Problem"))]
    first: Option<&'a Problem>,
    /// The other problems.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    others: &'a [Problem],
}

/// The sentence of a code. One place, so that every face says the same.
fn message(code: &str) -> &'static str {
    match code {
        "json/syntax" => "the text is not JSON",
        "json/truncated" => "the text ends before the document does",
        "json/too-deep" => "the document is nested too deeply",
        "json/not-utf8" => "the text is not UTF-8",
        "field/unknown" => "no such field here",
        "field/duplicate" => "the field stands twice",
        "field/missing" => "a required field is missing",
        "field/wrong-type" => "the value has the wrong type",
        "value/unknown" => "the value is not one of those that the schema lists",
        "value/out-of-range" => "the number is outside of what this field can mean",
        "code/malformed" => "not the shape of a HCPCS code",
        "modifier/malformed" => "not the shape of a modifier",
        "place-of-service/malformed" => "not a two-digit place of service",
        "revenue-code/malformed" => "not a four-digit revenue code",
        "bill-type/malformed" => "not a type of bill of three or four digits",
        "diagnosis/malformed" => "not the shape of an ICD-10-CM code",
        "spinal-level/malformed" => "not a level of the spine such as L4-5, T12-L1 or L5",
        "denial-code/malformed" => "not the shape of an adjustment or remark code, such as 97, B7 or N362",
        "date/impossible" => "not a day of the calendar, written YYYY-MM-DD",
        "locality/malformed" => "not a contractor's five digits and the two of its locality",
        "zip/malformed" => "not a ZIP code of five digits",
        "visit/empty" => "the visit has no service",
        "visit/performer-unknown" => "no performer of the visit has this id",
        "visit/performer-duplicate" => "two performers have the same id",
        "visit/service-unknown" => "no service of the visit has this id",
        "visit/limb-duplicate" => "a limb is listed twice",
        "visit/service-duplicate" => "two services have the same id",
        "visit/assistant-minutes" => "the assistant's minutes exceed the minutes of the service",
        "claim/empty" => "the claim has no line",
        "claim/pointer-unknown" => "the line points at a diagnosis that the claim does not have",
        "remit/empty" => "the remittance has no line",
        "remit/line-unknown" => "the claim has no such line",
        "remit/line-ambiguous" => "the claim has several lines of this code: name the line by its place",
        "remit/line-duplicate" => "the remittance speaks of a line of the claim twice",
        "limit/exceeded" => "the document is larger than it may be",
        "document/unwritable" => "the answer cannot be written",
        "document/wrong-kind" => "the document is not of the kind that was asked for",
        "argument/null" => "a pointer is NULL",
        "argument/too-long" => "no text can be as long as the stated length",
        "internal/panic" => "the library failed; this is a defect of the library, not of the input",
        "schema/unknown" => "no document has this name",
        "input/unreadable" => "the input cannot be read",
        "output/unwritable" => "the output cannot be written",
        "pack/not-a-pack" => "the bytes are neither a pack nor a policy",
        "pack/version" => "the pack has another format version or table: make it again with `ens pack` of this version",
        "pack/corrupted" => "the pack's digest does not match its content",
        "pack/truncated" => "the pack ends before its content does",
        "pack/disordered" => "the rows of the pack are not in order",
        "pack/duplicate" => "two packs hold the same edition of a table",
        "pack/other-table" => "the two packs hold different tables",
        "pack/overlap" => "two packs of a table cover the same dates",
        "policy/duplicate" => "two policies have the same id",
        "policy/parent-unknown" => "the policy inherits from one that is not loaded",
        "policy/cycle" => "the policy inherits from itself",
        "rule/unknown" | "policy/rule-unknown" => "no rule has this id",
        "policy/source-unknown" => "no source has this id",
        "policy/untrusted-denial" => "only a primary source may raise a rule to deny",
        _ => "the input cannot be used",
    }
}
