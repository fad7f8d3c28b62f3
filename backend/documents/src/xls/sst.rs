//! Texts of a BIFF8 stream, and the shared ones, which may be cut anywhere between two records.

use super::records::{u16_at, u32_at};
use super::{Refusal, damaged};
use crate::Limits;
use crate::strings::SharedStrings;

/// Data of a record and of those that continue it.
struct Chunks<'s> {
    parts: Vec<&'s [u8]>,
    part: usize,
    at: usize,
}

impl Chunks<'_> {
    /// What is left of the part being read, stepping to the next part at its end.
    fn here(&mut self) -> Option<&[u8]> {
        while self.parts.get(self.part)?.len() <= self.at {
            self.part += 1;
            self.at = 0;
        }
        self.parts.get(self.part)?.get(self.at..)
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.here()?.first()?;
        self.at += 1;
        Some(byte)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from(self.u16()?) | u32::from(self.u16()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            let step = self.here()?.len().min(count);
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// Characters, one or two bytes each. Where they continue in another part, it begins with a byte that tells which.
    fn characters(&mut self, mut count: usize, mut wide: bool) -> Option<String> {
        let mut units = Vec::with_capacity(count.min(32_768));
        while count > 0 {
            let part = *self.parts.get(self.part)?;
            if self.at >= part.len() {
                self.part += 1;
                wide = self.parts.get(self.part)?.first()? & 1 == 1;
                self.at = 1;
                continue;
            }
            let rest = part.get(self.at..)?;
            let size = if wide { 2 } else { 1 };
            let taken = count.min(rest.len() / size);
            if taken == 0 {
                return None;
            }
            push_units(rest.get(..taken * size)?, wide, &mut units);
            self.at += taken * size;
            count -= taken;
        }
        Some(String::from_utf16_lossy(&units))
    }
}

fn push_units(bytes: &[u8], wide: bool, into: &mut Vec<u16>) {
    if wide {
        into.extend(bytes.chunks_exact(2).map(|pair| match pair {
            [low, high] => u16::from_le_bytes([*low, *high]),
            _ => 0,
        }));
    } else {
        into.extend(bytes.iter().map(|byte| u16::from(*byte)));
    }
}

/// The SST record and those that continue it. The numbers it declares are not believed: it is read to its end.
pub(super) fn shared(parts: Vec<&[u8]>, limits: &Limits) -> Result<SharedStrings, Refusal> {
    let mut strings = SharedStrings::default();
    let mut chunks = Chunks { parts, part: 0, at: 0 };
    let declared = chunks.u32().and_then(|_| chunks.u32()).ok_or_else(damaged)?;
    for _ in 0..declared {
        let text = one(&mut chunks).ok_or_else(damaged)?;
        strings.push(&text);
        if strings.bytes() > limits.text_bytes {
            return Err(Refusal::TooManyCells { limit: limits.cells });
        }
    }
    Ok(strings)
}

/// XLUnicodeRichExtendedString: runs of formatting and phonetics follow the characters.
fn one(chunks: &mut Chunks<'_>) -> Option<String> {
    let count = usize::from(chunks.u16()?);
    let flags = chunks.byte()?;
    let runs = if flags & 8 == 0 { 0 } else { usize::from(chunks.u16()?) };
    let extension = if flags & 4 == 0 { 0 } else { usize::try_from(chunks.u32()?).ok()? };
    let text = chunks.characters(count, flags & 1 == 1)?;
    chunks.skip(runs * 4)?;
    chunks.skip(extension)?;
    Some(text)
}

/// XLUnicodeString: a length in two bytes, flags, characters.
pub(super) fn long_text(data: &[u8]) -> Option<String> {
    text(usize::from(u16_at(data, 0)?), data.get(2..)?)
}

/// ShortXLUnicodeString: a length in one byte.
pub(super) fn short_text(data: &[u8]) -> Option<String> {
    text(usize::from(*data.first()?), data.get(1..)?)
}

fn text(count: usize, data: &[u8]) -> Option<String> {
    let wide = data.first()? & 1 == 1;
    let mut units = Vec::new();
    let bytes = data.get(1..)?;
    let length = if wide { count * 2 } else { count };
    push_units(bytes.get(..length.min(bytes.len()))?, wide, &mut units);
    Some(String::from_utf16_lossy(&units))
}

/// Text of a STRING record (result of a formula) with those that continue it.
pub(super) fn continued(parts: Vec<&[u8]>) -> Option<String> {
    let mut chunks = Chunks { parts, part: 0, at: 0 };
    let count = usize::from(chunks.u16()?);
    let wide = chunks.byte()? & 1 == 1;
    chunks.characters(count, wide)
}

/// Position of a sheet's records, from its BOUNDSHEET record.
pub(super) fn position(data: &[u8]) -> Option<usize> {
    usize::try_from(u32_at(data, 0)?).ok()
}
