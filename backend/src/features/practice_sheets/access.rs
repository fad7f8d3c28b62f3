//! Guards: the sheet of the path, for who may do what with it. What is not the caller's to see does not exist.

use actix_web::HttpRequest;
use kernel::problem::Problem;
use platform::{
    Asker, House,
    web::guard::{Guard, path_id, refuse},
};
use tables::{practice_media, practice_sheet};
use uuid::Uuid;

use super::{
    queries::{snapshot_of, standing},
    rules::{self, Verb},
    schema::SheetState,
    store,
};

/// Reads sheets as they are worked on: the team, people of member organisations, and keys that may.
pub struct Works;

impl Guard for Works {
    async fn admit(_: &House, by: &Asker, _: &HttpRequest) -> Result<Works, Problem> {
        let of_a_member = by.caller.person().is_some_and(|person| !person.organisations.is_empty());
        if rules::reads_all(&by.caller) || of_a_member { Ok(Works) } else { Err(refuse(by)) }
    }
}

/// Begins sheets: coordinators, and people of member organisations.
pub struct Begins;

impl Guard for Begins {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Begins, Problem> {
        Works::admit(house, by, req).await?;
        let of_a_member = by.caller.person().is_some_and(|person| !person.organisations.is_empty());
        if by.caller.is_coordinator() || of_a_member { Ok(Begins) } else { Err(refuse(by)) }
    }
}

/// The sheet that the path names, for a caller who may see it as it is worked on.
pub struct Seen(pub practice_sheet::Model);

impl Guard for Seen {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Seen, Problem> {
        Works::admit(house, by, req).await?;
        let found = store::find(&house.db.read, path_id(req, "id")?).await?;
        found.filter(|row| rules::sees(&by.caller, row.member_id)).map(Seen).ok_or_else(Problem::not_found)
    }
}

/// The same, for people: keys read sheets, and not what people say to each other about them.
pub struct Followed(pub practice_sheet::Model);

impl Guard for Followed {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<Followed, Problem> {
        let Seen(row) = Seen::admit(house, by, req).await?;
        if by.caller.person().is_some() { Ok(Followed(row)) } else { Err(refuse(by)) }
    }
}

/// Declares guards that let in whoever may do one verb with the sheet of the path.
macro_rules! for_verbs {
    ($($(#[$meta:meta])* $name:ident = $verb:expr),+ $(,)?) => { $(
        $(#[$meta])*
        pub struct $name(pub practice_sheet::Model);

        impl Guard for $name {
            async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<$name, Problem> {
                let Seen(row) = Seen::admit(house, by, req).await?;
                rules::may($verb, &by.caller, standing(&row))?;
                Ok($name(row))
            }
        }
    )+ };
}

for_verbs! {
    /// May change what it says.
    MayEdit = Verb::Edit,
    /// May hand it in.
    MaySubmit = Verb::Submit,
    /// May take it up for review.
    MayTakeUp = Verb::TakeUp,
    /// May send it back.
    MaySendBack = Verb::SendBack,
    /// May ask the member to confirm it.
    MayAskConfirmation = Verb::AskConfirmation,
    /// May note that the member confirmed it.
    MayRecordConfirmation = Verb::RecordConfirmation,
    /// May ask the ten questions.
    MayInterview = Verb::Interview,
    /// May publish it.
    MayPublish = Verb::Publish,
    /// May put it away.
    MayArchive = Verb::Archive,
    /// May take it back.
    MayRestore = Verb::Restore,
    /// May throw it away.
    MayDiscard = Verb::Discard,
    /// May say a word about it.
    MayComment = Verb::Comment,
}

/// The medium of the path and its sheet, for one who may change what that says.
pub struct KeepsMedia {
    pub media: Uuid,
    pub sheet: Uuid,
}

impl Guard for KeepsMedia {
    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<KeepsMedia, Problem> {
        Works::admit(house, by, req).await?;
        let (media, sheet) = load(house, req).await?;
        if !rules::sees(&by.caller, sheet.member_id) {
            return Err(Problem::not_found());
        }
        rules::may(Verb::Edit, &by.caller, standing(&sheet))?;
        Ok(KeepsMedia { media: media.id, sheet: sheet.id })
    }
}

/// The medium of the path, for anyone where the newest version shows it (`public`), else for who works on its sheet.
pub struct ShownMedia {
    pub media: practice_media::Model,
    pub public: bool,
}

impl Guard for ShownMedia {
    const BEFORE_SECOND_FACTOR: bool = true;

    async fn admit(house: &House, by: &Asker, req: &HttpRequest) -> Result<ShownMedia, Problem> {
        let (media, sheet) = load(house, req).await?;
        let public = SheetState::parse(&sheet.state) == SheetState::Published
            && match store::versions::find(&house.db.read, sheet.id, sheet.version).await? {
                Some(version) => snapshot_of(&version)?.media.iter().any(|shown| shown.id == media.id),
                None => false,
            };
        let within = rules::sees(&by.caller, sheet.member_id) && !by.caller.owes_second_factor();
        if public || within { Ok(ShownMedia { media, public }) } else { Err(Problem::not_found()) }
    }
}

async fn load(house: &House, req: &HttpRequest) -> Result<(practice_media::Model, practice_sheet::Model), Problem> {
    let db = &house.db.read;
    let media = store::media::find(db, path_id(req, "id")?).await?.ok_or_else(Problem::not_found)?;
    let sheet = store::media::sheet_of(db, &media).await?;
    Ok((media, sheet))
}
