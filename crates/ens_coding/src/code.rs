//! The code types of a claim: valid by construction, cheap to copy and to compare.

use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Malformed;
use crate::text::{Ascii, ascii_number, ascii_text, debug_as_text, display_text, text_serde};

/// Digits before letters, as in ASCII, so that numbers sort like their text.
const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// What a HCPCS code can end with, ascending.
const LAST: &[u8; 15] = b"0123456789AFMTU";

const fn digit(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some(byte.wrapping_sub(b'0') as u32),
        b'A'..=b'Z' => Some((byte.wrapping_sub(b'A') as u32).wrapping_add(10)),
        _ => None,
    }
}

const fn last_digit(byte: u8) -> Option<u32> {
    match byte {
        b'0'..=b'9' => Some(byte.wrapping_sub(b'0') as u32),
        b'A' => Some(10),
        b'F' => Some(11),
        b'M' => Some(12),
        b'T' => Some(13),
        b'U' => Some(14),
        _ => None,
    }
}

fn character(alphabet: &[u8], digit: u32) -> u8 {
    let place = usize::try_from(digit).ok();
    place.and_then(|at| alphabet.get(at)).copied().unwrap_or(b'?')
}

/// A HCPCS code: CPT (five digits, or four and F, T, U, A or M) or Level II (a letter and four digits).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u32); // (first character * 1000 + three digits) * 15 + last character: dense, and ordered like the text

impl Code {
    /// One more than the largest number of a code.
    pub(crate) const NUMBERS: u32 = 36 * 1000 * 15;

    /// The code of these five characters; meant for constants.
    pub const fn from_ascii(text: &[u8; 5]) -> Option<Self> {
        let [first, a, b, c, last] = *text;
        let (Some(first), Some(last)) = (digit(first), last_digit(last)) else { return None };
        if !a.is_ascii_digit() || !b.is_ascii_digit() || !c.is_ascii_digit() || (first >= 10 && last >= 10) {
            return None;
        }
        let middle = (a as u32).wrapping_mul(100).wrapping_add((b as u32).wrapping_mul(10)).wrapping_add(c as u32);
        let middle = middle.wrapping_sub((b'0' as u32).wrapping_mul(111));
        Some(Self(first.wrapping_mul(1000).wrapping_add(middle).wrapping_mul(15).wrapping_add(last)))
    }

    /// Whether the code is of HCPCS Level II (a letter first).
    pub const fn is_level_two(self) -> bool {
        self.0 >= 10 * 1000 * 15
    }

    /// The code as a number below [`Self::NUMBERS`] that sorts like its text.
    pub(crate) const fn number(self) -> u32 {
        self.0
    }

    /// The code of a number.
    pub(crate) const fn from_number(number: u32) -> Option<Self> {
        let code = Self(number);
        if number >= Self::NUMBERS || (code.is_level_two() && number % 15 >= 10) { None } else { Some(code) }
    }
}

/// A code known at compile time; a malformed one does not compile.
macro_rules! code {
    ($text:literal) => {{
        const CODE: $crate::code::Code = match $crate::code::Code::from_ascii($text) {
            Some(code) => code,
            None => panic!("not a HCPCS code"),
        };
        CODE
    }};
}
pub(crate) use code;

impl FromStr for Code {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        text.as_bytes().try_into().ok().and_then(Self::from_ascii).ok_or(Malformed::Code)
    }
}

impl Ascii<5> for Code {
    fn ascii(self) -> [u8; 5] {
        let (rest, last) = (self.0 / 15, self.0 % 15);
        let digit = |of: u32| b'0'.wrapping_add(u8::try_from(of % 10).unwrap_or_default());
        let first = character(ALPHABET, rest / 1000);
        [first, digit(rest / 100), digit(rest / 10), digit(rest), character(LAST, last)]
    }
}

/// Which codes may be among a few: one bit stands for many codes, so that most others are told in one step.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct CodeBits(u64);

impl CodeBits {
    const fn bit(code: Code) -> u64 {
        1 << (code.0 / 15 % 64)
    }

