//! Names the build: results may be carried over from an earlier run only where the same program made them.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// All that the program is made of.
const SOURCES: [&str; 3] = ["src", "templates", "Cargo.lock"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut digest = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo:rerun-if-changed={source}");
        add(&root, Path::new(source), &mut digest)?;
    }
    println!("cargo:rustc-env=TUSOI_BUILD={:016x}", digest.finish());
    Ok(())
}

/// Adds a file, or a folder in the order of its names.
fn add(root: &Path, at: &Path, digest: &mut DefaultHasher) -> io::Result<()> {
    let full = root.join(at);
    if full.is_file() {
        at.hash(digest);
        fs::read(full)?.hash(digest);
        return Ok(());
    }
    let mut names =
        fs::read_dir(full)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    names.iter().try_for_each(|name| add(root, &at.join(name), digest))
}
