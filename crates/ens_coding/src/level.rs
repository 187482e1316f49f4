//! Levels of the spine.

use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::Malformed;
use crate::text::{display_text, text_serde};
use crate::visit::SpineRegion;

/// A level of the spine: two neighbours, such as `L4-5`, `L5-S1` or `T12-L1`, or one vertebra or nerve root, such as `L5`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpinalLevel {
    upper: (u8, u8), // rank of the region from the neck down, and number
    lower: Option<(u8, u8)>,
}

const REGIONS: [(u8, u8); 4] = [(b'C', 8), (b'T', 12), (b'L', 5), (b'S', 5)]; // letters with their highest numbers

impl SpinalLevel {
    /// One vertebra or nerve root, and not two neighbours.
    pub const fn is_single(self) -> bool {
        self.lower.is_none()
    }

    /// The region that codes go by: of the upper vertebra, so that T12-L1 is thoracic and L5-S1 lumbar.
    pub const fn region(self) -> SpineRegion {
        match self.upper.0 {
            0 => SpineRegion::Cervical,
            1 => SpineRegion::Thoracic,
            2 => SpineRegion::Lumbar,
            _ => SpineRegion::Sacral,
        }
    }
}

fn vertebra(text: &str, region: Option<u8>) -> Option<(u8, u8)> {
    let (rank, digits) = match text.as_bytes() {
        [letter, ..] if letter.is_ascii_alphabetic() => {
            let rank = REGIONS.iter().position(|(own, _)| *own == letter.to_ascii_uppercase())?;
            (u8::try_from(rank).ok()?, text.get(1..)?)
        }
        _ => (region?, text),
    };
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: u8 = digits.parse().ok().filter(|_| plain)?;
    let (_, most) = REGIONS.get(usize::from(rank))?;
    (1..=*most).contains(&number).then_some((rank, number))
}

impl FromStr for SpinalLevel {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (upper, lower) = match text.split_once('-') {
            Some((upper, lower)) => (upper, Some(lower)),
            None => (text, None),
        };
        let upper = vertebra(upper, None).ok_or(Malformed::SpinalLevel)?;
        let lower = match lower {
            Some(text) => Some(vertebra(text, Some(upper.0)).filter(|it| *it > upper).ok_or(Malformed::SpinalLevel)?),
            None => None,
        };
        Ok(Self { upper, lower })
    }
}

impl fmt::Display for SpinalLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = |rank: u8| char::from(REGIONS.get(usize::from(rank)).map_or(b'?', |(letter, _)| *letter));
        write!(f, "{}{}", letter(self.upper.0), self.upper.1)?;
        match self.lower {
            Some((rank, number)) if rank == self.upper.0 => write!(f, "-{number}"),
            Some((rank, number)) => write!(f, "-{}{number}", letter(rank)),
            None => Ok(()),
        }
    }
}

crate::text::debug_as_text!(SpinalLevel);
display_text!(SpinalLevel);
text_serde!(
    SpinalLevel,
    r"^[CTLSctls]\d{1,2}(-[CTLSctls]?\d{1,2})?$",
    "A level of the spine, such as L4-5, T12-L1 or L5"
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_and_written_alike() {
        for (text, written, region) in [
            ("L4-5", "L4-5", SpineRegion::Lumbar),
            ("L4-L5", "L4-5", SpineRegion::Lumbar),
            ("l5-s1", "L5-S1", SpineRegion::Lumbar),
            ("T12-L1", "T12-L1", SpineRegion::Thoracic),
            ("C7-T1", "C7-T1", SpineRegion::Cervical),
            ("S1", "S1", SpineRegion::Sacral),
        ] {
            let level = text.parse::<SpinalLevel>();
            assert_eq!(
                level.map(|it| (alloc::string::ToString::to_string(&it), it.region())),
                Ok((written.into(), region))
            );
        }
        for bad in ["", "L6", "L5-4", "X1", "T13", "L4-", "-5", "L004", "C2 -3", "L4-5-S1"] {
            assert_eq!(bad.parse::<SpinalLevel>(), Err(Malformed::SpinalLevel), "{bad}");
        }
    }
}
