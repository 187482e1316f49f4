//! What the tests of the workspace share: where the cases are, how one is run, and how its answer is judged.

mod case;
mod compare;
mod differences;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ens_coding::Rule;

pub use case::{Case, Expect, ExpectedFinding, Mode};
pub use compare::failures;
pub use differences::{Difference, differences};

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
    let mut paths = sorted(&cases_folder().join(family))?;
    paths.retain(|path| path.extension().is_some_and(|it| it == "json"));
    let named = |path: &PathBuf| read(path, &path.file_stem().unwrap_or_default().to_string_lossy());
    paths.iter().map(named).collect()
}

/// The two cases of a rule: in the first one it fires; the other one is close to it, and it stays quiet.
pub const RULE_CASES: [&str; 2] = ["fires", "quiet"];

/// One of the two cases of a rule.
///
/// # Errors
/// When the file cannot be read, is not a case, or does not have its case's name.
pub fn rule_case(rule: &Rule, name: &str) -> io::Result<Case> {
    let path = cases_folder().join("rules").join(rule.id).join(name).with_extension("json");
    read(&path, &format!("{}/{name}", rule.id))
}

fn read(path: &Path, id: &str) -> io::Result<Case> {
    let invalid = |why: String| io::Error::other(format!("{}: {why}", path.display()));
    let text = fs::read(path).map_err(|error| invalid(error.to_string()))?;
    let case: Case = serde_json::from_slice(&text).map_err(|error| invalid(error.to_string()))?;
    if case.id != id {
        return Err(invalid(format!("holds the case {}", case.id)));
    }
    Ok(case)
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
