//! Codes of two characters that stand on a claim or in a setting.

use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::code::Modifier;
use crate::error::Malformed;
use crate::text::{Ascii, ascii_text, debug_as_text, text_serde};

/// Codes of two characters, digits or capital letters.
macro_rules! pairs_of_characters {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 2]);

        impl $name {
            /// The code of these two characters; meant for constants.
            pub const fn from_ascii(text: &[u8; 2]) -> Option<Self> {
                match Modifier::from_ascii(text) {
                    Some(_) => Some(Self(*text)),
                    None => None,
                }
            }
        }

        impl FromStr for $name {
            type Err = Malformed;

            fn from_str(text: &str) -> Result<Self, Malformed> {
                text.as_bytes().try_into().ok().and_then(Self::from_ascii).ok_or(Malformed::$name)
            }
        }

        impl Ascii<2> for $name {
            fn ascii(self) -> [u8; 2] {
                self.0
            }
        }
    )*};
}

pairs_of_characters! {
    /// A state or territory by its postal letters, such as `TX`.
    State;
    /// A condition code of an institutional claim, such as `49`.
    ConditionCode;
    /// A value code of an institutional claim, such as `FD`.
    ValueCode;
}

debug_as_text!(State, ConditionCode, ValueCode);

ascii_text!(State, ConditionCode, ValueCode);

text_serde!(State, r"^[0-9A-Z]{2}$", "The two letters of a state or territory");
text_serde!(ConditionCode, r"^[0-9A-Z]{2}$", "A condition code of two characters");
text_serde!(ValueCode, r"^[0-9A-Z]{2}$", "A value code of two characters");
