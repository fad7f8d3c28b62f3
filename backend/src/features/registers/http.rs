//! One request in, one look-up, one answer out.

use actix_web::get;
use platform::web::{Answer, Asked, Json, Query, guard::Staff};

use super::{
    actions,
    schema::{
        AddressFound, AddressLookUp, AddressQuery, LookUp, OrganisationFound, OrganisationLookUp, OrganisationQuery,
    },
};

/// Organisations of the national register, with what each would fill of a member's form. Give one of `q`, `siren`,
/// `siret`, `rna`. A register that can't be asked is told with `available: false`, within three seconds.
#[utoipa::path(operation_id = "registers_list_organisations", tag = "registers", params(OrganisationQuery),
    responses((status = 200, description = "What was found, or why nothing could be asked", body = LookUp<OrganisationFound>)))]
#[get("/registers/organisations")]
pub async fn organisations(asked: Asked<Staff, Query<OrganisationQuery>>) -> Answer<Json<OrganisationLookUp>> {
    Ok(Json::of(actions::organisations(&asked.house, &asked.by, &asked.input.0).await?))
}

/// Addresses that begin as typed, with their commune and position. A geocoder that can't be asked is told with
/// `available: false`, within three seconds.
#[utoipa::path(operation_id = "registers_list_addresses", tag = "registers", params(AddressQuery),
    responses((status = 200, description = "What was found, or why nothing could be asked", body = LookUp<AddressFound>)))]
#[get("/registers/addresses")]
pub async fn addresses(asked: Asked<Staff, Query<AddressQuery>>) -> Answer<Json<AddressLookUp>> {
    Ok(Json::of(actions::addresses(&asked.house, &asked.by, &asked.input.0).await?))
}
