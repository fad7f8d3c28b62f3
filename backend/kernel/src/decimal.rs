//! Numbers that people type, kept exactly: whole millionths in a 64-bit integer, so that both databases sort, compare
//! and index them alike and nothing is lost on the way out and in again.

use serde_json::Number;

/// The largest number taken, in either direction: with six decimals it still has the fifteen digits that a
/// floating-point number of a JSON reader keeps.
pub const LARGEST: f64 = 999_999_999.999_999;
/// Decimals that are kept.
pub const DECIMALS: usize = 6;

const ONE: i64 = 1_000_000;

/// A number in millionths; none when it is too large or has more decimals than are kept.
pub fn millionths(number: f64) -> Option<i64> {
    if !number.is_finite() || number.abs() > LARGEST {
        return None;
    }
    // The shortest text that reads back as this number tells how many decimals were meant.
    let text = format!("{number}");
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (decimals <= DECIMALS).then(|| (number * ONE as f64).round() as i64)
}

/// Millionths as a JSON number: whole where it is whole.
pub fn number(millionths: i64) -> Number {
    if millionths % ONE == 0 {
        return Number::from(millionths / ONE);
    }
    let nearest = format!("{}e-6", millionths).parse().ok().and_then(Number::from_f64);
    nearest.unwrap_or_else(|| Number::from(millionths / ONE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        for text in ["0", "12", "-3.5", "0.1", "1234567.891", "999999999.999999", "-0.000001", "67.4"] {
            let kept = millionths(text.parse().unwrap()).unwrap();
            assert_eq!(number(kept).as_f64(), text.parse().ok(), "{text}");
        }
        assert_eq!(number(12_000_000).to_string(), "12");
        for wrong in [1e9, -1e12, f64::NAN, f64::INFINITY, 0.000_000_1, 1.000_000_1] {
            assert_eq!(millionths(wrong), None, "{wrong}");
        }
    }
}
