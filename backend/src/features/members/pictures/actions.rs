//! Pictures added, described, taken away.

use kernel::problem::{Fault, Problem, say};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange},
    files::{self, Accept, NewFile},
    web::Sent,
};
use serde_json::json;
use tables::{member, member_picture};
use uuid::Uuid;

use super::{
    super::{
        proposals::ProfileTouched,
        rules::{self, moderation::PICTURES},
        store as members,
    },
    access,
    schema::PictureChanges,
    store,
};

/// As many as a page of a directory shows.
const MOST: usize = 12;
const LONGEST: usize = 300;

fn described(alt: Option<&str>) -> Result<String, Problem> {
    let alt = alt.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if alt.is_empty() {
        return Err(Problem::invalid(vec![Fault::at(
            "/alt",
            "members.alt_required",
            say("Dites en quelques mots ce que montre l’image.", "Say in a few words what is on the picture."),
        )]));
    }
    if alt.chars().count() > LONGEST {
        return Err(Problem::invalid(vec![Fault::at(
            "/alt",
            "house.length",
            say(format!("Au plus {LONGEST} caractères."), format!("At most {LONGEST} characters.")),
        )]));
    }
    Ok(alt)
}

/// The member, held, for one who keeps its pictures.
async fn hold(work: &Work, member: Uuid) -> Result<member::Model, Problem> {
    let row = members::lock_one(work.tx(), member).await?;
    access::keeps(work.tx(), &work.by, &row).await?;
    Ok(row)
}

async fn finish(work: Work, of: &member::Model, verb: &'static str, change: FieldChange) -> Result<(), Problem> {
    members::bump(&work, of.id, None).await?;
    work.note(vec![Entry::new(verb, "member", of.id, &of.name).with(vec![change])]).await?;
    if rules::manages(&work.by.caller, of.id) {
        work.record(&ProfileTouched::by(&work, of.id, &[PICTURES.to_owned()], None)).await?;
    }
    work.commit().await
}

/// Keeps a picture that was sent in. Gives its id.
pub async fn add(house: &House, by: &Asker, member: Uuid, sent: Sent) -> Result<Uuid, Problem> {
    let sent = sent.only(&["alt", "logo"])?;
    let alt = described(sent.field("alt"))?;
    let logo = match sent.field("logo") {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => {
            let detail = say("Valeurs possibles : true, false.", "Possible values: true, false.");
            return Err(Problem::invalid_field("/logo", "house.wrong_value", detail));
        }
    };
    let new = NewFile {
        name: sent.file_name,
        bytes: sent.bytes,
        purpose: "member_picture",
        accept: Accept::Picture,
        public: false,
        created_by: by.account_id(),
    };
    let taken = house.files.take_in(new, house.now()).await?;
    let work = house.begin(by).await?;
    let of = hold(&work, member).await?;
    let there = store::of_members(work.tx(), &[member]).await?.remove(&member).unwrap_or_default();
    if !logo && there.iter().filter(|shown| !shown.row.logo).count() >= MOST {
        return Err(Problem::conflict(
            "members.too_many_pictures",
            say(
                format!("Il y a déjà {MOST} images : retirez-en une d’abord."),
                format!("There are {MOST} pictures already: remove one first."),
            ),
        ));
    }
    if let Some(former) = there.iter().find(|shown| logo && shown.row.logo) {
        store::remove(work.tx(), former.row.id).await?;
        files::forget(&work, former.row.file_id).await?;
    }
    let file = taken.enter(&work).await?;
    let row = member_picture::Model {
        id: kernel::ids::new_id(),
        member_id: member,
        file_id: file.id,
        logo,
        alt: alt.clone(),
        position: there.iter().map(|shown| shown.row.position).max().unwrap_or(0) + 1,
        created_at: work.now,
    };
    let id = row.id;
    store::insert(work.tx(), row).await?;
    let field = if logo { "logo" } else { "picture" };
    let change = FieldChange { field: field.to_owned(), before: json!(null), after: json!(alt) };
    finish(work, &of, "add_picture", change).await?;
    Ok(id)
}

/// Describes a picture anew.
pub async fn change(
    house: &House,
    by: &Asker,
    (id, member): (Uuid, Uuid),
    based_on: i64,
    changes: PictureChanges,
) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let of = hold(&work, member).await?;
    members::fresh(&work, &of, based_on).await?;
    let mut row = store::find(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    let Some(alt) = changes.alt else { return Ok(()) };
    let alt = described(Some(&alt))?;
    if alt == row.alt {
        return Ok(());
    }
    let change = FieldChange { field: "picture".to_owned(), before: json!(row.alt), after: json!(alt) };
    row.alt = alt;
    store::write(work.tx(), row).await?;
    finish(work, &of, "change_picture", change).await
}

/// Takes a picture away, with its file.
pub async fn remove(house: &House, by: &Asker, id: Uuid, member: Uuid) -> Result<(), Problem> {
    let work = house.begin(by).await?;
    let of = hold(&work, member).await?;
    let row = store::find(work.tx(), id).await?.ok_or_else(Problem::not_found)?;
    store::remove(work.tx(), id).await?;
    files::forget(&work, row.file_id).await?;
    let field = if row.logo { "logo" } else { "picture" };
    let change = FieldChange { field: field.to_owned(), before: json!(row.alt), after: json!(null) };
    finish(work, &of, "remove_picture", change).await
}
