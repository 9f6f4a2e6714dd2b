//! One file: its text, or the hash and size of its bytes.

use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};

use imagesize::ImageError;

use super::Fault;
use super::names::{is_drawing, is_picture, is_text};
use super::stamp::Stamp;
use super::walk::{FoundFile, of_system};
use crate::leaks::{Scanner, picture};
use crate::source::{
    ContentHash, Dimensions, SourceBytes, SourceFile, SourcePath, begins_as_document, is_scripted_drawing,
};

/// Largest text file that is read; positions count bytes in 32 bits and no page comes near.
const MAX_TEXT: u64 = 64 << 20;

/// How often a file is read that is written to meanwhile.
const ATTEMPTS: usize = 3;

/// Bytes read at a time from files whose content is not kept.
const CHUNK: usize = 64 << 10;

/// Opens a file of the site at `root` that a scan has found.
///
/// # Errors
/// When it cannot be opened any more.
pub fn open(root: &Path, path: &SourcePath) -> io::Result<File> {
    match File::open(root.join(path.as_str())) {
        Err(error) if error.kind() == ErrorKind::NotFound => File::open(on_disk(root, path).ok_or(error)?),
        outcome => outcome,
    }
}

/// Reads a file that a scan has found, if its bytes are still those with `hash`; `None` when they are others.
///
/// # Errors
/// When it cannot be read any more.
pub fn read_same(root: &Path, path: &SourcePath, hash: ContentHash) -> io::Result<Option<Vec<u8>>> {
    // A pipe or a device that has taken the file's place is never opened.
    if fs::metadata(root.join(path.as_str())).is_ok_and(|meta| !meta.is_file()) {
        return Ok(None);
    }
    let mut file = open(root, path)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok((ContentHash::of(&bytes) == hash).then_some(bytes))
}

/// Where a file lies whose name on disk is in decomposed Unicode, as some systems write it.
fn on_disk(root: &Path, path: &SourcePath) -> Option<PathBuf> {
    let same = |entry: &fs::DirEntry, part: &str| {
        entry.file_name().to_str().is_some_and(|name| SourcePath::new(name).as_str() == part)
    };
    path.as_str().split('/').try_fold(root.to_owned(), |folder, part| {
        let direct = folder.join(part);
        if direct.exists() {
            return Some(direct);
        }
        fs::read_dir(folder).ok()?.flatten().find(|entry| same(entry, part)).map(|entry| entry.path())
    })
}

/// Opens a file where the listing found it. Links were resolved and checked then: one that has taken the file's place
/// since may lead anywhere, and is not followed.
#[cfg(unix)]
fn open_listed(real: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    File::options().read(true).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed()).open(real)
}

#[cfg(not(unix))]
fn open_listed(real: &Path) -> io::Result<File> {
    File::open(real)
}

/// Reads `found`; `buffer` is for texts and is reused from file to file.
pub(super) fn read(found: &FoundFile, buffer: &mut Vec<u8>) -> Result<SourceFile, Fault> {
    steady(|| {
        let file = open_listed(&found.real).map_err(|error| of_system(&error))?;
        let stamp = || file.metadata().map(|meta| Stamp::of(&meta)).map_err(|error| of_system(&error));
        let before = stamp()?;
        let read = if is_text(&found.path) {
            text(&file, buffer)
        } else if is_drawing(&found.path) {
            drawing(&file)
        } else {
            opaque(&file, is_picture(&found.path))
        }?;
        Ok((stamp()? == before).then_some(read))
    })
}

/// Reads again what somebody writes to: `once` gives nothing when that happened meanwhile.
fn steady<T>(mut once: impl FnMut() -> Result<Option<T>, Fault>) -> Result<T, Fault> {
    (0..ATTEMPTS).find_map(|_| once().transpose()).unwrap_or(Err(Fault::Changed))
}

fn text(file: &File, buffer: &mut Vec<u8>) -> Result<SourceFile, Fault> {
    buffer.clear();
    // Reading up to a limit asks for no size first: most files are read by one call, and a second that finds the end.
    let size = file.take(MAX_TEXT + 1).read_to_end(buffer).map_err(|error| of_system(&error))?;
    if size as u64 > MAX_TEXT {
        return Err(Fault::Large);
    }
    Ok(SourceFile::of_bytes(buffer))
}

