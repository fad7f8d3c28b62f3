//! The records of a stream: a type, a length, data.

pub(super) struct Record<'s> {
    pub(super) kind: u16,
    pub(super) data: &'s [u8],
}

pub(super) struct Records<'s> {
    stream: &'s [u8],
    at: usize,
}

impl<'s> Records<'s> {
    pub(super) fn from(stream: &'s [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The next record without stepping over it.
    pub(super) fn peek(&self) -> Option<Record<'s>> {
        let head = self.stream.get(self.at..)?;
        let (kind, length) = (u16_at(head, 0)?, usize::from(u16_at(head, 2)?));
        Some(Record { kind, data: head.get(4..4 + length)? })
    }
}

impl<'s> Iterator for Records<'s> {
    type Item = Record<'s>;

    /// `None` at the end of the stream or where it is cut.
    fn next(&mut self) -> Option<Record<'s>> {
        let record = self.peek()?;
        self.at += 4 + record.data.len();
        Some(record)
    }
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}

pub(super) fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at + 8)?.try_into().ok()?))
}

/// A number in four bytes: the upper 30 bits of a float, or an integer, either divided by 100 or not (2.5.122 RkNumber).
pub(super) fn rk(value: u32) -> f64 {
    let number = if value & 2 == 0 {
        f64::from_bits(u64::from(value & !3) << 32)
    } else {
        // The sign is kept by shifting a signed integer.
        f64::from(value.cast_signed() >> 2)
    };
    if value & 1 == 0 { number } else { number / 100.0 }
}
