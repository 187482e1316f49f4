//! ICD-10-CM codes as claims carry them.

use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Malformed;

/// An ICD-10-CM diagnosis code, written with its dot (`M54.50`) and read with or without.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Diagnosis([u8; 7]); // without the dot, padded with zero bytes

/// As the text sorts, in one comparison.
impl Ord for Diagnosis {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number().cmp(&other.number())
    }
}

impl PartialOrd for Diagnosis {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Diagnosis {
    /// The characters as a number that sorts like them.
    fn number(self) -> u64 {
        let mut bytes = [0; 8];
        bytes.iter_mut().zip(self.0).for_each(|(to, from)| *to = from);
        u64::from_be_bytes(bytes)
    }

    /// The code without its dot.
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The characters without the dot.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        let len = self.0.iter().position(|byte| *byte == 0).unwrap_or(7);
        self.0.get(..len).unwrap_or_default()
    }

    /// Whether the code lies in the family of this prefix, written without the dot.
    pub fn starts_with(&self, prefix: &str) -> bool {
        self.0.starts_with(prefix.as_bytes())
    }
}

impl FromStr for Diagnosis {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut bytes = [0; 7];
        let mut len = 0_usize;
        for (at, byte) in text.bytes().enumerate() {
            if at == 3 && byte == b'.' && text.len() > 4 {
                continue;
            }
            let shaped = match len {
                0 => byte.is_ascii_uppercase(),
                _ => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
            };
            match bytes.get_mut(len) {
                Some(slot) if shaped => *slot = byte,
                _ => return Err(Malformed::Diagnosis),
            }
            len = len.saturating_add(1);
        }
        if len < 3 { Err(Malformed::Diagnosis) } else { Ok(Self(bytes)) }
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.as_str();
        match text.split_at_checked(3) {
            Some((category, rest)) if !rest.is_empty() => write!(f, "{category}.{rest}"),
            _ => f.write_str(text),
        }
    }
}

crate::text::debug_as_text!(Diagnosis);
crate::text::display_text!(Diagnosis);
crate::text::text_serde!(
    Diagnosis,
    r"^[A-Z][0-9A-Z]{2}(\.?[0-9A-Z]{1,4})?$",
    "An ICD-10-CM code, with or without its dot"
);

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn shapes() {
        for (text, canonical) in [("M54.50", "M54.50"), ("M5450", "M54.50"), ("R52", "R52"), ("QA0.0101", "QA0.0101")] {
            assert_eq!(text.parse::<Diagnosis>().map(|d| d.to_string()).as_deref(), Ok(canonical));
        }
        for bad in ["M5", "M54.", "M5.450", "m54.5", "M54.50000", "54.5"] {
            assert_eq!(bad.parse::<Diagnosis>(), Err(Malformed::Diagnosis), "{bad}");
        }
    }
}
