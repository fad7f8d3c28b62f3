//! Pictures are drawn anew: decoded within bounds, turned upright, scaled down, encoded again.
//! What was beside the pixels (place, device, owner, thumbnails, hidden payloads) stays behind; the colour profile
//! is kept, or the colours would change. Of an animation the first picture is kept.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
};
use kernel::problem::{Problem, say};

use super::kind::{GIF, JPEG, PNG, WEBP};

/// More pixels than any phone's camera takes; a small file can claim a thousand times as many.
const MOST_PIXELS: u64 = 40_000_000;
/// What a decoder may allocate: 40 million pixels of 16-bit RGBA.
const MOST_MEMORY: u64 = 336 * 1024 * 1024;
/// The longest side of what is kept: enough for a full-width picture on a sharp screen.
const LONGEST_SIDE: u32 = 2400;
const JPEG_QUALITY: u8 = 85;
const LARGEST_PROFILE: usize = 64 * 1024;

/// A picture drawn anew.
pub struct Drawn {
    pub bytes: Vec<u8>,
    pub media_type: &'static str,
    pub width: u32,
    pub height: u32,
}

impl Drawn {
    pub fn extension(&self) -> &'static str {
        if self.media_type == JPEG { "jpg" } else { "png" }
    }
}

/// Draws it anew: JPEG stays JPEG, PNG and GIF become PNG, WebP becomes PNG if it is see-through, else JPEG.
///
/// Of a large photo one copy is held at a time: what was sent goes once it is being read, and it is made small by whole
/// pixels before it is turned.
pub fn drawn_anew(bytes: impl AsRef<[u8]>, media_type: &str) -> Result<Drawn, Problem> {
    let format = match media_type {
        JPEG => ImageFormat::Jpeg,
        PNG => ImageFormat::Png,
        WEBP => ImageFormat::WebP,
        GIF => ImageFormat::Gif,
        other => return Err(unreadable(other)),
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_many_pixels(width, height));
    }
    let orientation = decoder.orientation().map_err(unreadable)?;
    let profile = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    if picture.width().max(picture.height()) > LONGEST_SIDE {
        picture = picture.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    picture.apply_orientation(orientation);
    let picture = plain(picture);
    let media_type = match media_type {
        JPEG => JPEG,
        WEBP if !picture.color().has_alpha() => JPEG,
        _ => PNG,
    };
    let profile = profile.filter(|profile| fits(profile, &picture));
    let mut out = Vec::new();
    if media_type == JPEG {
        write(&picture, JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY), profile)?;
    } else {
        write(&picture, PngEncoder::new(&mut out), profile)?;
    }
    Ok(Drawn { width: picture.width(), height: picture.height(), bytes: out, media_type })
}

pub fn unreadable(cause: impl ToString) -> Problem {
    Problem::invalid_field(
        "/file",
        "house.picture_unreadable",
        say(
            "Cette image est abîmée ou incomplète et ne peut pas être lue. Enregistrez-la de nouveau en JPEG ou PNG.",
            "This picture is damaged or incomplete and can't be read. Save it again as JPEG or PNG.",
        ),
    )
    .because(cause)
}

fn too_many_pixels(width: u32, height: u32) -> Problem {
    let most = MOST_PIXELS / 1_000_000;
    Problem::new(
        413,
        "house.picture_too_large",
        say(
            format!(
                "Cette image compte {width} × {height} pixels ; au plus {most} millions sont acceptés. Réduisez-la."
            ),
            format!("This picture has {width} × {height} pixels; at most {most} million are accepted. Scale it down."),
        ),
    )
}

/// Eight bits a channel, and an alpha channel only where something is see-through.
fn plain(picture: DynamicImage) -> DynamicImage {
    if picture.color().has_alpha() {
        let pixels = picture.into_rgba8();
        if pixels.pixels().any(|pixel| pixel.0[3] != u8::MAX) {
            return pixels.into();
        }
        return DynamicImage::from(pixels).into_rgb8().into();
    }
    if picture.color().has_color() { picture.into_rgb8().into() } else { picture.into_luma8().into() }
}

/// Whether a colour profile is about the colours that are written (bytes 16 to 19, ICC.1:2022 §7.2.8).
fn fits(profile: &[u8], picture: &DynamicImage) -> bool {
    let space: &[u8] = if picture.color().has_color() { b"RGB " } else { b"GRAY" };
    profile.len() <= LARGEST_PROFILE && profile.get(16..20) == Some(space)
}

