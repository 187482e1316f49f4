//! The reader against postcard, which says what the bytes of a pack are.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Debug;
use serde::de::DeserializeOwned;

use crate::code::Code;
use crate::date::Date;
use crate::table::{DenialCode, Factor, PackSource, Row, Timing};

/// The reader takes what postcard takes, makes the same of it, and leaves as many bytes.
fn read_alike<T: DeserializeOwned + PartialEq + Debug>(bytes: &[u8]) {
    let mut rest = bytes;
    let own = super::value::<T>(&mut rest).ok().map(|value| (value, rest));
    assert_eq!(own, postcard::take_from_bytes::<T>(bytes).ok(), "{bytes:?}");
}

/// Of every kind that tables have.
fn all_read_alike(bytes: &[u8]) {
    read_alike::<bool>(bytes);
    read_alike::<char>(bytes);
    read_alike::<u8>(bytes);
    read_alike::<u16>(bytes);
    read_alike::<u32>(bytes);
    read_alike::<u64>(bytes);
    read_alike::<String>(bytes);
    read_alike::<Option<u16>>(bytes);
    read_alike::<Vec<u16>>(bytes);
    read_alike::<(Code, Option<Date>)>(bytes);
    read_alike::<(DenialCode, Timing)>(bytes);
    read_alike::<Factor>(bytes);
    read_alike::<Vec<Row<Timing, ()>>>(bytes);
    read_alike::<PackSource>(bytes);
}

/// Bytes at which something changes.
const EDGES: &[u8] = &[0, 1, 2, 3, 4, 5, 15, 16, b'a', 0x7f, 0x80, 0x81, 0xc3, 0xff];

#[test]
fn short_bytes() {
    all_read_alike(b"");
    for one in EDGES {
        all_read_alike(&[*one]);
        for two in EDGES {
            all_read_alike(&[*one, *two]);
            for three in EDGES {
                all_read_alike(&[*one, *two, *three]);
                all_read_alike(&[*one, *two, *three, 1, 0, 0, 0, 1, b'a', 2]);
            }
        }
    }
}

#[test]
fn long_numbers() {
    for length in 0..12 {
        for filler in [0x80, 0x81, 0xff] {
            for last in EDGES {
                let mut bytes = alloc::vec![filler; length];
                bytes.push(*last);
                all_read_alike(&bytes);
                bytes.extend([0, 1, b'a', 1]);
                all_read_alike(&bytes);
            }
        }
    }
}

#[test]
fn texts() {
    for text in ["\0", "\u{1}a", "\u{2}\u{e9}", "\u{3}漢", "\u{4}🙂", "\u{5}🙂a", "\u{2}é\u{1}R\u{1}b\u{0}", "\u{3}R52"]
    {
        all_read_alike(text.as_bytes());
        for end in 0..text.len() {
            all_read_alike(text.as_bytes().get(..end).unwrap_or_default());
        }
    }
}
