//! Reads typed values out of a JSON text.
//!
//! A deserializer of this library's own. A general one takes nearly twice the time, and with the wrapper that it needs for
//! what follows the WebAssembly module is an eighth larger: structures are read from objects only (derived readers would
//! also take a list of the fields in their order), and places are counted on the way in and noted on the way out of a
//! failure. It knows what the types of this library ask for, and no more. All of them read lists and objects to the end.

use serde::de::value::{StrDeserializer, U64Deserializer};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::fault::Fault;
use super::scan::{Number, Scan};

/// Reads one value.
pub(super) struct Reader<'r, 't>(pub &'r mut Scan<'t>);

/// The elements of a list, and how many have been begun.
struct Items<'r, 't>(&'r mut Scan<'t>, usize);

/// The fields of an object that a structure is read from, how many have been begun, and which one is likely to be next.
struct Fields<'r, 't> {
    scan: &'r mut Scan<'t>,
    names: Names,
    begun: usize,
    likely: usize,
}

/// The fields of an object whose names are not known before, and how many have been begun.
struct Entries<'r, 't>(&'r mut Scan<'t>, usize);

/// A variant: its name alone, or an object with the name as its only field.
struct Variant<'r, 't> {
    scan: &'r mut Scan<'t>,
    place: usize,
    is_object: bool,
    has_value: &'r mut bool,
}

/// Derived readers can be told the place of a field, which is looked up here, once for all types; looked up by themselves,
/// names are much of their code. Where size counts less they are quicker.
const BY_PLACE: bool = cfg!(target_family = "wasm");

/// Names of fields or variants. No type has a second name for anything.
type Names = &'static [&'static str];

/// The place of a name. Fields mostly stand in the order of the structure, so that places from the likely one on are
/// looked at first.
#[inline]
fn place_of(name: &str, names: Names, likely: usize) -> Option<usize> {
    let (before, from) = names.split_at_checked(likely).unwrap_or((names, &[]));
    let at = |names: &[&str]| names.iter().position(|known| *known == name);
    at(from).map(|place| place.wrapping_add(likely)).or_else(|| at(before))
}

/// The one field of an object that stands for a variant.
const VARIANT: usize = 0;

impl Reader<'_, '_> {
    fn object<'de, V: Visitor<'de>>(self, names: Names, visitor: V) -> Result<V::Value, Fault> {
        self.0.take(b'{')?;
        let mut fields = Fields { scan: self.0, names, begun: 0, likely: 0 };
        visitor.visit_map(&mut fields).map_err(|fault| fault.after(fields.begun.saturating_sub(1)))
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0.number()? {
                Number::Unsigned(number) => visitor.visit_u64(number),
                Number::Negative(number) => visitor.visit_i64(number),
            }
        }
    )*};
}

macro_rules! texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.visit_str(self.0.text()?)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_, '_> {
    type Error = Fault;

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64
    }

    texts! { deserialize_str deserialize_string deserialize_identifier }

    /// What takes anything takes texts and whole numbers.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.peek() == b'"' { self.deserialize_str(visitor) } else { self.deserialize_i64(visitor) }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = self.0.peek() == b't';
        self.0.word(if value { "true" } else { "false" })?;
        visitor.visit_bool(value)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.peek() != b'n' {
            return visitor.visit_some(self);
        }
        self.0.word("null")?;
        visitor.visit_none()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.0.take(b'[')?;
        visitor.visit_seq(Items(self.0, 0))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.0.take(b'{')?;
        visitor.visit_map(Entries(self.0, 0))
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, names: Names, visitor: V) -> Result<V::Value, Fault> {
        self.object(names, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, names: Names, visitor: V) -> Result<V::Value, Fault> {
        let mut has_value = false;
        let variant = Variant::begin(self.0, names, &mut has_value)?;
        let is_object = variant.is_object;
        let value = visitor.visit_enum(variant)?;
        if is_object {
            end_variant(self.0, has_value)?;
        }
        Ok(value)
    }

    serde::forward_to_deserialize_any! {
        f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct ignored_any
    }
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let place = self.1;
        if !self.0.next(place == 0, b']')? {
            return Ok(None);
        }
        self.1 = place.saturating_add(1);
        seed.deserialize(Reader(self.0)).map(Some).map_err(|fault| fault.at(place))
    }
}

