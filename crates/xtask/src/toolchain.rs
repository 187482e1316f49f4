//! A compiler for WebAssembly: the one at hand where it has the target, else rustup's, else Debian's, unpacked beside the
//! project. Debian packages the compiler and the sources of the standard library, which is built once.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Failure, cargo, root, said, succeed};

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// rustup waits long for a silent host; this bounds it, and `DOWNLOAD_TIMEOUT` bounds each try.
const PATIENCE: Duration = Duration::from_secs(120);

/// What cargo needs in its environment to compile for WebAssembly.
pub(crate) type Environment = Vec<(&'static str, PathBuf)>;

pub(crate) fn environment() -> Result<Environment, Failure> {
    let folder = root().join(".tools/wasm");
    fs::create_dir_all(&folder)?;
    if compiles("rustc", &folder) {
        return Ok(Vec::new());
    }
    let mut unpacked = fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    if let Some(debian) = unpacked.find(|path| path.join("ready").exists()) {
        return Ok(of(&debian));
    }
    eprintln!("== compiler for WebAssembly: asking rustup for {TARGET}");
    if by_rustup() && compiles("rustc", &folder) {
        return Ok(Vec::new());
    }
    eprintln!("== compiler for WebAssembly: rustup cannot; unpacking Debian's and building its standard library, once");
    by_debian(&folder)
}

/// Whether a compiler finds a standard library for the target that it can use.
fn compiles(rustc: impl AsRef<OsStr>, folder: &Path) -> bool {
    let source = folder.join("probe.rs");
    let probe = "pub fn probe(list: &mut Vec<u8>) { list.push(1) }";
    fs::write(&source, probe).is_ok()
        && Command::new(rustc)
            .args(["--target", TARGET, "--edition", "2024", "--crate-type", "lib", "--emit=metadata", "-o"])
            .arg(folder.join("probe.rmeta"))
            .arg(source)
            .output()
            .is_ok_and(|output| output.status.success())
}

fn by_rustup() -> bool {
    let started = Instant::now();
    let child = Command::new("rustup")
        .args(["target", "add", TARGET])
        .env("RUSTUP_MAX_RETRIES", "0")
        .env("RUSTUP_DOWNLOAD_TIMEOUT", "15")
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return false };
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if started.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(100)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

/// What cargo needs to use an unpacked compiler.
fn of(debian: &Path) -> Environment {
    vec![
        ("RUSTC", debian.join("bin/rustc")),
        ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", debian.join("bin/wasm-ld")),
    ]
}

/// What Debian packages.
struct Release {
    /// Of the packages, such as `1.96.0+dfsg1-1`.
    version: String,
    /// Of the compiler, such as `1.96.0`.
    number: String,
    /// Of the compiler's library packages, such as `1.96`.
    branch: String,
    /// Of the LLVM that it is built with.
    llvm: String,
}

impl Release {
    fn offered() -> Result<Self, Failure> {
        let version = candidate("rustc-web")?;
        let number = version.split(['+', '~']).next().unwrap_or_default().to_owned();
        let branch = number.rsplit_once('.').map_or(number.as_str(), |(branch, _)| branch).to_owned();
        let shown = said(Command::new("apt-cache").arg("show").arg(format!("libstd-rust-web-{branch}={version}")))?;
        let llvm = after(&shown, "libllvm").ok_or("Debian's Rust names no LLVM")?;
        Ok(Self { version, number, branch, llvm })
    }
}

fn by_debian(folder: &Path) -> Result<Environment, Failure> {
    let release = Release::offered()?;
    let debian = folder.join(format!("debian-{}", release.version));
    if debian.exists() {
        fs::remove_dir_all(&debian)?;
    }
    fetch(&debian, &release)?;
    start_scripts(&debian, &release.llvm)?;
    build_std(&debian, &release.number)?;
    if !compiles(debian.join("bin/rustc"), folder) {
        return Err("Debian's compiler does not find the standard library that was built for it".into());
    }
    fs::write(debian.join("ready"), "")?;
    Ok(of(&debian))
}

/// The version that apt offers; asks the archive once where it offers none that is new enough.
fn candidate(package: &str) -> Result<String, Failure> {
    for update in [false, true] {
        if update {
            succeed(crate::machine::as_root("apt-get")?.args(["update", "-qq"]))?;
        }
        let policy = said(Command::new("apt-cache").args(["policy", package]))?;
        let offered = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate: ")).unwrap_or("(none)");
        let minor = offered.split('.').nth(1).and_then(|minor| minor.parse::<u32>().ok());
        if minor >= env!("CARGO_PKG_RUST_VERSION").split('.').nth(1).and_then(|minor| minor.parse().ok()) {
            return Ok(offered.to_owned());
        }
    }
    Err(format!("neither rustup nor apt has a compiler for {TARGET}: install one and run this again").into())
}

/// The digits behind a word.
fn after(text: &str, word: &str) -> Option<String> {
    let (_, rest) = text.split_once(word)?;
    Some(rest.chars().take_while(char::is_ascii_digit).collect())
}

/// Downloads and unpacks the compiler, its linker, what they need and this machine lacks, and the library's sources.
fn fetch(debian: &Path, release: &Release) -> Result<(), Failure> {
    let Release { version, number, branch, llvm } = release;
    let packages = debian.join("packages");
    fs::create_dir_all(&packages)?;
    let own = [
        "rustc-web".to_owned(),
        format!("libstd-rust-web-{branch}"),
        "libstd-rust-web-dev".to_owned(),
        format!("libllvm{llvm}"),
        format!("lld-{llvm}"),
    ];
    // Those of its own even where they are installed: the compiler looks for libraries where it lies itself.
    let mut simulate = Command::new("apt-get");
    let plan = said(simulate.args(["install", "--simulate", "--no-install-recommends", "--reinstall"]).args(&own))?;
    let mut needed: Vec<String> = plan
        .lines()
        .filter_map(|line| line.strip_prefix("Inst ")?.split(' ').next())
        .map(|name| if name.contains("rust") { format!("{name}={version}") } else { name.to_owned() })
        .collect();
    // Fetched and never installed: it conflicts with a packaged rustup.
    needed.push(format!("rust-web-src={version}"));
    let mut download = Command::new("apt-get");
    download.args(["download", "-qq", "-o", "APT::Sandbox::User=root"]).args(&needed);
    succeed(download.current_dir(&packages))?;
    for entry in fs::read_dir(&packages)? {
        let package = entry?.path();
        let is_source = package.file_name().is_some_and(|name| name.to_string_lossy().starts_with("rust-web-src_"));
        let mut unpack = Command::new("dpkg-deb");
        if is_source {
            // A third of a gigabyte in all, of which only the library is needed.
            let archive = debian.join("sources.tar");
            succeed(Command::new("dpkg-deb").arg("--fsys-tarfile").arg(&package).stdout(fs::File::create(&archive)?))?;
            unpack = Command::new("tar");
            unpack.arg("-xf").arg(&archive).arg("-C").arg(debian).arg(format!("./usr/src/rustc-{number}/library"));
            succeed(&mut unpack)?;
            fs::remove_file(archive)?;
        } else {
            succeed(unpack.arg("-x").arg(&package).arg(debian))?;
        }
    }
    Ok(fs::remove_dir_all(packages)?)
}

/// Scripts that start the unpacked programs with the libraries beside them.
fn start_scripts(debian: &Path, llvm: &str) -> Result<(), Failure> {
    let bin = debian.join("bin");
    fs::create_dir_all(&bin)?;
    let usr = debian.join("usr");
    let arch = said(Command::new("dpkg-architecture").arg("-qDEB_HOST_MULTIARCH"))
        .or_else(|_| said(Command::new("cc").arg("-print-multiarch")))?;
    let libraries = format!("{0}/lib/{1}:{0}/lib/llvm-{llvm}/lib", usr.display(), arch.trim());
    for (name, program) in [("rustc", "rustc".to_owned()), ("wasm-ld", format!("wasm-ld-{llvm}"))] {
        let script = bin.join(name);
        let text = format!(
            "#!/bin/sh\nLD_LIBRARY_PATH={libraries}${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}} exec {}/bin/{program} \"$@\"\n",
            usr.display()
        );
        fs::write(&script, text)?;
        succeed(Command::new("chmod").arg("+x").arg(script))?;
    }
    Ok(())
}

/// Builds the standard library as its makers do: with bitcode, which link-time optimisation reads, and with its own
/// dependencies kept private.
fn build_std(debian: &Path, number: &str) -> Result<(), Failure> {
    let sources = debian.join("usr/src").join(format!("rustc-{number}/library"));
    let build = debian.join("build");
    succeed(
        Command::new(cargo())
            .current_dir(&sources)
            .args(["build", "--quiet", "--locked", "--profile", "dist", "--target", TARGET])
            .args(["--manifest-path", "sysroot/Cargo.toml", "--features", "compiler-builtins-mem"])
            .env("RUSTC", debian.join("bin/rustc"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env("RUSTFLAGS", "-Zforce-unstable-if-unmarked")
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_DIST_DEBUG", "0"),
    )?;
    let library = debian.join("usr/lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&library)?;
    for entry in fs::read_dir(build.join(TARGET).join("dist/deps"))? {
        let built = entry?.path();
        let name = built.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libsysroot-") {
            fs::copy(&built, library.join(name))?;
        }
    }
    Ok(fs::remove_dir_all(build)?)
}
