//! Fill colours: people mark rows by colour, an import can only say so.

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// `RRGGBB` or `AARRGGBB`, with or without `#`.
    pub(crate) fn from_hex(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('#');
        let text = if text.len() == 8 { text.get(2..)? } else { text };
        if text.len() != 6 {
            return None;
        }
        let value = u32::from_str_radix(text, 16).ok()?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// One of the 56 colours of old palettes (index 8 to 63), as ECMA-376 18.8.27 lists them.
    pub(crate) fn indexed(index: usize) -> Option<Self> {
        let value = *PALETTE.get(index.checked_sub(8)?)?;
        let [_, red, green, blue] = value.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Lighter (tint above 0) or darker (below 0), as theme colours are used.
    pub(crate) fn tinted(self, tint: f64) -> Self {
        let tint = tint.clamp(-1.0, 1.0);
        Self(self.0.map(|channel| {
            let channel = f64::from(channel);
            let moved = if tint < 0.0 { channel * (1.0 + tint) } else { channel + (255.0 - channel) * tint };
            // Between 0 and 255 by construction.
            moved.round() as u8
        }))
    }

    pub(crate) fn is_white(self) -> bool {
        self.0.iter().all(|channel| *channel >= 0xfe)
    }

    /// `#f7c77e`.
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// The word a person would use: `orange`, `vert`, `gris`…
    pub fn name_fr(self) -> &'static str {
        self.names().0
    }

    /// The word a person would use: `orange`, `green`, `grey`…
    pub fn name_en(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        let [red, green, blue] = self.0.map(f64::from);
        let most = red.max(green).max(blue);
        let least = red.min(green).min(blue);
        let spread = most - least;
        if spread < 16.0 {
            return match most {
                most if most < 48.0 => ("noir", "black"),
                _ if least > 240.0 => ("blanc", "white"),
                _ => ("gris", "grey"),
            };
        }
        let hue = 60.0
            * if most == red {
                ((green - blue) / spread).rem_euclid(6.0)
            } else if most == green {
                (blue - red) / spread + 2.0
            } else {
                (red - green) / spread + 4.0
            };
        match hue {
            hue if !(15.0..345.0).contains(&hue) => ("rouge", "red"),
            hue if hue < 45.0 => ("orange", "orange"),
            hue if hue < 70.0 => ("jaune", "yellow"),
            hue if hue < 170.0 => ("vert", "green"),
            hue if hue < 195.0 => ("turquoise", "turquoise"),
            hue if hue < 260.0 => ("bleu", "blue"),
            hue if hue < 290.0 => ("violet", "purple"),
            _ => ("rose", "pink"),
        }
    }
}

const PALETTE: [u32; 56] = [
    0x000000, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0xffff00, 0xff00ff, 0x00ffff, 0x800000, 0x008000, 0x000080,
    0x808000, 0x800080, 0x008080, 0xc0c0c0, 0x808080, 0x9999ff, 0x993366, 0xffffcc, 0xccffff, 0x660066, 0xff8080,
    0x0066cc, 0xccccff, 0x000080, 0xff00ff, 0xffff00, 0x00ffff, 0x800080, 0x800000, 0x008080, 0x0000ff, 0x00ccff,
    0xccffff, 0xccffcc, 0xffff99, 0x99ccff, 0xff99cc, 0xcc99ff, 0xffcc99, 0x3366ff, 0x33cccc, 0x99cc00, 0xffcc00,
    0xff9900, 0xff6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300, 0x993300, 0x993366, 0x333399,
    0x333333,
];
