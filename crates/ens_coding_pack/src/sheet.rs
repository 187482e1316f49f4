//! Rows of a file, whatever its form.
