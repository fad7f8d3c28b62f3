//! Chance that is the same each time, and numbers that look right and belong to nobody.

/// A splitmix64 sequence: deterministic, good enough to shuffle a demonstration.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// 0 to `below` - 1.
    pub fn under(&mut self, below: u64) -> u64 {
        self.next() % below.max(1)
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.under(from.len() as u64) as usize]
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.under(times) == 0
    }
}

/// The digit that makes `digits` followed by it pass Luhn's check.
fn luhn_digit(digits: &str) -> u32 {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let value = u32::from(byte - b'0') * if at % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

/// A valid SIREN that nobody has: those beginning with 999 are not given.
pub fn siren(number: usize) -> String {
    let digits = format!("999{number:05}");
    format!("{digits}{}", luhn_digit(&digits))
}

/// A valid SIRET of that SIREN.
pub fn siret(siren: &str) -> String {
    let digits = format!("{siren}0001");
    format!("{digits}{}", luhn_digit(&digits))
}

/// A phone number of the range kept for fiction (03 53 01 xx xx), in E.164.
pub fn phone(number: usize) -> String {
    format!("+333530{:05}", 10_000 + number % 10_000)
}

/// What a name looks like in an address.
pub fn slug(name: &str) -> String {
    let words: Vec<String> = kernel::words::fold(name).split(' ').map(str::to_owned).collect();
    words.join("-").chars().take(36).collect::<String>().trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_identifiers_pass_the_checks() {
        for number in 0..400 {
            let siren = siren(number);
            assert!(kernel::identifiers::Siren::parse(&siren).is_ok(), "{siren}");
            assert!(kernel::identifiers::Siret::parse(&siret(&siren)).is_ok(), "{siren}");
            assert!(kernel::phone::Phone::parse(&phone(number)).is_ok(), "{}", phone(number));
        }
    }
}
