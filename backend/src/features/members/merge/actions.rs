//! Two records made one, in one transaction; a dry run does all the same, and forgets it.

use std::collections::BTreeMap;

use kernel::problem::{Problem, say};
use platform::{
    Asker, House, Work,
    audit::{Entry, FieldChange, differences},
    dependents::{self, Merging, Moved},
};
use serde_json::{Value, json};
use tables::{contact, member};
use uuid::Uuid;

use super::{
    super::{
        access::{itself, standing},
        actions::bulk::{self, Rows},
        cards::{self, Lens},
        custom,
        rules::{self, Verb},
        store,
        whole::{self, Whole},
    },
    contacts::United,
    facts::MembersMerged,
    kept::{self, Done},
    plan::{self, Ground},
    schema::{Merge, MergeForm, MergeMove},
};

/// Has `form.other` become part of the member `id`, or says what that would be.
pub async fn merge(house: &House, by: &Asker, id: Uuid, form: MergeForm) -> Result<Merge, Problem> {
    if form.other == id {
        let detail = say("Une fiche ne se fusionne pas avec elle-même.", "A record can't be merged with itself.");
        return Err(Problem::invalid_field("/other", "members.merge_itself", detail));
    }
    let work = house.begin(by).await?;
    dependents::claim(&work, form.other).await?;
    let (this, other) = hold(&work, id, &form).await?;
    let lens = Lens::within(work.tx(), work.now, by).await?;
    let definitions = custom::definitions(work.tx()).await?;
    let referents: Vec<Uuid> = [&this, &other].iter().filter_map(|whole| whole.member.referent_id).collect();
    let staff: BTreeMap<Uuid, String> =
        store::keepers_named(work.tx(), &referents).await?.into_iter().map(|(id, keeper)| (id, keeper.name)).collect();
    let ground =
        Ground { definitions: &definitions, staff: &staff, language: by.language, today: lens.today, now: work.now };
    let plan = plan::make(&this, &other, &form.choices, &ground)?;
    no_third(&work, &plan.after.member, other.member.id).await?;
    let (gone, moved) = write(&work, &this, &other, &plan.after, &plan.united).await?;
    let moves = moves(&plan.united, &moved);
    let ids = [id, form.other];
    if form.dry_run {
        // Left without a commit: nothing of it was.
        drop(work);
        let [survivor, other] = cards_of(&house.db.read, &lens, &ids).await?;
        return Ok(Merge { dry_run: true, survivor, other, fields: plan.fields, moves, undo_until: None });
    }
    let done = Done {
        into_before: &this,
        into_after: &plan.after,
        from_before: &other,
        from_revision: gone.revision,
        same_contacts: &plan.united.same,
        same_persons: &plan.united.persons,
        moved: &moved,
    };
    kept::keep(&work, &done).await?;
    work.note(entries(&this, &plan.after, &other, &moves)).await?;
    work.record(&MembersMerged { member_id: id, other_id: form.other }).await?;
    let undo_until = Some(kept::undo_until(work.now));
    work.commit().await?;
    let [survivor, other] = cards_of(&house.db.read, &lens, &ids).await?;
    Ok(Merge { dry_run: false, survivor, other, fields: plan.fields, moves, undo_until })
}

/// The cards of the survivor and of the other one.
pub async fn cards_of<C: sea_orm::ConnectionTrait>(
    db: &C,
    lens: &Lens,
    ids: &[Uuid; 2],
) -> Result<[super::super::schema::MemberCard; 2], Problem> {
    let cards = cards::of_ids(db, lens, ids).await?;
    cards.try_into().map_err(|_| Problem::not_found())
}

/// Both records, held and fit to become one.
async fn hold(work: &Work, id: Uuid, form: &MergeForm) -> Result<(Whole, Whole), Problem> {
    let mut held = whole::hold(work.tx(), &[id, form.other]).await?;
    let this = held.remove(&id).ok_or_else(Problem::not_found)?;
    let other = held.remove(&form.other).ok_or_else(|| {
        let detail = say("Ce membre n’existe pas.", "There is no such member.");
        Problem::invalid_field("/other", "members.unknown_member", detail)
    })?;
    for whole in [&this, &other] {
        itself(work.tx(), &whole.member, 409).await?;
        rules::may(Verb::Merge, &work.by.caller, standing(&whole.member))?;
    }
    by_right(&this.member, &other.member)?;
    let given = [("/revision", form.revision, &this), ("/other_revision", form.other_revision, &other)];
    for (pointer, revision, whole) in given {
        match revision {
            Some(revision) => store::fresh(work, &whole.member, revision).await?,
            None if form.dry_run => {}
            None => {
                let detail = say(
                    "Donnez la révision de la fiche telle que vous l’avez lue.",
                    "Give the revision of the record as you read it.",
                );
                return Err(Problem::invalid_field(pointer, "house.missing_field", detail));
            }
        }
    }
    Ok((this, other))
}

