/// How a call ended. The numbers never change; later versions may add some.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `out` holds the answer.
    Ok = 0,
    /// The input cannot be used; `out` holds the error. A finding on a claim is not an error.
    Refused = 1,
    /// A pointer that must not be NULL is NULL, or a length is longer than any text; `out`, unless it is NULL itself,
    /// holds the error.
    InvalidArgument = 2,
    /// The library failed; `out` holds the error. This is a defect worth reporting. The rulebook stays usable.
    Internal = 3,
}
