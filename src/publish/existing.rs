//! Comparing an artifact with the file that is there.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::source::ContentHash;

/// Bytes compared at a time: most pages fit.
const CHUNK: usize = 64 << 10;

/// What stands at an output path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Existing {
    /// Nothing.
    Absent,
    /// The same bytes.
    Same,
    /// A folder, which may hold files of ours only.
    Folder,
    /// Something else.
    Other,
}

/// Compares the file at `path` with `wanted`.
pub(super) fn bytes(path: &Path, wanted: &[u8], buffer: &mut Vec<u8>) -> Existing {
    compare(path, |mut file, len| {
        if len != wanted.len() as u64 {
            return Ok(false);
        }
        buffer.resize(CHUNK, 0);
        for part in wanted.chunks(CHUNK) {
            let Some(there) = buffer.get_mut(..part.len()) else { return Ok(false) };
            file.read_exact(there)?;
            if there != part {
                return Ok(false);
            }
        }
        Ok(true)
    })
}

/// Compares the file at `path` with a file of this hash.
pub(super) fn hash(path: &Path, wanted: ContentHash) -> Existing {
    compare(path, |file, _| {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(file)?;
        Ok(ContentHash::from_bytes(*hasher.finalize().as_bytes()) == wanted)
    })
}

fn compare(path: &Path, same: impl FnOnce(File, u64) -> io::Result<bool>) -> Existing {
    let file = match open(path) {
        Ok(file) => file,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Existing::Absent;
        }
        Err(_) => return Existing::Other,
    };
    match file.metadata() {
        Ok(meta) if meta.is_dir() => Existing::Folder,
        Ok(meta) if meta.is_file() && matches!(same(file, meta.len()), Ok(true)) => Existing::Same,
        _ => Existing::Other,
    }
}

/// Opens without following a symbolic link and without waiting for the other end of a FIFO that somebody planted.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
    OpenOptions::new().read(true).custom_flags(flags.cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).open(path)
}
