//! Refusals: reasons with what they are about.

use alloc::boxed::Box;
use alloc::string::ToString;

use ens_coding::{Citation, Modifier};

use crate::estimate::NotPriced;
use crate::words::Reason;

/// Why a line has no amount. One pointer wide, since most lines have one.
#[derive(Clone)]
pub(crate) struct Refusal(Box<NotPriced>);

impl Refusal {
    pub fn new(reason: Reason) -> Self {
        Self(Box::new(NotPriced { reason, lacks: None, modifier: None, indicator: None, citation: None }))
    }

    /// A table that is not loaded for the date.
    pub fn lacks(table: &str) -> Self {
        let mut refusal = Self::new(Reason::TableNotLoaded);
        refusal.0.lacks = Some(table.to_string());
        refusal
    }

    pub fn by_modifier(mut self, modifier: Option<Modifier>) -> Self {
        self.0.modifier = modifier;
        self
    }

    pub fn by_indicator(mut self, indicator: &str) -> Self {
        self.0.indicator = Some(indicator.to_string());
        self
    }

    pub fn cited(mut self, citation: Option<Citation>) -> Self {
        self.0.citation = citation;
        self
    }

    pub fn reason(&self) -> Reason {
        self.0.reason
    }

    pub fn into_inner(self) -> NotPriced {
        *self.0
    }
}
