//! The club's two colours: readable where they stand, or refused with the nearest shade that is.

use kernel::problem::{Fault, say};

/// Contrast that text needs against its ground (WCAG 2.2, criterion 1.4.3).
const READABLE: f64 = 4.5;
/// Contrast of the deep block with white: the screens darken the brand until it is reached.
const DEEP: f64 = 11.0;

type Rgb = [f64; 3];

const WHITE: Rgb = [255.0; 3];
const BLACK: Rgb = [0.0; 3];
/// The page in the dark.
const DARK_PAPER: Rgb = [17.0, 23.0, 20.0];

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

/// Mixes towards a colour until the contrast with another is the wanted one.
fn until(from: Rgb, to: Rgb, against: Rgb, wanted: f64) -> Rgb {
    (0..25)
        .map(|step| mix(from, to, f64::from(step) * 0.04))
        .find(|tried| contrast(*tried, against) >= wanted)
        .unwrap_or(to)
}

/// The ground that the spark stands on: the brand, darkened as the screens do it.
fn deep(brand: Rgb) -> Rgb {
    until(mix(brand, BLACK, 0.35), BLACK, WHITE, DEEP)
}

/// The club's two colours as style rules over the hand-made tokens, for pages that wear what the system wears: the shades
/// that the screens make of them (`frontend/src/ui/brand.ts`), and those of the map. None for colours that can't be read.
pub fn stylesheet(brand: &str, spark: &str) -> Option<String> {
    let base = read(brand).filter(|base| contrast(*base, WHITE) >= READABLE)?;
    let dark_ground = deep(base);
    let sun = read(spark).filter(|sun| contrast(*sun, dark_ground) >= READABLE).map(written)?;
    let light = [
        ("brand", base),
        ("brand-hover", mix(base, BLACK, 0.2)),
        ("brand-ink", until(mix(base, BLACK, 0.18), BLACK, WHITE, 7.0)),
        ("brand-soft", mix(base, WHITE, 0.88)),
        ("brand-deep", dark_ground),
        ("nav-current", dark_ground),
        ("m1", mix(base, WHITE, 0.78)),
        ("m2", mix(base, WHITE, 0.52)),
        ("m3", mix(base, WHITE, 0.26)),
        ("m4", base),
    ];
    let bright = until(mix(base, WHITE, 0.4), WHITE, DARK_PAPER, 8.0);
    let dark = [
        ("brand", bright),
        ("brand-hover", mix(bright, WHITE, 0.25)),
        ("brand-ink", mix(bright, WHITE, 0.35)),
        ("brand-soft", mix(DARK_PAPER, base, 0.42)),
        ("brand-deep", mix(dark_ground, BLACK, 0.2)),
        ("nav-current", mix(DARK_PAPER, base, 0.55)),
        ("on-brand", mix(base, BLACK, 0.7)),
        ("m1", mix(DARK_PAPER, bright, 0.25)),
        ("m2", mix(DARK_PAPER, bright, 0.45)),
        ("m3", mix(DARK_PAPER, bright, 0.7)),
        ("m4", bright),
    ];
    let rules = |shades: &[(&str, Rgb)]| {
        let told: String = shades.iter().map(|(name, shade)| format!("--{name}:{};", written(*shade))).collect();
        format!(":root:not([data-scheme]){{--soleil:{sun};{told}}}")
    };
    Some(format!("{}@media (prefers-color-scheme:dark){{{}}}", rules(&light), rules(&dark)))
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
    fn the_family_of_a_colour_is_the_one_of_the_screens() {
        let sheet = stylesheet("#7A1F5C", "#F3B73B").unwrap();
        assert!(sheet.contains("--brand:#7A1F5C;") && sheet.contains("--soleil:#F3B73B;"), "{sheet}");
        let (light, dark) = sheet.split_once("@media").unwrap();
        let shade = |rules: &str, name: &str| {
            let told = rules.split(&format!("--{name}:")).nth(1).unwrap();
            read(told.split(';').next().unwrap()).unwrap()
        };
        assert!(
            contrast(shade(light, "brand-ink"), WHITE) > 6.9
                && contrast(shade(light, "brand-deep"), WHITE) > DEEP - 0.2
        );
        assert!(contrast(shade(dark, "brand"), DARK_PAPER) > 7.9);
        assert!(contrast(shade(dark, "on-brand"), shade(dark, "brand")) >= READABLE);
        for (brand, spark) in
            [("#F3B73B", "#F3B73B"), ("#0F5C43", "#000000"), ("red;}", "#F3B73B"), ("#0F5C43", "#FFF")]
        {
            assert_eq!(stylesheet(brand, spark), None, "{brand} {spark}");
        }
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
