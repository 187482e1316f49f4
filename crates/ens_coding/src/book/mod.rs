//! The rulebook: tables and policies, loaded once and never changed.

mod coverage;
mod coverage_words;
mod edition;
mod options;
mod policy;
mod terms;
mod therapy;

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::code::{Code, CodeBits};
use crate::error::Error;
use crate::finding::{Basis, Citation, Part};
use crate::order;
use crate::pack;
use crate::source::{self, Trust};
use crate::table::Tables;

pub use coverage::{Criterion, Limit, Position};
pub use coverage_words::{Asked, SpineArea, Stance, Therapy};
pub use edition::{Edition, SwapInForce};
pub use options::Options;
pub use policy::{CodeSwap, LocalPolicy, LocalSubject, OwnPair, OwnSource, Policy, RuleSetting, RuleState};
pub use terms::{CountingMethod, DatedTerms, Entry, Term, Terms, ThresholdLines};

/// Tables and policies. Cheap to clone, immutable, and free to share among threads.
#[derive(Clone, Debug)]
pub struct Rulebook(Arc<Inner>, Options);

#[derive(Debug)]
struct Inner {
    tables: Tables,
    policies: Vec<Policy>,   // sorted by id
    chains: Vec<Vec<usize>>, // for each policy its own place, its parent's, and so on
    basis: Basis,
    swapped: Vec<CodeBits>, // for each policy the codes that it and those that it inherits from replace
    used: Vec<Used>,        // for each policy the parts that an answer under it rests on
    all: Used,              // where there is no policy
}

/// The parts that an answer rests on, also in the forms that answers in text need.
#[derive(Debug)]
struct Used {
    parts: Arc<[Part]>,
    text: String,
    digest: String,
}

impl Used {
    fn of(parts: Arc<[Part]>) -> Self {
        let text = crate::json::text(&parts[..]).unwrap_or_default();
        Self { digest: pack::short_digest(&text), parts, text }
    }
}

impl Rulebook {
    /// The rulebook of the bundled tables and policies.
    ///
    /// The bundle is part of the library and tested with it, so that it always loads; were it damaged, the rulebook
    /// would be empty and every answer incomplete.
    #[cfg(feature = "bundled")]
    pub fn bundled() -> &'static Self {
        static BOOK: once_cell::race::OnceBox<Rulebook> = once_cell::race::OnceBox::new();
        BOOK.get_or_init(|| {
            let book = Self::load(ens_coding_data::parts()).or_else(|_| Self::load([]));
            alloc::boxed::Box::new(book.unwrap_or_else(|_| Self::empty()))
        })
    }

    #[cfg(feature = "bundled")]
    fn empty() -> Self {
        let inner = Inner {
            tables: Tables::default(),
            policies: Vec::new(),
            chains: Vec::new(),
            swapped: Vec::new(),
            used: Vec::new(),
            all: Used::of(Arc::new([])),
            basis: Basis { library: Cow::Borrowed(env!("CARGO_PKG_VERSION")), ..Basis::default() },
        };
        Self(Arc::new(inner), Options::default())
    }

    /// The rulebook of these parts, packs and policies in any order.
    ///
    /// # Errors
    /// A part that is neither, is damaged, stands twice, or names what is not loaded. The path is `$[N]`, the place of
    /// the part, with the path inside of a policy after it.
    pub fn load<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, Error> {
        Self::assemble(&mut numbered(parts))
    }

    /// The rulebook of the bundled parts and of these.
    ///
    /// # Errors
    /// As [`Rulebook::load`]; the bundled parts are not counted.
    #[cfg(feature = "bundled")]
    pub fn bundled_with<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, Error> {
        let bundled = ens_coding_data::parts().map(|bytes| ("$bundled".to_string(), bytes));
        Self::assemble(&mut bundled.chain(numbered(parts)))
    }

    /// The rulebook of parts with their paths in errors.
    fn assemble(parts: &mut dyn Iterator<Item = (String, &[u8])>) -> Result<Self, Error> {
        let mut tables = Tables::default();
        let mut policies: Vec<(String, Policy)> = Vec::new();
        let mut listed = Vec::new();
        for (path, bytes) in parts {
            if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') {
                let policy: Policy = crate::json::read(bytes, &path)?;
                let digest = pack::digest(bytes);
                listed.push(Part { part: format!("policy:{}", policy.policy), edition: None, digest });
                policies.push((path, policy));
            } else {
                let pack::Opened { header, body, digest } = pack::open(bytes, &path)?;
                tables.add(&header, body, &path)?;
                listed.push(Part {
                    part: format!("table:{}", header.table),
                    edition: Some(header.edition.clone()),
                    digest,
                });
            }
        }
        tables.take_statuses()?;
        order::sort(&mut listed, |one: &Part, other| {
            (&one.part, &one.edition, &one.digest) < (&other.part, &other.edition, &other.digest)
        });
        order::sort(&mut policies, |(_, one), (_, other)| one.policy < other.policy);
        let parents = parents_of(&policies)?;
        for (path, policy) in &mut policies {
            policy.check_sources(path)?;
            policy.check_rules(path)?;
        }
        let basis = Basis {
            library: Cow::Borrowed(env!("CARGO_PKG_VERSION")),
            policy: None,
            strict: false,
            parts: listed.into(),
        };
        let policies: Vec<Policy> = policies.into_iter().map(|(_, policy)| policy).collect();
        let chains: Vec<Vec<usize>> = (0..policies.len())
            .map(|own| core::iter::successors(Some(own), |at| parents.get(*at).copied().flatten()).collect())
            .collect();
        let used = chains.iter().map(|chain| Used::of(used_by(chain, &policies, &basis.parts))).collect();
        let all = Used::of(basis.parts.clone());
        let swapped = chains.iter().map(|chain| CodeBits::of(swaps(chain, &policies))).collect();
        Ok(Self(Arc::new(Inner { tables, policies, chains, basis, swapped, used, all }), Options::default()))
    }

    /// What the rulebook consists of.
    pub fn basis(&self) -> Basis {
        Basis { strict: self.1.strict, ..self.0.basis.clone() }
    }

    /// What an answer under the first policy of a chain rests on: the tables, and the policies of the chain.
    pub(crate) fn basis_of(&self, chain: &[usize]) -> Basis {
        let place = chain.first();
        let policy = place.and_then(|at| self.0.policies.get(*at));
        let used = place.and_then(|at| self.0.used.get(*at)).unwrap_or(&self.0.all);
        Basis {
            library: self.0.basis.library.clone(),
            policy: policy.map(|policy| policy.policy.clone().into()),
            strict: self.1.strict,
            parts: used.parts.clone(),
        }
    }

    fn used(&self, policy: Option<&str>) -> &Used {
        let place = policy.and_then(|id| self.place_of(id));
        place.and_then(|at| self.0.used.get(at)).unwrap_or(&self.0.all)
    }

    /// Names the parts that an answer under a policy rests on.
    pub(crate) fn digest_of(&self, policy: Option<&str>) -> &str {
        &self.used(policy).digest
    }

    /// Appends the basis of an answer under a policy as JSON; the parts are text already.
    pub(crate) fn push_basis(&self, policy: Option<&str>, out: &mut crate::json::Text) {
        out.push_str("{\"library\":\"");
        out.push_str(&self.0.basis.library);
        out.push_str("\"");
        if let Some(id) = policy {
            out.push_str(",\"policy\":");
            crate::json::push_text(id, out);
        }
        if self.1.strict {
            out.push_str(",\"strict\":true");
        }
        out.push_str(",\"parts\":");
        out.push_str(&self.used(policy).text);
        out.push_str("}");
    }

    /// The tables.
    pub fn tables(&self) -> &Tables {
        &self.0.tables
    }

    /// All policies, by their ids.
    pub fn policies(&self) -> &[Policy] {
        &self.0.policies
    }

    fn place_of(&self, id: &str) -> Option<usize> {
        self.0.policies.binary_search_by(|policy| policy.policy.as_str().cmp(id)).ok()
    }

    /// Places of a policy and of those that it inherits from.
    fn chain(&self, at: usize) -> &[usize] {
        self.0.chains.get(at).map_or(&[], Vec::as_slice)
    }

    /// Whether the policies of a chain may replace a code; no means that they do not.
    fn may_swap(&self, chain: &[usize], code: Code) -> bool {
        chain.first().and_then(|at| self.0.swapped.get(*at)).is_some_and(|codes| codes.may_hold(code))
    }

    /// The citation of a source id that an entry of a policy names.
    fn cite(&self, id: &str, trust: Trust) -> Option<Citation> {
        let own = || self.0.policies.iter().flat_map(|policy| &policy.sources).find(|own| own.id == id);
        let title: Cow<'static, str> = match source::by_id(id) {
            Some(source) => Cow::Borrowed(source.title),
            None => Cow::Owned(own()?.title.clone()),
        };
        Some(Citation { source: id.to_string().into(), title, trust, from: None, to: None })
    }
}

