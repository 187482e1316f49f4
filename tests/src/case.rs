use ens_coding::{Claim, Error, Line, Outcome, RevenueCode, Rulebook, Severity, Trust, Visit};
use serde::Deserialize;
use serde_json::Value;

/// One golden case: a visit, perhaps a submitted claim, and the answer that is right.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its id, which is its file's name.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// What is done with it.
    pub mode: Mode,
    /// How good the source of the expected answer is.
    pub trust: Trust,
    /// Why the answer is right.
    pub why: String,
    /// Where that is written.
    pub source: String,
    /// The visit, as it is written; a case about a practice has none.
    #[serde(default)]
    pub visit: Value,
    /// The practice, as it is written, in place of the visit.
    pub practice: Option<Value>,
    /// The claim to be checked.
    pub submitted: Option<Claim>,
    /// Policies beside the bundled parts.
    #[serde(default)]
    pub parts: Vec<Value>,
    /// The right answer.
    pub expect: Expect,
    /// What the original says and the translation does not hold.
    #[serde(default)]
    pub left_out: Vec<String>,
}

/// What is done with the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The visit is coded.
    Code,
    /// The submitted claim is checked against the visit.
    Check,
    /// The practice is audited.
    Audit,
}

/// The right answer to a case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// The lines of the claim as it should be.
    pub lines: Vec<Line>,
    /// Other lines that are right too.
    #[serde(default)]
    pub alternates: Vec<Vec<Line>>,
    /// Findings that must be there.
    pub findings: Vec<ExpectedFinding>,
    /// The revenue code of every line.
    pub revenue_code: Option<RevenueCode>,
}

/// A finding that must be there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedFinding {
    /// Id of its rule.
    pub rule: String,
    /// Its severity; it counts only where the case rests on a primary source.
    pub severity: Severity,
}

impl Mode {
    /// The command that does it.
    pub const fn command(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Check => "check",
            Self::Audit => "audit",
        }
    }
}

impl Case {
    /// The visit.
    ///
    /// # Errors
    /// When it is not a valid one.
    pub fn visit(&self) -> Result<Visit, Error> {
        ens_coding::json::visit(&self.visit.to_string())
    }

    /// Whether it is about a practice, and not about a visit.
    pub fn is_audit(&self) -> bool {
        self.mode == Mode::Audit
    }

    /// The document that the command of its mode takes.
    ///
    /// # Errors
    /// When the claim cannot be written.
    pub fn document(&self) -> serde_json::Result<Value> {
        Ok(match self.mode {
            Mode::Code => self.visit.clone(),
            Mode::Check => serde_json::json!({ "visit": self.visit, "claim": serde_json::to_value(&self.submitted)? }),
            Mode::Audit => self.practice.clone().unwrap_or_default(),
        })
    }

    /// The same with another payer.
    #[must_use]
    pub fn with_payer(mut self, id: &str) -> Self {
        let document = self.practice.as_mut().unwrap_or(&mut self.visit);
        if let Some(Value::Object(payer)) = document.get_mut("payer") {
            payer.remove("line_of_business");
            payer.insert("id".into(), id.into());
        }
        self
    }

    /// The library's answer; that to a practice has a claim without lines.
    ///
    /// # Errors
    /// When the library refuses the visit, the practice, the claim or a part.
    pub fn run(&self) -> Result<Outcome, Error> {
        let own;
        let book = if self.parts.is_empty() {
            Rulebook::bundled()
        } else {
            let texts: Vec<String> = self.parts.iter().map(Value::to_string).collect();
            own = Rulebook::bundled_with(texts.iter().map(String::as_bytes))?;
            &own
        };
        match self.mode {
            Mode::Code => ens_coding::code(&self.visit()?, book),
            Mode::Check => {
                let claim = self.submitted.clone().unwrap_or_default();
                ens_coding::edit(&self.visit()?, &claim, book)
            }
            Mode::Audit => {
                let practice = self.practice.as_ref().unwrap_or(&Value::Null).to_string();
                ens_coding::audit(&ens_coding::json::practice(&practice)?, book).map(Outcome::from)
            }
        }
    }
}
