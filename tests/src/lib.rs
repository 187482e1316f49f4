//! What the tests of the workspace share: where the cases are, how one is run, and how its answer is judged.

mod case;
mod compare;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use case::{Case, Expect, ExpectedFinding, Mode, Submitted};
pub use compare::failures;

/// The root of the workspace.
pub fn workspace_root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// The folder of the translated cases, one folder per family.
pub fn cases_folder() -> PathBuf {
    workspace_root().join("tests/cases")
}

/// The folder of the original cases, where it is there: `ENS_CMS_CASES`, else `shared/cases` beside the workspace.
pub fn original_folder() -> Option<PathBuf> {
    let named = std::env::var_os("ENS_CMS_CASES").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| workspace_root().join("../shared/cases"));
    folder.is_dir().then_some(folder)
}

/// The families of cases, sorted by name.
///
/// # Errors
/// When the folder cannot be read.
pub fn families() -> io::Result<Vec<String>> {
    let folders = sorted(&cases_folder())?.into_iter().filter(|path| path.is_dir());
    Ok(folders.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect())
}

/// The cases of a family, sorted by their files' names.
///
/// # Errors
/// When a file cannot be read, is not a case, or does not have its case's name.
pub fn cases(family: &str) -> io::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for path in sorted(&cases_folder().join(family))? {
        if path.extension().is_none_or(|it| it != "json") {
            continue;
        }
        let invalid = |why: String| io::Error::other(format!("{}: {why}", path.display()));
        let case: Case = serde_json::from_slice(&fs::read(&path)?).map_err(|e| invalid(e.to_string()))?;
        if path.file_stem().is_none_or(|stem| *stem != *case.id) {
            return Err(invalid(format!("holds the case {}", case.id)));
        }
        cases.push(case);
    }
    Ok(cases)
}

/// The ids of the cases whose expected answers are disputed: the second-level headings of `DISPUTED.md`.
///
/// # Errors
/// When the file cannot be read.
pub fn disputed() -> io::Result<BTreeSet<String>> {
    let text = fs::read_to_string(cases_folder().join("DISPUTED.md"))?;
    let ids = text.lines().filter_map(|line| line.strip_prefix("## ")?.split_whitespace().next());
    Ok(ids.map(str::to_owned).collect())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}
