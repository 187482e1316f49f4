//! Generated files.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{Failure, root};

/// A generated file: written, or compared with what is there.
pub(crate) struct Output {
    pub(crate) check: bool,
    pub(crate) stale: Vec<PathBuf>,
}

impl Output {
    pub(crate) fn put(&mut self, path: &str, content: impl AsRef<[u8]>) -> Result<(), Failure> {
        let path = root().join(path);
        let content = if path.extension().is_some_and(|ending| ending == "rs") {
            formatted(content.as_ref())?
        } else {
            content.as_ref().to_vec()
        };
        if std::fs::read(&path).is_ok_and(|present| present == content) {
            return Ok(());
        }
        if !self.check {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&path, content)?;
        }
        self.stale.push(path);
        Ok(())
    }
}

/// Generated pages, with what is left over of earlier ones.
#[cfg(feature = "pages")]
impl Output {
    /// Takes away the files of a folder of pages that are not among these.
    pub(crate) fn keep_only(&mut self, folder: &str, paths: &[String]) -> Result<(), Failure> {
        let keep: Vec<PathBuf> = paths.iter().map(|path| root().join(path)).collect();
        let mut folders: Vec<PathBuf> = [root().join(folder)].into_iter().filter(|it| it.is_dir()).collect();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if !keep.contains(&path) {
                    if !self.check {
                        std::fs::remove_file(&path)?;
                    }
                    self.stale.push(path);
                }
            }
        }
        Ok(())
    }
}

/// Generated sources are formatted like written ones, so that one check holds for all.
fn formatted(source: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut rustfmt = Command::new("rustfmt")
        .current_dir(root())
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    rustfmt.stdin.take().ok_or("rustfmt takes no input")?.write_all(source)?;
    let output = rustfmt.wait_with_output()?;
    if output.status.success() { Ok(output.stdout) } else { Err("rustfmt refused a generated file".into()) }
}
