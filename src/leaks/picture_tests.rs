//! Pictures made here byte by byte, with coordinates and without.

use std::io::Cursor;

use super::picture::{PictureFormat, format, has_place};

/// What the directory about the place holds.
#[derive(Clone, Copy)]
enum Place {
    /// There is no such directory.
    Absent,
    /// Only the version of its form.
    Version,
    /// Coordinates, all zero.
    Zero,
    /// Latitude and longitude.
    Lisbon,
}

/// Exif data in the order of bytes that `big` says.
fn exif(big: bool, place: Place) -> Vec<u8> {
    let short = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let long = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let field = |tag: u16, kind: u16, count: u32, value: u32| {
        [&short(tag)[..], &short(kind), &long(count), &long(value)].concat()
    };
    let mut out = [if big { b"MM" } else { b"II" }, &short(42)[..], &long(8)].concat();
    // An orientation, and where the other directory is: behind two fields.
    let own = matches!(place, Place::Absent);
    let fields = [field(0x0112, 3, 1, 1), field(if own { 0x8769 } else { 0x8825 }, 4, 1, 38)].concat();
    out.extend([&short(2)[..], &fields, &long(0)].concat());
    let value = 38 + 2 + 36 + 4;
    let inner = [field(0, 1, 4, 2), field(2, 5, 3, value), field(4, 5, 3, value + 24)];
    let count: u16 = if matches!(place, Place::Version) { 1 } else { 3 };
    out.extend([&short(count)[..], &inner[..usize::from(count)].concat(), &long(0)].concat());
    let numbers: [u32; 6] = if matches!(place, Place::Lisbon) { [38, 43, 20, 9, 8, 25] } else { [0; 6] };
    for number in numbers {
        out.extend([long(number), long(1)].concat());
    }
    out
}

fn jpeg(exif: &[u8]) -> Vec<u8> {
    let part = |marker: u8, content: &[u8]| {
        let len = u16::try_from(content.len() + 2).unwrap_or(u16::MAX).to_be_bytes();
        [&[0xff, marker][..], &len, content].concat()
    };
    let exif = [b"Exif\0\0", exif].concat();
    [
        &[0xff, 0xd8][..],
        &part(0xe0, b"JFIF\0\x01\x01"),
        &part(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x/>"),
        &part(0xe1, &exif),
        &[0xff, 0xda],
    ]
    .concat()
}

fn png(exif: &[u8]) -> Vec<u8> {
    let part = |kind: &[u8], content: &[u8]| {
        [&u32::try_from(content.len()).unwrap_or(0).to_be_bytes()[..], kind, content, &[0; 4]].concat()
    };
    [
        b"\x89PNG\r\n\x1a\n",
        &part(b"IHDR", &[0; 13])[..],
        &part(b"IDAT", &[7; 100]),
        &part(b"eXIf", exif),
        &part(b"IEND", &[]),
    ]
    .concat()
}

fn webp(exif: &[u8]) -> Vec<u8> {
    let part = |kind: &[u8], content: &[u8]| {
        let len = u32::try_from(content.len()).unwrap_or(0).to_le_bytes();
        [kind, &len[..], content, &[0; 1][..content.len() % 2]].concat()
    };
    [b"RIFF\0\0\0\0WEBP", &part(b"VP8 ", &[1; 11])[..], &part(b"EXIF", exif)].concat()
}

fn boxed(kind: &[u8], content: &[u8]) -> Vec<u8> {
    [&u32::try_from(content.len() + 8).unwrap_or(0).to_be_bytes()[..], kind, content].concat()
}

/// A HEIC file whose Exif data lie in the file, or in the index where `inside` says so.
fn heic(exif: &[u8], inside: bool) -> Vec<u8> {
    let item = [&[0, 0, 0, 4][..], b"\0\0\0\0", exif].concat();
    let entry = |number: u8, kind: &[u8]| boxed(b"infe", &[&[2, 0, 0, 0, 0, number, 0, 0][..], kind, b"\0"].concat());
    let info = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 2][..], &entry(1, b"hvc1"), &entry(2, b"Exif")].concat());
    let location = |offset: u32| {
        let len = u32::try_from(item.len()).unwrap_or(0).to_be_bytes();
        let place = |number: u8, method: u8, offset: u32| {
            [&[0, number, 0, method, 0, 0, 0, 1][..], &offset.to_be_bytes(), &len].concat()
        };
        boxed(
            b"iloc",
            &[&[1, 0, 0, 0, 0x44, 0, 0, 2][..], &place(1, 0, 0), &place(2, u8::from(inside), offset)].concat(),
        )
    };
    let index = |offset: u32| {
        let data = if inside { boxed(b"idat", &item) } else { Vec::new() };
        boxed(b"meta", &[&[0; 4][..], &boxed(b"hdlr", &[0; 24]), &info, &location(offset), &data].concat())
    };
    let head = boxed(b"ftyp", b"heic\0\0\0\0mif1");
    let offset = if inside { 0 } else { u32::try_from(head.len() + index(0).len() + 8).unwrap_or(0) };
    [head, index(offset), boxed(b"mdat", &item)].concat()
}

