//! The index of a HEIC or AVIF file: where the item with Exif data lies (ISO 14496-12, sections 8.11.3 and 8.11.6).

/// Where an item lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Location {
    /// At this byte of the file.
    File(u64),
    /// At this byte of the content of `meta`.
    Index(u64),
}

/// Where the item with Exif data lies, by the content of a `meta` box.
pub(super) fn exif(meta: &[u8]) -> Option<Location> {
    // A version and flags come first.
    let parts: Vec<_> = MediaBoxes { bytes: meta, at: 4 }.collect();
    let content = |wanted: &[u8; 4]| {
        parts.iter().find(|(kind, _, _)| kind == wanted).map(|(_, start, content)| (*start, *content))
    };
    let item = item_of_exif(content(b"iinf")?.1)?;
    let (from_index, offset) = place_of(content(b"iloc")?.1, item)?;
    Some(if from_index {
        Location::Index((content(b"idat")?.0 as u64).checked_add(offset)?)
    } else {
        Location::File(offset)
    })
}

/// The boxes in some bytes: kind, where the content begins, and the content.
struct MediaBoxes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for MediaBoxes<'a> {
    type Item = ([u8; 4], usize, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.bytes.get(self.at..)?;
        let (head, _) = rest.split_first_chunk::<8>()?;
        let [a, b, c, d, kind @ ..] = *head;
        let len = match u32::from_be_bytes([a, b, c, d]) {
            0 => rest.len(),
            len => usize::try_from(len).ok()?,
        };
        let content = rest.get(8..len)?;
        let start = self.at + 8;
        self.at += len;
        Some((kind, start, content))
    }
}

/// The number of the item whose kind is `Exif`.
fn item_of_exif(info: &[u8]) -> Option<u64> {
    let first = if *info.first()? == 0 { 6 } else { 8 };
    MediaBoxes { bytes: info, at: first }.find_map(|(_, _, entry)| {
        let mut entry = Numbers(entry);
        let version = entry.take(1)?;
        entry.take(3)?;
        let item = entry.take(if version >= 3 { 4 } else { 2 })?;
        entry.take(2)?;
        (version >= 2 && entry.take(4)? == u64::from(u32::from_be_bytes(*b"Exif"))).then_some(item)
    })
}

/// Where item `wanted` begins, and whether that is counted in the index's own data.
fn place_of(locations: &[u8], wanted: u64) -> Option<(bool, u64)> {
    let mut next = Numbers(locations);
    let version = next.take(1)?;
    next.take(3)?;
    let sizes = next.take(2)?;
    let size = |shift: u64| usize::try_from((sizes >> shift) & 15).unwrap_or(0);
    let (offset_size, length_size, base_size, index_size) =
        (size(12), size(8), size(4), if version > 0 { size(0) } else { 0 });
    let count = next.take(if version < 2 { 2 } else { 4 })?;
    for _ in 0..count {
        let item = next.take(if version < 2 { 2 } else { 4 })?;
        let method = if version > 0 { next.take(2)? & 15 } else { 0 };
        next.take(2)?;
        let base = next.take(base_size)?;
        let extents = next.take(2)?;
        // Extents that take no bytes are at 0: a large count of them would only waste time.
        let mut first = (offset_size + length_size + index_size == 0).then_some(0);
        for _ in 0..if first.is_none() { extents } else { 0 } {
            next.take(index_size)?;
            let offset = next.take(offset_size)?;
            next.take(length_size)?;
            first = first.or(Some(offset));
        }
        if item == wanted {
            return (method < 2).then_some((method == 1, base.checked_add(first?)?));
        }
    }
    None
}

/// Numbers, the highest byte first.
struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    /// The next number of `len` bytes, at most eight.
    fn take(&mut self, len: usize) -> Option<u64> {
        let (bytes, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        (len <= 8).then(|| bytes.iter().fold(0, |number, byte| (number << 8) | u64::from(*byte)))
    }
}
