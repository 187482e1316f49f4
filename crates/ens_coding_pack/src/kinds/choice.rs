//! Which of several sources are read: of those with the same rows in several forms, one.

use crate::fault::{Fault, Reason};
use crate::header::{Columns, Wanted};
use crate::source::Source;

/// Endings in the order in which they are preferred: in text nothing has lost its zeros.
pub(crate) const TEXT_FIRST: &[&str] = &[".csv", ".txt"];

/// Name of a source in lower case and without its endings, so that `A.csv` and `A.xlsx` are alike.
pub(crate) fn stem(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let start = name.rfind(['/', '\\']).map_or(0, |at| at.saturating_add(1));
    match name.rfind('.') {
        Some(dot) if dot > start => name.get(..dot).unwrap_or(name).to_owned(),
        _ => name.to_owned(),
    }
}

/// Place of a source's ending in an order of endings; others come last.
fn rank(source: &Source, endings: &[&str]) -> usize {
    let name = source.name().to_ascii_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    endings.iter().position(|ending| name.ends_with(ending)).unwrap_or(endings.len())
}

/// The sources that fit, with what was found out about them; of several with the same stem and other endings the one whose
/// ending comes first in the order, the others are not even looked at. A file that was given by itself must fit, and so must one
/// member of every archive: what is passed over would leave a torso.
///
/// # Errors
/// Where one does not fit: why it cannot be read, or that nothing in it fits.
pub(crate) fn chosen<'s, T>(
    sources: &'s [Source],
    endings: &[&str],
    mut look: impl FnMut(&'s Source) -> Result<Option<T>, Fault>,
) -> Result<Vec<(&'s Source, T)>, Fault> {
    let mut ordered: Vec<&Source> = sources.iter().collect();
    ordered.sort_by_key(|source| rank(source, endings));
    let mut stems: Vec<(String, usize)> = Vec::new();
    let mut taken: Vec<(&Source, T)> = Vec::new();
    let mut first_fault: Option<Fault> = None;
    for source in ordered {
        let (stem, rank) = (stem(source.name()), rank(source, endings));
        // A file of the same name and form is another file, not a twin.
        if stems.iter().any(|(taken, better)| *taken == stem && *better < rank) {
            continue;
        }
        match look(source) {
            Ok(Some(found)) => {
                stems.push((stem, rank));
                taken.push((source, found));
            }
            Ok(None) if source.archive().is_none() => return Err(Fault::of(source.name(), Reason::NoHeader)),
            Err(fault) if source.archive().is_none() => return Err(fault),
            Ok(None) => {}
            Err(fault) => first_fault = first_fault.or(Some(fault)),
        }
    }
    let has_one = |archive| taken.iter().any(|(source, _)| source.archive() == archive);
    match sources.iter().map(Source::archive).find(|archive| !has_one(*archive)) {
        Some(archive) => {
            Err(first_fault.unwrap_or_else(|| Fault::of(archive.unwrap_or_default(), Reason::NothingFits)))
        }
        None => Ok(taken),
    }
}

/// The sources with a header that has these columns.
///
/// # Errors
/// As [`chosen`].
pub(crate) fn with_header<'s>(sources: &'s [Source], wanted: &[Wanted]) -> Result<Vec<(&'s Source, Columns)>, Fault> {
    chosen(sources, TEXT_FIRST, |source| Columns::find(source, wanted))
}

/// The only one of the sources that fit.
///
/// # Errors
/// `MixedEditions` where there are several.
pub(crate) fn only<'f, 's, T>(found: &'f [(&'s Source, T)]) -> Result<(&'s Source, &'f T), Fault> {
    match found {
        [(source, layout)] => Ok((source, layout)),
        [] => Err(Fault::of("", Reason::NoFile)),
        [_, (second, _), ..] => Err(Fault::of(second.name(), Reason::MixedEditions)),
    }
}

/// Nothing fits: of a single file, that it has no header; of several, the archive or the first one is named.
pub(crate) fn nothing(sources: &[Source]) -> Fault {
    match sources {
        [] => Fault::of("", Reason::NoFile),
        [only] => Fault::of(only.name(), Reason::NoHeader),
        [first, ..] => Fault::of(first.archive().unwrap_or(first.name()), Reason::NothingFits),
    }
}
