//! Where the Exif data of a picture lie, by its format; only whether they hold coordinates matters.
//!
//! JPEG (CIPA DC-008, section 4.5.4), PNG (`eXIf`, W3C PNG, section 11.3.4.5), WebP (RFC 9649, section 2.7.1.5), TIFF,
//! and what is made of boxes: HEIC and AVIF (ISO 23008-12, annex A), JPEG XL (ISO 18181-2). Descriptions in XMP are
//! found by the scanner. Reading is bounded: a part that leads nowhere ends it. Deliberately absent: videos, compressed
//! metadata, and what makers write in forms of their own.

use std::io::{self, Read, Seek};

use super::bytes::Bytes;
use super::tiff;

/// Parts of a file that are looked at: a PNG of 64 MB in pieces of 8 kB has as many.
const PARTS: usize = 8192;

/// Bytes of the index of a HEIC or AVIF file that are read.
const INDEX: usize = 1 << 20;

/// A picture's format, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// TIFF, and raw pictures of many cameras.
    Tiff,
    /// HEIC, AVIF, JPEG XL.
    Boxes,
    /// Another one, that may hold a description in XMP: GIF, SVG.
    Other,
}

/// The format that a file's first bytes tell; nothing when it is no picture.
#[must_use]
pub fn format(first: &[u8]) -> Option<PictureFormat> {
    let starts = |with: &[u8]| first.starts_with(with);
    let kind = first.get(8..12).unwrap_or_default();
    Some(match () {
        () if starts(b"\xff\xd8\xff") => PictureFormat::Jpeg,
        () if starts(b"\x89PNG\r\n\x1a\n") => PictureFormat::Png,
        () if starts(b"RIFF") && kind == b"WEBP" => PictureFormat::WebP,
        () if starts(b"II*\0") || starts(b"MM\0*") => PictureFormat::Tiff,
        () if first.get(4..8) == Some(b"ftyp") && is_still(kind) => PictureFormat::Boxes,
        () if first.get(4..8) == Some(b"JXL ") => PictureFormat::Boxes,
        () if starts(b"GIF8") || is_drawing(first) => PictureFormat::Other,
        () => return None,
    })
}

/// Brands of pictures, and not of videos.
fn is_still(brand: &[u8]) -> bool {
    [b"mif1", b"msf1", b"heic", b"heix", b"heim", b"heis", b"hevc", b"avif", b"avis", b"mif2"]
        .iter()
        .any(|known| brand == *known)
}

fn is_drawing(first: &[u8]) -> bool {
    let start = first.get(..first.len().min(1024)).unwrap_or_default();
    memchr::memmem::find(start, b"<svg").is_some()
}

/// Whether the Exif data of a picture hold coordinates.
///
/// # Errors
/// When the file cannot be read.
pub fn has_place(file: &mut (impl Read + Seek), format: PictureFormat) -> io::Result<bool> {
    let file = &mut Bytes::of(file)?;
    match format {
        PictureFormat::Jpeg => of_jpeg(file),
        PictureFormat::Png => of_png(file),
        PictureFormat::WebP => of_webp(file),
        PictureFormat::Tiff => tiff::has_place(file, 0),
        PictureFormat::Boxes => of_boxes(file),
        PictureFormat::Other => Ok(false),
    }
}

fn of_jpeg(file: &mut Bytes<'_>) -> io::Result<bool> {
    let mut at = 2;
    for _ in 0..PARTS {
        let Some([0xff, marker, high, low]) = file.at(at)? else { return Ok(false) };
        match marker {
            // A byte that fills, and marks without a length.
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            // The picture itself, and its end.
            0xd9 | 0xda => return Ok(false),
            _ => {
                if marker == 0xe1 && file.at(at + 4)? == Some(*b"Exif\0\0") && tiff::has_place(file, at + 10)? {
                    return Ok(true);
                }
                at += 2 + u64::from(u16::from_be_bytes([high, low])).max(2);
            }
        }
    }
    Ok(false)
}

fn of_png(file: &mut Bytes<'_>) -> io::Result<bool> {
    let mut at = 8;
    for _ in 0..PARTS {
        let Some([a, b, c, d, kind @ ..]) = file.at::<8>(at)? else { return Ok(false) };
        match &kind {
            b"eXIf" if tiff::has_place(file, at + 8)? => return Ok(true),
            b"IEND" => return Ok(false),
            _ => at += 12 + u64::from(u32::from_be_bytes([a, b, c, d])),
        }
    }
    Ok(false)
}

fn of_webp(file: &mut Bytes<'_>) -> io::Result<bool> {
    let mut at = 12;
    for _ in 0..PARTS {
        let Some([a, b, c, d, len @ ..]) = file.at::<8>(at)? else { return Ok(false) };
        if [a, b, c, d] == *b"EXIF" {
            // Some programs write what begins a JPEG's part before it.
            let skip = if file.at(at + 8)? == Some(*b"Exif\0\0") { 6 } else { 0 };
            if tiff::has_place(file, at + 8 + skip)? {
                return Ok(true);
            }
        }
        let len = u64::from(u32::from_le_bytes(len));
        at += 8 + len + len % 2;
    }
    Ok(false)
}

/// A box: its kind, where its content begins, and where it ends.
struct MediaBox {
    kind: [u8; 4],
    start: u64,
    end: u64,
}

/// The box at `at`.
fn part(file: &mut Bytes<'_>, at: u64) -> io::Result<Option<MediaBox>> {
    let Some([a, b, c, d, kind @ ..]) = file.at::<8>(at)? else { return Ok(None) };
    let (head, len) = match u32::from_be_bytes([a, b, c, d]) {
        0 => (8, file.len.saturating_sub(at)),
        1 => (16, file.at(at + 8)?.map_or(0, u64::from_be_bytes)),
        len => (8, u64::from(len)),
    };
    Ok((len >= head).then(|| MediaBox { kind, start: at + head, end: at.saturating_add(len) }))
}

fn of_boxes(file: &mut Bytes<'_>) -> io::Result<bool> {
    let mut at = 0;
    for _ in 0..PARTS {
        let Some(MediaBox { kind, start, end }) = part(file, at)? else { return Ok(false) };
        let found = match &kind {
            b"Exif" => of_item(file, start)?,
            b"meta" => {
                let len = usize::try_from(end - start).unwrap_or(INDEX).min(INDEX);
                let index = file.some(start, len)?;
                match super::items::exif(&index) {
                    Some(super::items::Location::File(offset)) => of_item(file, offset)?,
                    Some(super::items::Location::Index(offset)) => of_item(file, start + offset)?,
                    None => false,
                }
            }
            _ => false,
        };
        if found {
            return Ok(true);
        }
        at = end;
    }
    Ok(false)
}

/// Exif data of an item: how far on they begin, then the data.
fn of_item(file: &mut Bytes<'_>, at: u64) -> io::Result<bool> {
    let skip = file.at(at)?.map_or(0, u32::from_be_bytes);
    tiff::has_place(file, at.saturating_add(4).saturating_add(u64::from(skip)))
}
