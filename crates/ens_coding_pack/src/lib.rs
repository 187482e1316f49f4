//! Compiles the official files that a user downloads from CMS and CDC into packs for `ens_coding`.
//!
//! Files are read as they are published: archives, tab or comma separated text, fixed width, workbooks, in the layouts of
//! all years that are known. Rows are streamed, so that memory does not grow with the file. Text of the AMA is skipped
//! while reading and never stored.

mod fault;
mod kinds;
mod sheet;
mod source;

pub use fault::{Fault, Reason};
pub use kinds::Kind;
