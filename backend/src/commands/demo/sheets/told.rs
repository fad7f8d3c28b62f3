//! A sheet of the demonstration before it is written. Its texts are set as French is when they are.

use kernel::trade::MemberKind;

use crate::features::practice_sheets::{SheetKind, SheetPublic};

pub struct Told {
    pub kind: SheetKind,
    pub title: &'static str,
    pub summary: &'static str,
    /// Whose experience it is: the how manyth of its kind in the plan.
    pub of: Option<(MemberKind, usize)>,
    pub keywords: &'static [&'static str],
    /// Its place among the club's topics.
    pub topic: usize,
    pub axes: &'static [u32],
    pub publics: &'static [SheetPublic],
    pub sections: &'static [(&'static str, &'static str)],
    pub figures: &'static [Counted],
    pub planning: &'static [Step],
    pub fte: Option<f64>,
    pub euros: Option<f64>,
    pub partners: &'static [&'static str],
    pub stands: Stands,
}

pub struct Counted {
    pub label: &'static str,
    pub unit: &'static str,
    pub target: Option<f64>,
    /// By how many years ago.
    pub values: &'static [(i32, f64)],
}

pub struct Step {
    pub years_ago: i32,
    /// Months.
    pub from: u32,
    pub until: Option<u32>,
    pub label: &'static str,
}

/// Where it stands; published and archived so many days ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    Draft,
    /// A draft whose ten questions wait for an answer.
    Interview,
    Submitted,
    InReview,
    Published(u64),
    Archived(u64),
}

pub const BLANK: Told = Told {
    kind: SheetKind::GoodPractice,
    title: "",
    summary: "",
    of: None,
    keywords: &[],
    topic: 0,
    axes: &[],
    publics: &[],
    sections: &[],
    figures: &[],
    planning: &[],
    fte: None,
    euros: None,
    partners: &[],
    stands: Stands::Draft,
};