    /// The bits of these codes.
    pub fn of(codes: impl Iterator<Item = Code>) -> Self {
        Self(codes.map(Self::bit).fold(0, |all, bit| all | bit))
    }

    /// Whether the code may be among them; no means that it is not.
    pub const fn may_hold(self, code: Code) -> bool {
        self.0 & Self::bit(code) != 0
    }

    /// The codes were so many, each with a bit of its own, so that no two are equal.
    pub fn tells_apart(self, count: usize) -> bool {
        usize::try_from(self.0.count_ones()) == Ok(count)
    }
}

/// A two-character claim modifier, such as `GP` or `59`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modifier([u8; 2]);

impl Modifier {
    /// The modifier of these two characters; meant for constants.
    pub const fn from_ascii(text: &[u8; 2]) -> Option<Self> {
        match (digit(text[0]), digit(text[1])) {
            (Some(_), Some(_)) => Some(Self(*text)),
            _ => None,
        }
    }
}

macro_rules! modifiers {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        impl Modifier {
            $($(#[$doc])* pub const $name: Self = Self(*$text);)*
        }
    };
}

modifiers! {
    /// Distinct procedural service.
    M59 = b"59";
    /// Separately identifiable evaluation and management on the day of a procedure.
    M25 = b"25";
    /// Bilateral procedure.
    M50 = b"50";
    /// Separate encounter.
    XE = b"XE";
    /// Separate structure.
    XS = b"XS";
    /// Separate practitioner.
    XP = b"XP";
    /// Unusual, non-overlapping service.
    XU = b"XU";
    /// Physical therapy plan of care.
    GP = b"GP";
    /// Occupational therapy plan of care.
    GO = b"GO";
    /// Speech-language pathology plan of care.
    GN = b"GN";
    /// Furnished in whole or in part by a physical therapist assistant.
    CQ = b"CQ";
    /// Furnished in whole or in part by an occupational therapy assistant.
    CO = b"CO";
    /// The requirements of the policy are met.
    KX = b"KX";
    /// Waiver of liability on file, as the payer's policy requires.
    GA = b"GA";
    /// Expected to be denied as not reasonable and necessary, no waiver on file.
    GZ = b"GZ";
    /// Excluded by statute.
    GY = b"GY";
    /// Voluntary notice of liability.
    GX = b"GX";
    /// Active treatment by manipulation.
    AT = b"AT";
    /// Rented.
    RR = b"RR";
    /// New, purchased.
    NU = b"NU";
    /// Staged or related procedure within a global period.
    M58 = b"58";
    /// Unplanned return to the operating room within a global period.
    M78 = b"78";
    /// Unrelated procedure within a global period.
    M79 = b"79";
    /// Unrelated evaluation and management within a global period.
    M24 = b"24";
    /// The evaluation that led to the decision for a major operation.
    M57 = b"57";
    /// Stopped after anesthesia or after the start, practitioner.
    M53 = b"53";
    /// Stopped before anesthesia, facility.
    M73 = b"73";
    /// Stopped after anesthesia, facility.
    M74 = b"74";
    /// Professional component.
    M26 = b"26";
    /// Reduced service.
    M52 = b"52";
    /// Anesthesia by the operating practitioner.
    M47 = b"47";
    /// Discarded units of a single-dose drug.
    JW = b"JW";
    /// Nothing of a single-dose drug was discarded.
    JZ = b"JZ";
    /// Technical component.
    TC = b"TC";
    /// Two surgeons.
    M62 = b"62";
    /// Assistant surgeon.
    M80 = b"80";
    /// Minimum assistant surgeon.
    M81 = b"81";
    /// Assistant surgeon, no qualified resident available.
    M82 = b"82";
    /// Assistant at surgery who is not a physician.
    AS = b"AS";
    /// Device without cost or with full credit.
    FB = b"FB";
    /// Device with partial credit.
    FC = b"FC";
    /// Left side.
    LT = b"LT";
    /// Right side.
    RT = b"RT";
}

impl FromStr for Modifier {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        text.as_bytes().try_into().ok().and_then(Self::from_ascii).ok_or(Malformed::Modifier)
    }
}

