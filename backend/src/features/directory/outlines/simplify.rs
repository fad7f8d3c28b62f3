//! Outlines as a map of a whole territory needs them: where a line leaves the true one by no more than some steps, on a
//! map of tens of kilometres nobody sees it, and what is sent is a hundredth (Douglas and Peucker, 1973).

use serde_json::{Value, json};

/// Longitude and latitude, in degrees.
pub type Point = [f64; 2];
/// Closed: it ends where it begins.
pub type Ring = Vec<Point>;
/// The outer ring, then those of its holes.
pub type Polygon = Vec<Ring>;

/// Metres by which a line may leave the true one.
const TOLERANCE: f64 = 50.0;
/// Metres of a degree of latitude.
const DEGREE: f64 = 111_200.0;
/// Five decimals of a degree are about a metre.
const STEPS: f64 = 100_000.0;

/// The outline of a commune: never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline(pub Vec<Polygon>);

impl Outline {
    /// The same in as few points as do. What is smaller than the tolerance goes, but for the largest part.
    pub fn simplified(self) -> Outline {
        let simple: Vec<Polygon> = self.0.iter().filter_map(|rings| polygon(rings)).collect();
        match simple.is_empty() {
            false => Outline(simple),
            true => Outline(self.largest().map(|ring| vec![vec![ring.clone()]]).unwrap_or_default()),
        }
    }

    /// Longitude and latitude of the middle of its largest part.
    pub fn middle(&self) -> Option<Point> {
        let ring = self.largest()?;
        let [x0, y0] = *ring.first()?;
        let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
        // Seen from its first point: the numbers are small, and none of their digits gets lost.
        for (from, to) in ring.iter().zip(ring.iter().skip(1)) {
            let ([x1, y1], [x2, y2]) = ([from[0] - x0, from[1] - y0], [to[0] - x0, to[1] - y0]);
            let cross = x1 * y2 - x2 * y1;
            area += cross;
            x += (x1 + x2) * cross;
            y += (y1 + y2) * cross;
        }
        if area == 0.0 {
            return Some([x0, y0]);
        }
        Some([rounded(x0 + x / (3.0 * area)), rounded(y0 + y / (3.0 * area))])
    }

    /// As GeoJSON (RFC 7946 §3.1).
    pub fn geometry(&self) -> Value {
        match self.0.as_slice() {
            [one] => json!({"type": "Polygon", "coordinates": one}),
            several => json!({"type": "MultiPolygon", "coordinates": several}),
        }
    }

    fn largest(&self) -> Option<&Ring> {
        self.0.iter().filter_map(|polygon| polygon.first()).max_by(|one, other| size(one).total_cmp(&size(other)))
    }
}

/// The area of a ring, in degrees: only to be compared with its neighbours.
fn size(ring: &[Point]) -> f64 {
    let crosses = ring.iter().zip(ring.iter().skip(1)).map(|(from, to)| from[0] * to[1] - to[0] * from[1]);
    crosses.sum::<f64>().abs()
}

fn rounded(degrees: f64) -> f64 {
    (degrees * STEPS).round() / STEPS
}

fn polygon(rings: &[Ring]) -> Option<Polygon> {
    let (outer, holes) = rings.split_first()?;
    let outer = simplify(outer)?;
    Some(std::iter::once(outer).chain(holes.iter().filter_map(|hole| simplify(hole))).collect())
}

/// A ring in fewer points; none when there is nothing left of it.
fn simplify(ring: &[Point]) -> Option<Ring> {
    let last = ring.len().checked_sub(1)?;
    let shrink = ring.first()?[1].to_radians().cos();
    let metres: Vec<Point> = ring.iter().map(|[x, y]| [x * shrink * DEGREE, y * DEGREE]).collect();
    // A ring has no ends: it is two lines, to the point that is farthest from the first and back.
    let (far, off) = farthest(&metres, 0, last, |point, start, _| distance(point, start))?;
    if off <= TOLERANCE * TOLERANCE {
        return None;
    }
    let mut kept = vec![false; ring.len()];
    for at in [0, far, last] {
        *kept.get_mut(at)? = true;
    }
    let mut lines = vec![(0, far), (far, last)];
    while let Some((from, to)) = lines.pop() {
        let Some((at, off)) = farthest(&metres, from, to, beside) else { continue };
        if off > TOLERANCE * TOLERANCE {
            *kept.get_mut(at)? = true;
            lines.extend([(from, at), (at, to)]);
        }
    }
    let mut simple: Ring =
        ring.iter().zip(kept).filter(|(_, kept)| *kept).map(|([x, y], _)| [rounded(*x), rounded(*y)]).collect();
    simple.dedup();
    // Three corners and back to the first: less is a line.
    (simple.len() >= 4).then_some(simple)
}