impl Fields<'_, '_> {
    /// The place of the next field among the names.
    #[inline(never)]
    fn next(&mut self) -> Result<Option<usize>, Fault> {
        let place = self.begun;
        if !self.scan.next(place == 0, b'}')? {
            return Ok(None);
        }
        self.begun = place.saturating_add(1);
        let found = place_of(self.scan.name()?, self.names, self.likely);
        let Some(found) = found else { return Err(Fault::unknown_field().at(place)) };
        self.likely = found.wrapping_add(1);
        Ok(Some(found))
    }
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        if BY_PLACE {
            return match self.next()? {
                Some(place) => seed.deserialize(U64Deserializer::new(place as u64)).map(Some),
                None => Ok(None),
            };
        }
        let place = self.begun;
        if !self.scan.next(place == 0, b'}')? {
            return Ok(None);
        }
        self.begun = place.saturating_add(1);
        let name = StrDeserializer::<Fault>::new(self.scan.name()?);
        // All that can be wrong with a name is that nobody knows it.
        seed.deserialize(name).map(Some).map_err(|_| Fault::unknown_field().at(place))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let place = self.begun.saturating_sub(1);
        seed.deserialize(Reader(self.scan)).map_err(|fault| fault.at(place))
    }
}

impl<'de> MapAccess<'de> for Entries<'_, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let place = self.1;
        if !self.0.next(place == 0, b'}')? {
            return Ok(None);
        }
        self.1 = place.saturating_add(1);
        let name = StrDeserializer::<Fault>::new(self.0.name()?);
        seed.deserialize(name).map(Some).map_err(|fault| fault.at(place))
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let place = self.1.saturating_sub(1);
        seed.deserialize(Reader(self.0)).map_err(|fault| fault.at(place))
    }
}

impl<'de> EnumAccess<'de> for Variant<'_, '_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Fault> {
        let place = seed.deserialize(U64Deserializer::<Fault>::new(self.place as u64))?;
        Ok((place, self))
    }
}

impl<'r, 't> Variant<'r, 't> {
    #[inline(never)]
    fn begin(scan: &'r mut Scan<'t>, names: Names, has_value: &'r mut bool) -> Result<Self, Fault> {
        let is_object = scan.peek() == b'{';
        let name = if is_object {
            scan.take(b'{')?;
            scan.name()?
        } else {
            scan.text()?
        };
        let Some(place) = place_of(name, names, 0) else { return Err(Fault::unknown_variant(names)) };
        Ok(Self { scan, place, is_object, has_value })
    }

    /// The value of the variant; a name alone has none.
    fn value(self) -> Result<Reader<'r, 't>, Fault> {
        *self.has_value = true;
        if self.is_object { Ok(Reader(self.scan)) } else { Err(Fault::wrong_type()) }
    }
}

/// The end of an object that stands for a variant, which holds null where the variant has no value.
#[inline(never)]
fn end_variant(scan: &mut Scan<'_>, has_value: bool) -> Result<(), Fault> {
    if !has_value {
        scan.word("null")?;
    }
    scan.take(b'}')
}

impl<'de> VariantAccess<'de> for Variant<'_, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        self.value().and_then(|reader| seed.deserialize(reader)).map_err(|fault| fault.at(VARIANT))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(Fault::wrong_type()) // no type has one
    }

    fn struct_variant<V: Visitor<'de>>(self, names: Names, visitor: V) -> Result<V::Value, Fault> {
        self.value().and_then(|reader| reader.object(names, visitor)).map_err(|fault| fault.at(VARIANT))
    }
}
