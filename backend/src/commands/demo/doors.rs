//! The sign-ins that the demonstration offers, one for each kind of person.

use kernel::{
    caller::{MemberRole, SecondFactor, SignedIn, StaffRole},
    problem::Problem,
    trade::MemberKind,
};
use platform::{Work, secrets::random_bytes};
use sea_orm::{ActiveValue::Set, EntityTrait};
use tables::steward;
use uuid::Uuid;

use super::plan::Plan;
use crate::features::{accounts, club::DemoAccount};
/// A sign-in that the demonstration offers.
pub struct Door {
    label: &'static str,
    email: &'static str,
    given: &'static str,
    family: &'static str,
    role: Option<StaffRole>,
    /// Places in the plan, and what they may do there.
    organisations: Vec<(usize, MemberRole)>,
    password: String,
}

impl Door {
    pub async fn hash(&self) -> Result<String, Problem> {
        accounts::hash_password(self.password.clone()).await
    }

    pub fn offered(self) -> DemoAccount {
        DemoAccount {
            label: self.label.to_owned(),
            email: self.email.to_owned(),
            password: self.password,
            role: self.role,
        }
    }
}

pub fn all(plan: &Plan) -> Vec<Door> {
    let of_kind = |kind: MemberKind, number: usize| {
        plan.members.iter().enumerate().filter(|(_, one)| one.kind == kind).map(|(at, _)| at).nth(number).unwrap_or(0)
    };
    let town = plan.members.iter().position(|one| one.name == "Barr").unwrap_or(0);
    let library = of_kind(MemberKind::Association, 1);
    let door = |label, email, given, family, role, organisations| Door {
        label,
        email,
        given,
        family,
        role,
        organisations,
        password: random_bytes::<8>().iter().map(|byte| format!("{byte:02x}")).collect(),
    };
    use MemberRole::{Contributor, Manager};
    vec![
        door(
            "Camille, coordonne le club",
            "camille@filvert.example",
            "Camille",
            "Rotrieder",
            Some(StaffRole::Coordinator),
            vec![],
        ),
        door("Alix, administre", "alix@filvert.example", "Alix", "Amand", Some(StaffRole::Admin), vec![]),
        door("René, élu qui suit le club", "rene@filvert.example", "René", "Lehr", Some(StaffRole::Reader), vec![]),
        door("Mathieu, mairie de Barr", "mathieu@barr.example", "Mathieu", "Sonnenhalt", None, vec![(town, Manager)]),
        door(
            "Nadia, bénévole d’une association",
            "nadia@repair.example",
            "Nadia",
            "Tannwald",
            None,
            vec![(plan.volunteered, Manager)],
        ),
        door(
            "Odile, deux organisations",
            "odile@deux.example",
            "Odile",
            "Bergwies",
            None,
            vec![(library, Manager), (town, Contributor)],
        ),
    ]
}

/// Writes the sign-ins; gives their holders, in the order of the doors.
pub async fn write(work: &Work, doors: &[Door], hashes: Vec<String>, ids: &[Uuid]) -> Result<Vec<SignedIn>, Problem> {
    let mut holders = Vec::with_capacity(doors.len());
    for (door, hash) in doors.iter().zip(hashes) {
        let account = accounts::insert_account(
            work,
            accounts::NewAccount {
                email: door.email,
                given_name: door.given,
                family_name: door.family,
                language: accounts::AccountLanguage::Fr,
                role: door.role,
                password_hash: Some(hash),
            },
        )
        .await?;
        for (at, role) in &door.organisations {
            steward::Entity::insert(steward::ActiveModel {
                account_id: Set(account),
                member_id: Set(ids[*at]),
                role: Set(*role),
                created_at: Set(work.now),
            })
            .exec_without_returning(work.tx())
            .await?;
        }
        holders.push(SignedIn {
            account_id: account,
            person_id: Uuid::nil(),
            session_id: Uuid::nil(),
            name: format!("{} {}", door.given, door.family),
            role: door.role,
            second_factor: SecondFactor::Absent,
            organisations: Vec::new(),
        });
    }
    Ok(holders)
}
