//! The club's two colours: readable where they stand, or refused with the nearest shade that is.

use kernel::problem::{Fault, say};

/// Contrast that text needs against its ground (WCAG 2.2, criterion 1.4.3).
const READABLE: f64 = 4.5;
/// Contrast of the deep block with white: the screens darken the brand until it is reached.
const DEEP: f64 = 11.0;

type Rgb = [f64; 3];

const WHITE: Rgb = [255.0; 3];
const BLACK: Rgb = [0.0; 3];

fn read(colour: &str) -> Option<Rgb> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let channel = |at: usize| Some(f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?));
    Some([channel(0)?, channel(2)?, channel(4)?])
}

fn written(colour: Rgb) -> String {
    let [r, g, b] = colour.map(|part| part.round().clamp(0.0, 255.0) as u8);
    format!("#{r:02X}{g:02X}{b:02X}")
}

/// The relative luminance (WCAG 2.2).
fn luminance(colour: Rgb) -> f64 {
    let [r, g, b] = colour.map(|part| {
        let value = part / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    std::array::from_fn(|at| from[at] + (to[at] - from[at]) * share)
}

/// The ground that the spark stands on: the brand, darkened as the screens do it.
fn deep(brand: Rgb) -> Rgb {
    let begun = mix(brand, BLACK, 0.35);
    (0..25)
        .map(|step| mix(begun, BLACK, f64::from(step) * 0.04))
        .find(|tried| contrast(*tried, WHITE) >= DEEP)
        .unwrap_or(BLACK)
}

/// The nearest shade on the way from a colour to black or white that is readable against `ground`.
fn nearest(colour: Rgb, towards: Rgb, ground: Rgb) -> String {
    let tried = |step: u32| written(mix(colour, towards, f64::from(step) / 200.0));
    let readable = |hex: &String| read(hex).is_some_and(|shade| contrast(shade, ground) >= READABLE);
    (0..=200).map(tried).find(readable).unwrap_or_else(|| written(towards))
}

/// Rounded down, so that 4.49 is not told as 4.5.
fn figure(contrast: f64) -> (String, String) {
    let told = ((contrast * 10.0).floor() / 10.0).to_string();
    (told.replace('.', ","), told)
}

fn colour(pointer: &str, given: &str) -> Result<(String, Rgb), Fault> {
    let colour = given.trim().to_uppercase();
    match read(&colour) {
        Some(rgb) => Ok((colour, rgb)),
        None => Err(Fault::at(
            pointer,
            "club.colour_unreadable",
            say(
                "Écrivez la couleur avec un dièse et six chiffres hexadécimaux, comme #0F5C43.",
                "Write the colour as a hash sign and six hexadecimal digits, such as #0F5C43.",
            ),
        )),
    }
}

/// The brand colour carries white text and is text on white: it must be readable both ways, which is one contrast.
/// Given back as it is kept: `#0F5C43`.
pub fn brand(pointer: &str, given: &str) -> Result<String, Fault> {
    let (kept, rgb) = colour(pointer, given)?;
    let reached = contrast(rgb, WHITE);
    if reached >= READABLE {
        return Ok(kept);
    }
    let ((fr, en), near) = (figure(reached), nearest(rgb, BLACK, WHITE));
    Err(Fault::at(
        pointer,
        "club.colour_too_light",
        say(
            format!(
                "Cette couleur est trop claire : son contraste avec le blanc est de {fr} pour 1, il en faut au moins 4,5. La teinte la plus proche qui convient est {near}."
            ),
            format!(
                "This colour is too light: its contrast with white is {en} to 1, and at least 4.5 is needed. The nearest shade that will do is {near}."
            ),
        ),
    ))
}

/// The spark stands on the deep ground that the screens make of the brand.
pub fn spark(pointer: &str, given: &str, brand: &str) -> Result<String, Fault> {
    let (kept, rgb) = colour(pointer, given)?;
    let Some(ground) = read(brand).map(deep) else { return Ok(kept) };
    let reached = contrast(rgb, ground);
    if reached >= READABLE {
        return Ok(kept);
    }
    let ((fr, en), near) = (figure(reached), nearest(rgb, WHITE, ground));
    Err(Fault::at(
        pointer,
        "club.colour_too_dark",
        say(
            format!(
                "Cette couleur est trop sombre pour être lue sur la couleur principale foncée : leur contraste est de {fr} pour 1, il en faut au moins 4,5. La teinte la plus proche qui convient est {near}."
            ),
            format!(
                "This colour is too dark to be read on the dark shade of the main colour: their contrast is {en} to 1, and at least 4.5 is needed. The nearest shade that will do is {near}."
            ),
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_must_be_readable_on_white() {
        assert_eq!(brand("/b", " #0f5c43 ").unwrap(), "#0F5C43");
        // The lightest grey that passes, and the next one.
        assert!(brand("/b", "#767676").is_ok());
        for (light, code) in [
            ("#777777", "club.colour_too_light"),
            ("#F3B73B", "club.colour_too_light"),
            ("green", "club.colour_unreadable"),
            ("#12345", "club.colour_unreadable"),
            ("#12345é", "club.colour_unreadable"),
        ] {
            assert_eq!(brand("/b", light).unwrap_err().code, code, "{light}");
        }
        assert!(brand("/b", "#777777").unwrap_err().detail.fr.contains("4,4 pour 1"));
    }

    #[test]
    fn a_spark_must_be_readable_on_the_deep_shade_of_the_brand() {
        assert_eq!(spark("/s", "#f3b73b", "#0F5C43").unwrap(), "#F3B73B");
        assert_eq!(spark("/s", "#7A4E00", "#0F5C43").unwrap_err().code, "club.colour_too_dark");
    }

    #[test]
    fn the_shade_that_is_offered_passes() {
        for light in ["#777777", "#F3B73B", "#FFFFFF", "#00FF00", "#FF8800"] {
            let shade = &brand("/b", light).unwrap_err().detail.en;
            let shade = shade.rsplit(' ').next().map(|hex| hex.trim_end_matches('.')).unwrap();
            assert!(brand("/b", shade).is_ok(), "{light}: {shade}");
        }
        for (dark, on) in [("#000000", "#0F5C43"), ("#7A4E00", "#767676"), ("#330066", "#CC0000")] {
            let shade = &spark("/s", dark, on).unwrap_err().detail.en;
            let shade = shade.rsplit(' ').next().map(|hex| hex.trim_end_matches('.')).unwrap();
            assert!(spark("/s", shade, on).is_ok(), "{dark} on {on}: {shade}");
        }
    }
}