/// Parts with their places as paths.
fn numbered<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> impl Iterator<Item = (String, &'a [u8])> {
    parts.into_iter().enumerate().map(|(at, bytes)| (format!("$[{at}]"), bytes))
}

/// The codes that the policies of one chain replace.
fn swaps<'a>(chain: &'a [usize], policies: &'a [Policy]) -> impl Iterator<Item = Code> + 'a {
    chain.iter().filter_map(|at| policies.get(*at)).flat_map(|policy| &policy.codes).map(|swap| swap.code)
}

/// The tables, and the policies of one chain.
fn used_by(chain: &[usize], policies: &[Policy], parts: &[Part]) -> Arc<[Part]> {
    let names: Vec<&str> =
        chain.iter().filter_map(|at| policies.get(*at)).map(|policy| policy.policy.as_str()).collect();
    let used = |part: &&Part| part.part.strip_prefix("policy:").is_none_or(|id| names.contains(&id));
    parts.iter().filter(used).cloned().collect()
}

/// Places of the policies that each one inherits from.
fn parents_of(policies: &[(String, Policy)]) -> Result<Vec<Option<usize>>, Error> {
    let place = |id: &str| policies.binary_search_by(|(_, policy)| policy.policy.as_str().cmp(id)).ok();
    let mut parents = Vec::with_capacity(policies.len());
    let mut before: Option<&str> = None;
    for (path, policy) in policies {
        if before == Some(&policy.policy) {
            return Err(Error::new("policy/duplicate", format!("{path}.policy")));
        }
        before = Some(&policy.policy);
        parents.push(match &policy.inherits {
            None => None,
            Some(id) => Some(place(id).ok_or_else(|| Error::new("policy/parent-unknown", format!("{path}.inherits")))?),
        });
    }
    for (start, (path, _)) in policies.iter().enumerate() {
        let mut next = parents.get(start).copied().flatten();
        for _ in 0..policies.len() {
            next = next.and_then(|place| parents.get(place).copied().flatten());
        }
        if next.is_some() {
            return Err(Error::new("policy/cycle", format!("{path}.inherits")));
        }
    }
    Ok(parents)
}
