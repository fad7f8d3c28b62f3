//! What goes over the wire.

use chrono::NaiveDate;
use kernel::trade::{MemberKind, MemberSize};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use validator::Validate;

/// By what an organisation is looked up: exactly one of `q`, `siren`, `siret`, `rna`.
#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OrganisationQuery {
    /// Words of the name, or any of the numbers: spaces and dots in it don't matter.
    #[validate(length(min = 3, max = 200))]
    #[param(min_length = 3, max_length = 200, example = "vieux rabots")]
    pub q: Option<String>,
    /// Nine digits.
    #[validate(length(max = 30))]
    #[param(max_length = 30, example = "732829320")]
    pub siren: Option<String>,
    /// Fourteen digits.
    #[validate(length(max = 40))]
    #[param(max_length = 40)]
    pub siret: Option<String>,
    /// `W` and nine letters or digits. Associations of Alsace-Moselle have none.
    #[validate(length(max = 30))]
    #[param(max_length = 30)]
    pub rna: Option<String>,
    /// INSEE code: only those with an establishment in this commune. For names.
    #[validate(length(min = 5, max = 5))]
    #[param(min_length = 5, max_length = 5, example = "67462")]
    pub commune: Option<String>,
    /// Only those of this département. For names.
    #[validate(length(min = 2, max = 3))]
    #[param(min_length = 2, max_length = 3, example = "67")]
    pub department: Option<String>,
}

/// What was typed of an address.
#[derive(Debug, Clone, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AddressQuery {
    /// As typed so far: number, street, place, in any order.
    #[validate(length(min = 3, max = 200))]
    #[param(min_length = 3, max_length = 200, example = "12 rue des prés sélestat")]
    pub q: String,
    /// INSEE code of the commune it is in, when that is known.
    #[validate(length(min = 5, max = 5))]
    #[param(min_length = 5, max_length = 5, example = "67462")]
    pub commune: Option<String>,
}

/// Why nothing could be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotAvailable {
    /// The club, or who runs the instance, does not use it.
    SwitchedOff,
    /// It does not answer, or too slowly.
    NotAnswering,
    /// It is asked as often as its terms allow.
    Busy,
}

/// Where it comes from, to be named wherever it is shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Source {
    #[schema(example = "Recherche d’entreprises")]
    pub name: &'static str,
    pub url: &'static str,
    /// SPDX.
    #[schema(example = "etalab-2.0")]
    pub licence: &'static str,
}

/// What a register said, or that it can't be asked.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LookUp<T> {
    pub available: bool,
    /// Null when it is available.
    pub reason: Option<NotAvailable>,
    /// A sentence to show, when it is not available.
    pub detail: Option<String>,
    pub source: Source,
    /// When the register said so; null when it is not available.
    pub fetched_on: Option<NaiveDate>,
    /// The likeliest first.
    pub items: Vec<T>,
}

pub type OrganisationLookUp = LookUp<OrganisationFound>;
pub type AddressLookUp = LookUp<AddressFound>;

/// Values of a member's form, by its fields; null where the register says nothing, or may not show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OrganisationFills {
    pub name: Option<String>,
    pub kind: MemberKind,
    pub size: Option<MemberSize>,
    pub legal_name: Option<String>,
    pub siren: String,
    pub siret: Option<String>,
    pub rna: Option<String>,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    /// INSEE code.
    pub commune: Option<String>,
}

/// What it does, with the nomenclature the code belongs to.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OrganisationActivity {
    #[schema(example = "94.99Z")]
    pub code: String,
    /// `NAFRev2` or `NAF2025`.
    #[schema(example = "NAFRev2")]
    pub nomenclature: String,
}

/// An organisation of the register.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OrganisationFound {
    pub fills: OrganisationFills,
    pub commune_name: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    pub activity: Option<OrganisationActivity>,
    /// `nature_juridique`.
    #[schema(example = "9220")]
    pub legal_form: Option<String>,
    /// It has ceased.
    pub closed: bool,
    /// Its holder asked for a part of it not to be shown: that part is to be filled in by hand.
    pub hidden: bool,
}

/// Values of a member's form.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AddressFills {
    pub street: Option<String>,
    pub postal_code: Option<String>,
    /// INSEE code.
    pub commune: Option<String>,
}

/// An address that there is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AddressFound {
    /// On one line.
    pub label: String,
    pub fills: AddressFills,
    pub commune_name: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// 0 to 1: how well it fits what was typed.
    pub score: f64,
    /// It fits well enough to be taken without asking.
    pub certain: bool,
}