/// The point between two that is farthest off, and how far.
fn farthest(
    points: &[Point],
    from: usize,
    to: usize,
    off: impl Fn(Point, Point, Point) -> f64,
) -> Option<(usize, f64)> {
    let (start, end) = (*points.get(from)?, *points.get(to)?);
    let between = points.iter().enumerate().take(to).skip(from + 1);
    between.map(|(at, point)| (at, off(*point, start, end))).max_by(|one, other| one.1.total_cmp(&other.1))
}

/// Squared, as all distances here.
fn distance(one: Point, other: Point) -> f64 {
    (one[0] - other[0]).powi(2) + (one[1] - other[1]).powi(2)
}

/// From a point to the nearest of the line between two others.
fn beside(point: Point, start: Point, end: Point) -> f64 {
    let length = distance(start, end);
    if length == 0.0 {
        return distance(point, start);
    }
    let along = (point[0] - start[0]) * (end[0] - start[0]) + (point[1] - start[1]) * (end[1] - start[1]);
    let part = (along / length).clamp(0.0, 1.0);
    distance(point, [start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A commune some four kilometres across, with a frayed border of so many points.
    fn frayed(points: usize) -> Ring {
        let corner = |at: usize| {
            let turn = at as f64 / points as f64 * std::f64::consts::TAU;
            let reach = 0.02 + 0.003 * (turn * 7.0).sin() + 0.0001 * (at as f64 * 1.7).sin();
            [7.45 + reach * turn.cos() * 1.5, 48.26 + reach * turn.sin()]
        };
        (0..points).map(corner).chain([corner(0)]).collect()
    }

    #[test]
    fn ninety_communes_weigh_less_than_a_picture() {
        let whole = Outline(vec![vec![frayed(2_500)]]);
        let simple = whole.clone().simplified();
        let bytes = simple.geometry().to_string().len();
        assert!(bytes * 90 < 150_000, "{bytes}");
        let ([x, y], [simple_x, simple_y]) = (whole.middle().unwrap(), simple.middle().unwrap());
        assert!((x - simple_x).abs() < 0.001 && (y - simple_y).abs() < 0.001);
    }

    #[test]
    fn no_point_is_farther_from_the_line_than_allowed() {
        let ring = frayed(900);
        let simple = simplify(&ring).unwrap();
        assert_eq!((simple.first(), simple.len() < 200), (simple.last(), true));
        let shrink = ring[0][1].to_radians().cos();
        let metres = |point: &Point| [point[0] * shrink * DEGREE, point[1] * DEGREE];
        for point in &ring {
            let off = simple.windows(2).map(|line| beside(metres(point), metres(&line[0]), metres(&line[1])));
            // A metre more, for the digits that were cut off.
            assert!(off.fold(f64::INFINITY, f64::min).sqrt() <= TOLERANCE + 2.0);
        }
    }

    #[test]
    fn a_square_keeps_its_corners_and_an_islet_goes() {
        let square = |side: f64| -> Ring {
            let steps = (0..40).map(|at| f64::from(at % 10) / 10.0 * side);
            let sides = steps.enumerate().map(|(at, along)| match at / 10 {
                0 => [7.0 + along, 48.0],
                1 => [7.0 + side, 48.0 + along],
                2 => [7.0 + side - along, 48.0 + side],
                _ => [7.0, 48.0 + side - along],
            });
            sides.chain([[7.0, 48.0]]).collect()
        };
        let outline = Outline(vec![vec![square(0.05)], vec![square(0.0001)]]).simplified();
        assert_eq!(outline.0, [[vec![[7.0, 48.0], [7.05, 48.0], [7.05, 48.05], [7.0, 48.05], [7.0, 48.0]]]]);
        assert_eq!(outline.middle(), Some([7.025, 48.025]));
        // A commune is drawn, however small it is.
        let small = Outline(vec![vec![square(0.0001)]]).simplified();
        assert_eq!(small.0[0][0].len(), 41);
    }
}
