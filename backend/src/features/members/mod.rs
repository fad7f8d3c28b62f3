//! Members: organisations of the club, their dated status, their people.
//!
//! A *member* is an organisation; its *history* is a list of dated steps from which its status, `joined_on` and
//! `left_on` derive; a *contact* is a person with a function in it. Member and people share one revision.

mod access;
mod actions;
mod cards;
mod checkup;
mod choices;
mod contacts;
mod counts;
mod custom;
mod dependents;
mod duplicates;
mod export;
mod fields;
mod filter_fields;
mod finding;
mod http;
mod join;
mod kept_filters;
mod list;
mod merge;
mod pictures;
mod profile;
mod proposals;
mod public_view;
mod queries;
mod record;
mod roll;
mod rules;
mod schema;
mod store;
mod which;
mod whole;

use platform::jobs::WorkBook;
use utoipa_actix_web::service_config::ServiceConfig;

/// Guards for what hangs on a member: `Sees`, `SeesAll`, `Seen` load; `Keeps` and the `May…` decide.
pub use access::{
    Keeps, MayArchive, MayChangeStatus, MayEdit, MayEditContacts, MayLogInteraction, MaySeeAudit, Seen, Sees, SeesAll,
    is_itself,
};
pub use actions::bulk;
pub use actions::create::blank;
pub use actions::territory::follow as follow_territory;
pub use cards::{Lens, of_ids as cards};
pub use checkup::{
    Addressee, Corrected, HolderFixes, Link as RecordLink, RecordFacts, RecordFixes, RecordHolder, Successor,
    Unreached, addressees, confirm as confirm_record, correct as correct_record, correct_holder, facts as record_facts,
    facts_of as records_facts, hand_over as hand_record_over, holder as record_holder,
};
pub use choices::{kind_words, kinds};
pub use contacts::{
    Saying, erase_person, find_people as people, has_left, hold_person, keep_texts as keep_contact_texts,
    recipient as letter_went_to, said, schema::PeopleQuery,
};
pub use counts::{of_list as counts, on as counts_on};
pub use custom::{Definition, Definitions, Values, all_values, definitions, read as read_value};
pub use duplicates::like as duplicates;
pub use export::{OF_THE_CLUB, is_unread_title, read_titles};
pub use fields::{RECORD, WITHOUT_PEOPLE, among, due_within, reached, register as fields};
pub use finding::{asked as words_asked, found_by};
pub use join::{delete_join_requests, forget_again as forget_applicant_again};
pub use kept_filters::KeptFilters;
pub use list::{known_sort, page as list};
pub use proposals::{ProfileTouched, ProposalDecided};
pub use public_view::{PublicMember, public_stamp, public_view};
pub use record::search_text;
pub use roll::{Roll, is_at_hand as roll_is_at_hand, now as roll};
pub use rules::{Sight, Verb};
pub use schema::{DuplicateQuery, MainContact, MemberCard, MemberFilters, MemberPage, MemberStretch};
pub use store::{are_still, bump, insert, last_changes, where_now, with_merged};
pub use which::{filtered, several};
pub use whole::{Held, Whole, hold, hold_all};

/// The club's fact that its communes are others now.
const TERRITORY_CHANGED: &str = "club.territory_changed";

pub fn routes(cfg: &mut ServiceConfig) {
    // Fixed paths come before the one with an id.
    cfg.configure(export::routes)
        .service(http::counts)
        .service(http::duplicates)
        .configure(merge::fixed_routes)
        .service(http::filter_fields)
        .service(http::change_many)
        .service(http::list)
        .service(http::create)
        .service(http::show)
        .service(http::update)
        .service(http::archive)
        .service(http::restore)
        .service(http::change_status)
        .service(http::correct_history)
        .service(http::audit)
        .service(http::undo_changes)
        .configure(merge::routes)
        .configure(join::routes)
        .configure(custom::routes)
        .configure(profile::routes)
        .configure(proposals::routes)
        .configure(pictures::routes)
        .configure(contacts::routes);
}

pub fn jobs(book: &mut WorkBook) {
    book.listen(TERRITORY_CHANGED, actions::territory::FOLLOW_TERRITORY);
    book.listen(actions::topics::FACT, actions::topics::FOLLOW_TOPIC);
    contacts::jobs(book);
    join::jobs(book);
    book.dependent(dependents::Records);
    proposals::jobs(book);
}
