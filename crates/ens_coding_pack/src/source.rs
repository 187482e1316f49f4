//! Files and the members of archives.
