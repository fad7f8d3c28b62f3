//! The territory of the demo: the 90 communes of a waste-management syndicate of central Alsace.

const COMMUNES: &str = include_str!("../data/demo-communes.csv");

/// A commune of the demo, with the approximate coordinates of its centre (the national source has none).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemoCommune {
    pub insee_code: &'static str,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east, WGS 84.
    pub longitude: f64,
}

/// The demo's 90 communes, by INSEE code; everything else about them is in [`crate::places`].
pub fn demo_territory() -> Vec<DemoCommune> {
    COMMUNES.lines().skip(1).filter_map(read).collect()
}

fn read(line: &'static str) -> Option<DemoCommune> {
    let mut from_the_end = line.rsplit(',');
    let longitude = from_the_end.next()?.parse().ok()?;
    let latitude = from_the_end.next()?.parse().ok()?;
    let insee_code = line.split(',').next()?;
    Some(DemoCommune { insee_code, latitude, longitude })
}
