//! Placeholder while writing.
