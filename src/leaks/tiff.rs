//! Coordinates in Exif data, which have the form of a TIFF file (CIPA DC-008, sections 4.6.2 and 4.6.6).

use std::io;

use super::bytes::Bytes;

/// The field of a directory that leads to the one about the place.
const PLACE: u16 = 0x8825;

/// Latitude and longitude of the camera and of what it looked at.
const COORDINATES: [u16; 4] = [0x02, 0x04, 0x14, 0x16];

/// Directories looked at: one for each page of a document; a circle of them ends here.
const DIRECTORIES: usize = 64;

/// Bytes of one field.
const FIELD: usize = 12;

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn short(self, bytes: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        }
    }

    fn long(self, bytes: [u8; 4]) -> u32 {
        match self {
            Self::Little => u32::from_le_bytes(bytes),
            Self::Big => u32::from_be_bytes(bytes),
        }
    }
}

/// One field of a directory.
struct TiffField {
    tag: u16,
    kind: u16,
    count: u32,
    value: u32,
}

/// Whether the data from byte `start` on hold coordinates that are not all zero: a camera without a fix writes zeros.
///
/// # Errors
/// When the file cannot be read. What breaks off or leads nowhere holds none.
pub(super) fn has_place(file: &mut Bytes<'_>, start: u64) -> io::Result<bool> {
    let Some(head) = file.at::<8>(start)? else { return Ok(false) };
    let [a, b, c, d, first @ ..] = head;
    let order = match [a, b] {
        [b'I', b'I'] => Order::Little,
        [b'M', b'M'] => Order::Big,
        _ => return Ok(false),
    };
    if order.short([c, d]) != 42 {
        return Ok(false);
    }
    let mut directory = order.long(first);
    for _ in 0..DIRECTORIES {
        if directory == 0 {
            break;
        }
        let (fields, next) = fields(file, start, directory, order)?;
        for field in fields.iter().filter(|field| field.tag == PLACE) {
            let (place, _) = self::fields(file, start, field.value, order)?;
            for field in place.iter().filter(|field| COORDINATES.contains(&field.tag)) {
                if is_somewhere(file, start, field, order)? {
                    return Ok(true);
                }
            }
        }
        directory = next;
    }
    Ok(false)
}

/// The fields of a directory, and where the next one is.
fn fields(file: &mut Bytes<'_>, start: u64, directory: u32, order: Order) -> io::Result<(Vec<TiffField>, u32)> {
    let at = start + u64::from(directory);
    let Some(count) = file.at::<2>(at)? else { return Ok((Vec::new(), 0)) };
    let count = usize::from(order.short(count));
    let bytes = file.some(at + 2, count * FIELD)?;
    let fields = bytes.as_chunks::<FIELD>().0.iter().map(|field| {
        let [t0, t1, k0, k1, c0, c1, c2, c3, value @ ..] = *field;
        TiffField {
            tag: order.short([t0, t1]),
            kind: order.short([k0, k1]),
            count: order.long([c0, c1, c2, c3]),
            value: order.long(value),
        }
    });
    let next = file.at::<4>(at + 2 + (count * FIELD) as u64)?.map_or(0, |next| order.long(next));
    Ok((fields.collect(), next))
}

/// Whether a field has a fraction that is a number and not zero.
fn is_somewhere(file: &mut Bytes<'_>, start: u64, field: &TiffField, order: Order) -> io::Result<bool> {
    // Degrees, minutes, seconds; fractions, with or without a sign.
    if !matches!(field.kind, 5 | 10) {
        return Ok(false);
    }
    let count = usize::try_from(field.count.min(3)).unwrap_or(3);
    let bytes = file.some(start + u64::from(field.value), count * 8)?;
    Ok(bytes.as_chunks::<8>().0.iter().any(|fraction| {
        let [a, b, c, d, rest @ ..] = *fraction;
        order.long([a, b, c, d]) != 0 && order.long(rest) != 0
    }))
}