fn jxl(exif: &[u8]) -> Vec<u8> {
    let exif = boxed(b"Exif", &[&[0; 4], exif].concat());
    [boxed(b"JXL ", b"\r\n\x87\n"), boxed(b"ftyp", b"jxl \0\0\0\0jxl "), exif].concat()
}

fn told(bytes: &[u8]) -> Option<bool> {
    has_place(&mut Cursor::new(bytes), format(bytes)?).ok()
}

#[test]
fn coordinates_are_found_in_every_format_and_nothing_else_is() {
    type Make = fn(&[u8]) -> Vec<u8>;
    let formats: [(PictureFormat, Make); 7] = [
        (PictureFormat::Jpeg, jpeg),
        (PictureFormat::Png, png),
        (PictureFormat::WebP, webp),
        (PictureFormat::Tiff, <[u8]>::to_vec),
        (PictureFormat::Boxes, |exif| heic(exif, false)),
        (PictureFormat::Boxes, |exif| heic(exif, true)),
        (PictureFormat::Boxes, jxl),
    ];
    for (kind, make) in formats {
        for big in [false, true] {
            let of = |place| make(&exif(big, place));
            assert_eq!(format(&of(Place::Lisbon)), Some(kind));
            assert_eq!(told(&of(Place::Lisbon)), Some(true), "{kind:?} {big}");
            for place in [Place::Absent, Place::Version, Place::Zero] {
                assert_eq!(told(&of(place)), Some(false), "{kind:?} {big}");
            }
        }
    }
}

#[test]
fn a_picture_that_breaks_off_anywhere_ends_the_reading() {
    let whole = exif(true, Place::Lisbon);
    for picture in [jpeg(&whole), png(&whole), webp(&whole), heic(&whole, false), heic(&whole, true), jxl(&whole)] {
        for end in 12..picture.len() {
            assert!(told(&picture[..end]).is_some(), "{end}");
        }
    }
}

#[test]
fn directories_and_parts_that_lead_to_each_other_end() {
    // The next directory is the same one, and so is the one about the place.
    let circle =
        [&b"MM\0*"[..], &8_u32.to_be_bytes(), &[0, 1, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8], &8_u32.to_be_bytes()]
            .concat();
    assert_eq!(told(&circle), Some(false));
    // A box that is shorter than its own head ends the walk; before it, nothing told a place.
    assert_eq!(told(&[boxed(b"ftyp", b"avif\0\0\0\0"), vec![0, 0, 0, 4], b"meta".to_vec()].concat()), Some(false));
    // Extents without a size, as many as can be written down.
    let many = [&[1, 0, 0, 0, 0, 0, 0xff, 0xff][..], &[0, 1, 0, 0, 0, 0, 0xff, 0xff].repeat(60_000)].concat();
    let info = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &boxed(b"infe", b"\x02\0\0\0\0\x07\0\0Exif\0")].concat());
    let meta = boxed(b"meta", &[&[0; 4][..], &info, &boxed(b"iloc", &many)].concat());
    assert_eq!(told(&[boxed(b"ftyp", b"avif\0\0\0\0"), meta].concat()), Some(false));
}

#[test]
fn reading_stops_when_the_budget_is_used_up() {
    /// Counts what is read.
    struct Counted<'a>(Cursor<&'a [u8]>, u64);
    impl std::io::Read for Counted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let read = self.0.read(buffer)?;
            self.1 += read as u64;
            Ok(read)
        }
    }
    impl std::io::Seek for Counted<'_> {
        fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
            self.0.seek(to)
        }
    }
    // Sixty thousand fields, each of which says that the directory about the place is this one.
    let field = [0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8];
    let bytes =
        [&b"MM\0*"[..], &8_u32.to_be_bytes(), &60_000_u16.to_be_bytes(), &field.repeat(60_000), &8_u32.to_be_bytes()]
            .concat();
    let mut file = Counted(Cursor::new(&bytes), 0);
    assert_eq!(has_place(&mut file, PictureFormat::Tiff).ok(), Some(false));
    assert!(file.1 <= 17 << 20, "{} bytes were read", file.1);
}