impl Ascii<2> for Modifier {
    fn ascii(self) -> [u8; 2] {
        self.0
    }
}

/// A two-digit place of service, such as `11` for an office.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceOfService(u8);

impl PlaceOfService {
    /// The two digits as a number, 1 to 99.
    pub const fn number(self) -> u8 {
        self.0
    }
}

impl FromStr for PlaceOfService {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let shaped = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|number| shaped && *number > 0).map(Self).ok_or(Malformed::PlaceOfService)
    }
}

impl Ascii<2> for PlaceOfService {
    fn ascii(self) -> [u8; 2] {
        [self.0 / 10, self.0 % 10].map(|digit| character(ALPHABET, digit.into()))
    }
}

/// Fixed-length digit strings of the institutional claim.
macro_rules! digits {
    ($(#[$doc:meta])* $name:ident, $min:literal, $max:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name { digits: [u8; 4], len: u8 }

        impl $name {
            /// The digits as text.
            pub fn as_str(&self) -> &str {
                self.digits.get(..usize::from(self.len)).and_then(|d| core::str::from_utf8(d).ok()).unwrap_or_default()
            }
        }

        impl FromStr for $name {
            type Err = Malformed;
            fn from_str(text: &str) -> Result<Self, Malformed> {
                let mut digits = [0; 4];
                if !($min..=$max).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
                    return Err(Malformed::$name);
                }
                for (to, from) in digits.iter_mut().zip(text.bytes()) {
                    *to = from;
                }
                Ok(Self { digits, len: u8::try_from(text.len()).unwrap_or(4) })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

digits!(
    /// A four-digit revenue code of an institutional line, such as `0420`.
    RevenueCode, 4, 4
);
digits!(
    /// A type of bill of an institutional claim: `131`, or `0131` with its leading zero.
    BillType, 3, 4
);

impl BillType {
    /// Facility type and bill classification, such as `13` of `131` and `0131`.
    pub fn facility_class(&self) -> &str {
        let text = self.as_str();
        let text = if self.len == 4 { text.get(1..) } else { Some(text) };
        text.and_then(|text| text.get(..2)).unwrap_or_default()
    }
}

debug_as_text!(Code, Modifier, PlaceOfService, RevenueCode, BillType);

ascii_text!(Modifier, PlaceOfService);

ascii_number!(Code);

display_text!(RevenueCode, BillType);

text_serde!(Code, r"^(\d{4}[0-9FTUAM]|[A-Z]\d{4})$", "A HCPCS code: CPT or Level II", number Code::from_number);
text_serde!(Modifier, r"^[0-9A-Z]{2}$", "A claim modifier of two characters");
text_serde!(PlaceOfService, r"^(0[1-9]|[1-9]\d)$", "A place of service of two digits");
text_serde!(RevenueCode, r"^\d{4}$", "A revenue code of four digits");
text_serde!(BillType, r"^\d{3,4}$", "A type of bill of three digits, or four with its leading zero");

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn shapes() {
        for good in ["97032", "G0283", "0720T", "E0730", "0001U", "0001A"] {
            assert_eq!(good.parse::<Code>().map(|c| c.to_string()).as_deref(), Ok(good));
        }
        for bad in ["9703", "970320", "g0283", "97 32", "GG283", "0720X", "", "９7032"] {
            assert_eq!(bad.parse::<Code>(), Err(Malformed::Code), "{bad}");
        }
        let ordered =
            ["00100", "0001A", "0001F", "0001M", "0001T", "0001U", "97032", "97033", "A0021", "G0283", "V5364"];
        let mut sorted = ordered;
        sorted.sort_unstable_by_key(|text| text.parse::<Code>().ok());
        let mut as_text = ordered;
        as_text.sort_unstable();
        assert_eq!(sorted, as_text);
        for number in 0..Code::NUMBERS {
            let code = Code::from_number(number);
            assert!(code.is_none_or(|code| code.to_string().parse() == Ok(code)), "{number}");
        }
        assert_eq!("0131".parse::<BillType>().map(|b| b.facility_class().to_string()).as_deref(), Ok("13"));
        assert!("00".parse::<PlaceOfService>().is_err());
    }
}
