//! What is wrong in a document, and where.
//!
//! All of it is kept out of the hundreds of places that could fail: inlined, it would be most of the library's code.

use alloc::boxed::Box;
use alloc::string::ToString;
use alloc::vec::Vec;
use core::fmt;
use serde::de::{self, Expected, Unexpected};

use crate::error::Malformed;

/// What is wrong, and where. One pointer wide: results that hold one are moved at every step of every reading.
#[derive(Debug)]
pub(super) struct Fault(Box<Inner>);

#[derive(Debug)]
pub(super) struct Inner {
    /// Stable code.
    pub code: &'static str,
    /// Places in objects and lists, counted as they stand in the text, the innermost first.
    pub places: Vec<usize>,
    /// The name of a missing field of the innermost object.
    pub missing: Option<&'static str>,
    /// The names that an enumeration knows, where another one was met.
    pub names: &'static [&'static str],
    /// Whether the field that was read last is to blame, and its object has not said yet which one that is.
    last_field: bool,
}

impl Fault {
    #[cold]
    #[inline(never)]
    fn new(code: &'static str) -> Self {
        Self(Box::new(Inner { code, places: Vec::new(), missing: None, names: &[], last_field: false }))
    }

    /// A value of another type than the field's.
    #[cold]
    #[inline(never)]
    pub fn wrong_type() -> Self {
        Self::new("field/wrong-type")
    }

    /// A name that is none of a structure's fields.
    #[cold]
    #[inline(never)]
    pub fn unknown_field() -> Self {
        Self::new("field/unknown")
    }

    /// A name that is none of an enumeration's variants.
    #[cold]
    #[inline(never)]
    pub fn unknown_variant(names: &'static [&'static str]) -> Self {
        let mut fault = Self::new("value/unknown");
        fault.0.names = names;
        fault
    }

    /// The same fault, seen from the object or list around it.
    #[cold]
    #[inline(never)]
    pub fn at(mut self, place: usize) -> Self {
        self.0.places.push(place);
        self
    }

    /// The same fault once the object knows which field was read last.
    #[cold]
    #[inline(never)]
    pub fn after(mut self, last: usize) -> Self {
        if core::mem::take(&mut self.0.last_field) { self.at(last) } else { self }
    }

    pub fn into_inner(self) -> Inner {
        *self.0
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code)
    }
}

impl core::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let message = message.to_string();
        let known = [
            Malformed::Code,
            Malformed::Modifier,
            Malformed::PlaceOfService,
            Malformed::State,
            Malformed::ConditionCode,
            Malformed::ValueCode,
            Malformed::RevenueCode,
            Malformed::BillType,
            Malformed::Diagnosis,
            Malformed::DenialCode,
            Malformed::Date,
            Malformed::Range,
        ];
        Self::new(known.iter().map(|kind| kind.code()).find(|code| *code == message).unwrap_or("field/wrong-type"))
    }

    #[cold]
    #[inline(never)]
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::wrong_type()
    }

    #[cold]
    #[inline(never)]
    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::new("value/out-of-range")
    }

    #[cold]
    #[inline(never)]
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self::wrong_type()
    }

    #[cold]
    #[inline(never)]
    fn unknown_variant(_: &str, names: &'static [&'static str]) -> Self {
        Self::unknown_variant(names)
    }

    #[cold]
    #[inline(never)]
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::unknown_field()
    }

    #[cold]
    #[inline(never)]
    fn missing_field(field: &'static str) -> Self {
        let mut fault = Self::new("field/missing");
        fault.0.missing = Some(field);
        fault
    }

    #[cold]
    #[inline(never)]
    fn duplicate_field(_: &'static str) -> Self {
        let mut fault = Self::new("field/duplicate");
        fault.0.last_field = true;
        fault
    }
}