/// A drawing in SVG, which may hold more than a picture.
fn drawing(file: &File) -> Result<SourceFile, Fault> {
    let mut bytes = Vec::new();
    file.take(MAX_TEXT + 1).read_to_end(&mut bytes).map_err(|error| of_system(&error))?;
    let len = bytes.len() as u64;
    if len > MAX_TEXT {
        return Err(Fault::Large);
    }
    let mut scanner = Scanner::default();
    scanner.feed(&bytes);
    let (scripted, leaks) = (is_scripted_drawing(&bytes), scanner.finish(false).some());
    Ok(SourceFile {
        bytes: SourceBytes::Opaque { len, hash: ContentHash::of(&bytes), dimensions: None, scripted, leaks },
    })
}

fn opaque(mut file: &File, picture: bool) -> Result<SourceFile, Fault> {
    let mut hasher = blake3::Hasher::new();
    let mut chunk = vec![0; CHUNK];
    let mut len = 0;
    let mut dimensions = None;
    let mut scanner = Scanner::default();
    let mut format = None;
    let mut scripted = false;
    loop {
        let read = match file.read(&mut chunk) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(of_system(&error)),
        };
        let part = chunk.get(..read).unwrap_or_default();
        if len == 0 {
            scripted = begins_as_document(part);
            format = picture::format(part);
            if picture {
                dimensions = imagesize::blob_size(part).ok();
            }
        }
        if read == 0 {
            break;
        }
        hasher.update(part);
        scanner.feed(part);
        len += read as u64;
    }
    let mut leaks = scanner.finish(format.is_some());
    if let Some(format) = format {
        leaks.place |= picture::has_place(&mut file, format).map_err(|error| of_system(&error))?;
    }
    // A photograph's preview can push its size beyond the first chunk.
    if picture && dimensions.is_none() {
        file.rewind().map_err(|error| of_system(&error))?;
        dimensions = match imagesize::reader_size(BufReader::new(file)) {
            Ok(size) => Some(size),
            // A bad header can make the reader seek before the start of the file: a broken picture, and no error of the
            // machine.
            Err(ImageError::IoError(error))
                if error.raw_os_error().is_some() && error.kind() != ErrorKind::InvalidInput =>
            {
                return Err(of_system(&error));
            }
            Err(_) => None,
        };
    }
    let pixels = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let dimensions = dimensions.map(|size| Dimensions { width: pixels(size.width), height: pixels(size.height) });
    let hash = ContentHash::from_bytes(*hasher.finalize().as_bytes());
    Ok(SourceFile { bytes: SourceBytes::Opaque { len, hash, dimensions, scripted, leaks: leaks.some() } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_a_decomposed_name_is_opened_by_its_composed_one() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        fs::create_dir_all(root.path().join("static/cafe\u{301}"))?;
        fs::write(root.path().join("static/cafe\u{301}/u\u{308}.png"), "x")?;
        open(root.path(), &SourcePath::new("static/caf\u{e9}/\u{fc}.png"))?;
        assert!(open(root.path(), &SourcePath::new("static/cafe/x.png")).is_err());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_took_the_place_of_a_file_since_it_was_listed_is_not_followed() -> io::Result<()> {
        let root = tempfile::tempdir()?;
        let [secret, page, picture] = ["secret", "a.md", "b.png"].map(|name| root.path().join(name));
        fs::write(&secret, "s")?;
        let read_at = |real: &Path| {
            let path = format!("content/{}", real.file_name().unwrap_or_default().to_string_lossy());
            read(&FoundFile { path, real: real.to_owned() }, &mut Vec::new())
        };
        for file in [&page, &picture] {
            fs::write(file, "x")?;
            assert!(read_at(file).is_ok());
            fs::remove_file(file)?;
            std::os::unix::fs::symlink(&secret, file)?;
            assert!(matches!(read_at(file), Err(Fault::System(_))));
        }
        Ok(())
    }

    #[test]
    fn what_changed_while_it_was_read_is_read_again_but_not_for_ever() {
        let mut times = 0;
        let mut calm_after = |calm: usize| {
            times = 0;
            let outcome = steady(|| {
                times += 1;
                Ok((times > calm).then_some(times))
            });
            (outcome, times)
        };
        assert_eq!(calm_after(0), (Ok(1), 1));
        assert_eq!(calm_after(2), (Ok(3), 3));
        assert_eq!(calm_after(3), (Err(Fault::Changed), 3));
    }
}