fn write(picture: &DynamicImage, mut encoder: impl ImageEncoder, profile: Option<Vec<u8>>) -> Result<(), Problem> {
    if let Some(profile) = profile {
        // An encoder that can't hold it writes the picture all the same.
        let _ = encoder.set_icc_profile(profile);
    }
    picture.write_with_encoder(encoder).map_err(Problem::bug)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        picture.write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    /// Red on the left, blue on the right, 40 × 20.
    fn two_halves() -> DynamicImage {
        RgbImage::from_fn(40, 20, |x, _| if x < 20 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) }).into()
    }

    /// A JPEG as a phone writes it: EXIF with orientation 6 (turn right), an owner and a place.
    fn from_a_phone() -> Vec<u8> {
        let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
        let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
            [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
        };
        tiff.extend(3u16.to_be_bytes());
        tiff.extend(entry(0x0112, 3, 1, [0, 6, 0, 0]));
        tiff.extend(entry(0x013b, 2, 4, *b"Eve\0"));
        tiff.extend(entry(0x8825, 4, 1, 50u32.to_be_bytes()));
        tiff.extend([0; 4]);
        assert_eq!(tiff.len(), 50);
        tiff.extend(2u16.to_be_bytes());
        tiff.extend(entry(1, 2, 2, *b"N\0\0\0"));
        tiff.extend(entry(2, 5, 3, 80u32.to_be_bytes()));
        tiff.extend([0; 4]);
        for rational in [(47u32, 1u32), (48, 1), (1234, 100)] {
            tiff.extend(rational.0.to_be_bytes());
            tiff.extend(rational.1.to_be_bytes());
        }
        let jpeg = encoded(&two_halves(), ImageFormat::Jpeg);
        let length = (2 + 6 + tiff.len()) as u16;
        [&jpeg[..2], &[0xff, 0xe1], &length.to_be_bytes(), b"Exif\0\0", &tiff, &jpeg[2..]].concat()
    }

    fn holds(bytes: &[u8], sign: &[u8]) -> bool {
        bytes.windows(sign.len()).any(|window| window == sign)
    }

    #[test]
    fn a_photo_loses_its_place_and_stands_upright() {
        let taken = from_a_phone();
        assert!(holds(&taken, b"Exif") && holds(&taken, b"Eve"));
        let drawn = drawn_anew(&taken, JPEG).unwrap();
        assert_eq!((drawn.width, drawn.height, drawn.media_type), (20, 40, JPEG));
        assert!(!holds(&drawn.bytes, b"Exif") && !holds(&drawn.bytes, b"Eve"));
        let mut decoder =
            ImageReader::with_format(Cursor::new(&drawn.bytes), ImageFormat::Jpeg).into_decoder().unwrap();
        assert!(decoder.exif_metadata().unwrap().is_none());
        let seen = image::load_from_memory(&drawn.bytes).unwrap().into_rgb8();
        assert!(seen.get_pixel(10, 5).0[0] > 200 && seen.get_pixel(10, 35).0[2] > 200, "turned the wrong way");
    }

    #[test]
    fn a_large_picture_is_scaled_down() {
        let wide = DynamicImage::new_rgb8(4800, 600);
        let drawn = drawn_anew(&encoded(&wide, ImageFormat::Png), PNG).unwrap();
        assert_eq!((drawn.width, drawn.height, drawn.media_type), (2400, 300, PNG));
    }

    #[test]
    fn see_through_pictures_stay_so() {
        let glass: DynamicImage = RgbaImage::from_pixel(8, 8, Rgba([10, 20, 30, 128])).into();
        for (format, kind) in [(ImageFormat::WebP, WEBP), (ImageFormat::Png, PNG), (ImageFormat::Gif, GIF)] {
            let drawn = drawn_anew(&encoded(&glass, format), kind).unwrap();
            assert_eq!(drawn.media_type, PNG);
            assert!(format == ImageFormat::Gif || image::load_from_memory(&drawn.bytes).unwrap().color().has_alpha());
        }
        let drawn = drawn_anew(&encoded(&two_halves(), ImageFormat::WebP), WEBP).unwrap();
        assert_eq!((drawn.media_type, drawn.extension()), (JPEG, "jpg"));
    }

    /// A PNG of a few bytes that claims to be immense.
    fn bomb(width: u32, height: u32) -> Vec<u8> {
        let chunk = |name: &[u8; 4], data: &[u8]| {
            let body = [name.as_slice(), data].concat();
            [&(data.len() as u32).to_be_bytes()[..], &body, &crc32(&body).to_be_bytes()].concat()
        };
        let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
        let pixels = [0x78, 0x9c, 0x63, 0x00, 0x00, 0x00, 0x01, 0x00, 0x01];
        [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &header), &chunk(b"IDAT", &pixels), &chunk(b"IEND", &[])]
            .concat()
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(crc & 1)))
        })
    }

    #[test]
    fn a_picture_that_would_fill_the_memory_is_refused_before_it_does() {
        let problem = drawn_anew(&bomb(50_000, 50_000), PNG).err().unwrap();
        assert_eq!((problem.status(), problem.code()), (413, "house.picture_too_large"));
        assert!(problem.detail().fr.contains("50000 × 50000"));
        // Within bounds, but its pixels are not there.
        assert_eq!(drawn_anew(&bomb(3000, 3000), PNG).err().unwrap().code(), "house.picture_unreadable");
    }

    #[test]
    fn a_damaged_picture_is_told_so() {
        let whole = encoded(&two_halves(), ImageFormat::Png);
        for part in [&whole[..20], &whole[..whole.len() / 2], b"\x89PNG\r\n\x1a\n<?php ?>"] {
            assert_eq!(drawn_anew(part, PNG).err().unwrap().code(), "house.picture_unreadable");
        }
    }

    #[test]
    fn a_colour_profile_is_kept_where_it_fits() {
        let profile = |space: &[u8; 4]| [&[0u8; 16][..], space, &[0u8; 120]].concat();
        for (space, kept) in [(b"RGB ", true), (b"CMYK", false)] {
            let mut out = Vec::new();
            let mut encoder = PngEncoder::new(&mut out);
            encoder.set_icc_profile(profile(space)).unwrap();
            two_halves().write_with_encoder(encoder).unwrap();
            let drawn = drawn_anew(&out, PNG).unwrap();
            assert_eq!(holds(&drawn.bytes, b"iCCP"), kept);
        }
    }
}
