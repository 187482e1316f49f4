//! How types that are short texts are read and written: macros, since each needs the same few implementations.

/// Reading from text, and the JSON Schema of it.
///
/// A type of which packs hold many thousands is a number there.
macro_rules! text_serde {
    ($name:ident, $pattern:literal, $describe:literal $(, number $from_number:path)?) => {
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($describe)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                $(if !deserializer.is_human_readable() {
                    let number = u32::deserialize(deserializer)?;
                    return $from_number(number).ok_or_else(|| serde::de::Error::custom(Malformed::$name));
                })?
                deserializer.deserialize_str(Text)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> alloc::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern, "description": $describe })
            }
        }
    };
}
pub(crate) use text_serde;

/// A text of a fixed number of ASCII characters: written without the machinery of formatting.
pub(crate) trait Ascii<const N: usize>: Copy {
    fn ascii(self) -> [u8; N];
}

/// The characters as text.
pub(crate) fn as_text<const N: usize>(ascii: &[u8; N]) -> &str {
    core::str::from_utf8(ascii).unwrap_or_default()
}

/// `Display` and serde for texts of a fixed length.
macro_rules! ascii_text {
    ($($name:ident),*) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad($crate::text::as_text(&$crate::text::Ascii::ascii(*self)))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::text::as_text(&$crate::text::Ascii::ascii(*self)))
            }
        }
    )*};
}
pub(crate) use ascii_text;

/// `Display` and serde for texts of a fixed length that are numbers in packs.
macro_rules! ascii_number {
    ($name:ident) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad($crate::text::as_text(&$crate::text::Ascii::ascii(*self)))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.serialize_str($crate::text::as_text(&$crate::text::Ascii::ascii(*self)))
                } else {
                    serializer.serialize_u32(self.0)
                }
            }
        }
    };
}
pub(crate) use ascii_number;
/// Debug output is the text form.
macro_rules! debug_as_text {
    ($($name:ident),*) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    )*};
}
pub(crate) use debug_as_text;
/// Serde for texts of varying length.
macro_rules! display_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}
pub(crate) use display_text;

/// Lists of words: enumerations without values, in JSON by their names.
macro_rules! words {
    ($($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $variant_doc:literal])+ $variant:ident),* $(,)? })*) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[doc = $variant_doc])+ $variant),* }
    )*};
}
pub(crate) use words;
