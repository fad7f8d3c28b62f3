//! What goes over the wire.

use kernel::caller::StaffRole;
use serde::Serialize;
use utoipa::ToSchema;

/// What anyone may know of the club: enough for the sign-in page.
#[derive(Serialize, ToSchema)]
pub struct PublicClub {
    pub name: String,
    pub tagline: String,
    pub colours: Colours,
    pub logo_url: Option<String>,
    /// `fr` or `en`.
    pub language: String,
    pub privacy_contact: String,
    pub legal_notice: String,
    /// Only on a demo: sign-ins to try it with.
    pub demo: Option<Demo>,
}

/// `#RRGGBB` each.
#[derive(Clone, Serialize, ToSchema)]
pub struct Colours {
    #[schema(example = "#0F5C43")]
    pub brand: String,
    #[schema(example = "#F3B73B")]
    pub spark: String,
}

#[derive(Serialize, ToSchema)]
pub struct Demo {
    pub accounts: Vec<DemoAccount>,
}

/// A sign-in that the demo offers.
#[derive(Serialize, ToSchema)]
pub struct DemoAccount {
    pub label: String,
    pub email: String,
    pub password: String,
    /// Null for someone who acts for a member organisation.
    pub role: Option<StaffRole>,
}