/// A commune that is a member by right stays, and two of them stay two.
fn by_right(this: &member::Model, other: &member::Model) -> Result<(), Problem> {
    match (this.ex_officio, other.ex_officio) {
        (true, true) => Err(Problem::conflict(
            "members.merge_two_by_right",
            say(
                "Ces deux communes sont membres de droit\u{202f}: elles ne deviennent une que si le territoire le dit (Réglages, Territoire).",
                "Both communes are members by right: they become one only when the territory says so (Settings, Territory).",
            ),
        )),
        (false, true) => Err(Problem::conflict_at(
            "/other",
            "members.merge_by_right",
            say(
                format!("«\u{202f}{}\u{202f}» est membre de droit\u{202f}: c’est sa fiche qui doit rester. Inversez les deux fiches.", other.name),
                format!("“{}” is a member by right: its record must stay. Swap the two records.", other.name),
            ),
        )
        .with("survivor", json!({"id": other.id, "name": other.name}))),
        _ => Ok(()),
    }
}

/// 409 when a third member holds an identifier that the survivor would have.
pub async fn no_third(work: &Work, row: &member::Model, other: Uuid) -> Result<(), Problem> {
    let mine = store::Holder::of(row);
    for third in store::holders(work.tx(), std::slice::from_ref(&mine)).await? {
        if third.id != row.id
            && third.id != other
            && let Some(field) = mine.clashes(&third)
        {
            return Err(store::identifier_taken(&format!("/{field}"), Some((third.id, &third.name))));
        }
    }
    Ok(())
}

/// Writes the survivor, makes the other one a signpost, and has all that hangs on it pass over.
async fn write(
    work: &Work,
    this: &Whole,
    other: &Whole,
    after: &Whole,
    united: &United,
) -> Result<(member::Model, Vec<Moved>), Problem> {
    let (into, from) = (this.member.id, other.member.id);
    let mut gone = other.member.clone();
    gone.archived_at = Some(work.now);
    gone.merged_into = Some(into);
    gone.revision += 1;
    gone.updated_at = work.now;
    // Nobody finds a signpost by people who are elsewhere now.
    let bare = Whole { contacts: Vec::new(), ..other.clone() };
    gone.search = super::super::record::search_text(&bare.member, &[]);
    store::no_main_contacts(work.tx(), &[into, from]).await?;
    let changed: Vec<contact::Model> = after.contacts.iter().map(|held| held.contact.clone()).collect();
    let rows = Rows {
        // The one that goes first: it frees its numbers.
        changed_members: vec![gone.clone(), after.member.clone()],
        changed_contacts: changed,
        steps: after.steps.clone(),
        rewritten: vec![into, from],
        topics: vec![(into, after.topics.iter().map(|(id, _)| *id).collect()), (from, Vec::new())],
        custom: vec![(into, after.custom.iter().map(|(_, row)| row.clone()).collect()), (from, Vec::new())],
        ..Rows::default()
    };
    bulk::write(work, rows).await?;
    let unneeded = store::persons_without_other_use(work.tx(), &united.persons, from).await?;
    let merging = Merging { from, into, contacts: united.same.clone(), persons: unneeded.clone(), at: work.now };
    let moved = dependents::merge(work, &merging).await?;
    // Only now: an exchange with such a contact is with its twin by now.
    let gone_contacts = united.same.iter().map(|(gone, _)| *gone).collect();
    bulk::write(work, Rows { gone_contacts, ..Rows::default() }).await?;
    let persons: Vec<Uuid> = unneeded.iter().map(|(gone, _)| *gone).collect();
    bulk::remove_unused(work, &persons, &[]).await?;
    Ok((gone, moved))
}

/// What passes over, without what there is none of.
fn moves(united: &United, moved: &[Moved]) -> Vec<MergeMove> {
    let people = [("contacts", united.moved as u64), ("united_contacts", united.same.len() as u64)];
    let people = people.into_iter().map(|(what, count)| MergeMove { what: what.to_owned(), count });
    let rest = moved.iter().map(|moved| MergeMove { what: moved.what.clone(), count: moved.count });
    people.chain(rest).filter(|one| one.count > 0).collect()
}

/// One line on each record.
fn entries(this: &Whole, after: &Whole, other: &Whole, moves: &[MergeMove]) -> Vec<Entry> {
    let mut changes = vec![FieldChange {
        field: "merged".to_owned(),
        before: Value::Null,
        after: json!({"id": other.member.id, "name": other.member.name}),
    }];
    changes.extend(differences(&this.told(), &after.told()));
    let moved = moves.iter().filter(|one| !one.what.ends_with("contacts"));
    changes.extend(moved.map(|one| FieldChange {
        field: format!("moved.{}", one.what),
        before: Value::Null,
        after: json!(one.count),
    }));
    let into = FieldChange {
        field: "merged_into".to_owned(),
        before: Value::Null,
        after: json!({"id": this.member.id, "name": after.member.name}),
    };
    vec![
        Entry::new("merge", "member", this.member.id, &after.member.name).with(changes),
        Entry::new("merge_into", "member", other.member.id, &other.member.name).with(vec![into]),
    ]
}
