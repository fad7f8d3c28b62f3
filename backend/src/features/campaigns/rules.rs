//! Who does what with a campaign, and when. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use kernel::{
    caller::Caller,
    problem::{Problem, say},
};

use super::schema::{CampaignAnswer, CampaignState};

/// How long the link of a letter is good for.
pub const VALID: TimeDelta = TimeDelta::days(30);
/// Who has not answered is left in peace this long before being written to once more.
pub const SECOND_TRY_AFTER: TimeDelta = TimeDelta::days(7);

/// What can be done with a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    Send,
    Remind,
    Close,
    Discard,
}

impl Verb {
    pub const ALL: [Verb; 4] = [Verb::Send, Verb::Remind, Verb::Close, Verb::Discard];

    pub fn as_str(self) -> &'static str {
        match self {
            Verb::Send => "send",
            Verb::Remind => "remind",
            Verb::Close => "close",
            Verb::Discard => "discard",
        }
    }
}

/// What a rule needs to know of a campaign.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    pub state: CampaignState,
    pub sent_at: Option<DateTime<Utc>>,
    pub reminded: bool,
}

/// Coordinators and administrators do all of it.
pub fn may(verb: Verb, caller: &Caller, it: Standing, now: DateTime<Utc>) -> Result<(), Problem> {
    if !caller.is_coordinator() {
        return Err(caller.not_allowed());
    }
    match (verb, it.state) {
        (Verb::Send | Verb::Discard, CampaignState::Draft) => Ok(()),
        (Verb::Send | Verb::Discard, _) => Err(Problem::conflict(
            "campaigns.sent",
            say("Cette campagne est déjà partie.", "This campaign has left already."),
        )),
        (_, CampaignState::Draft) => Err(Problem::conflict(
            "campaigns.not_sent",
            say("Cette campagne n’est pas encore partie.", "This campaign has not left yet."),
        )),
        (_, CampaignState::Closed) => {
            Err(Problem::conflict("campaigns.closed", say("Cette campagne est close.", "This campaign is closed.")))
        }
        (Verb::Close, _) => Ok(()),
        (Verb::Remind, _) if it.reminded => Err(Problem::conflict(
            "campaigns.reminded",
            say("Une relance est déjà partie : appelez plutôt.", "A second letter has left already: call instead."),
        )),
        (Verb::Remind, CampaignState::Sending) => Err(Problem::conflict(
            "campaigns.sending",
            say("Les messages partent encore.", "Letters are still on their way out."),
        )),
        (Verb::Remind, CampaignState::Open) if it.sent_at.is_some_and(|at| now - at >= SECOND_TRY_AFTER) => Ok(()),
        (Verb::Remind, CampaignState::Open) => Err(Problem::conflict(
            "campaigns.too_early",
            say(
                "Laissez une semaine aux destinataires avant de les relancer.",
                "Leave the recipients a week before you write to them again.",
            ),
        )),
    }
}

/// The answer that stands: who corrected something or named somebody has said more than that all is right.
pub fn stands(before: Option<CampaignAnswer>, given: CampaignAnswer) -> CampaignAnswer {
    match (before, given) {
        (Some(before), CampaignAnswer::Right) => before,
        (Some(CampaignAnswer::Other), CampaignAnswer::Corrected) => CampaignAnswer::Other,
        (_, given) => given,
    }
}

pub fn nobody(pointer: &'static str) -> Problem {
    Problem::invalid_field(pointer, "campaigns.nobody", say("Aucun membre ne correspond.", "No member is among them."))
}

pub fn unknown_segment() -> Problem {
    Problem::invalid_field(
        "/segment",
        "campaigns.unknown_segment",
        say("Ce segment n’existe pas, ou il est archivé.", "There is no such segment, or it is archived."),
    )
}

pub fn one_audience() -> Problem {
    Problem::invalid_field(
        "/segment",
        "campaigns.one_audience",
        say("Choisissez un segment, ou donnez un filtre.", "Choose a segment, or give a filter."),
    )
}

pub fn name_required() -> Problem {
    Problem::invalid_field("/name", "campaigns.name_required", say("Donnez un nom.", "Give a name."))
}

pub fn nobody_to_write_to() -> Problem {
    Problem::conflict(
        "campaigns.nobody_reachable",
        say(
            "Aucun destinataire n’a d’adresse à laquelle écrire.",
            "None of the recipients has an address to write to.",
        ),
    )
}

pub fn link_spent() -> Problem {
    Problem::invalid_field(
        "/token",
        "campaigns.link_spent",
        say(
            "Ce lien n’est plus valable, ou il est incomplet. Ouvrez celui du message le plus récent, ou répondez à l’équipe du club : elle corrigera pour vous.",
            "This link is no longer good, or it is incomplete. Open that of the newest message, or write to the club’s team: they will correct it for you.",
        ),
    )
}

pub fn record_gone() -> Problem {
    Problem::invalid_field(
        "/token",
        "campaigns.record_gone",
        say(
            "Cette fiche n’est plus tenue par le club. Si c’est une erreur, écrivez à son équipe.",
            "The club does not keep this record any more. If that is a mistake, write to its team.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_letter_goes_once_and_not_before_a_week() {
        let now = Utc::now();
        let house = Caller::House("test");
        let open = |days: i64, reminded| Standing {
            state: CampaignState::Open,
            sent_at: Some(now - TimeDelta::days(days)),
            reminded,
        };
        let code = |it| may(Verb::Remind, &house, it, now).err().map(|problem| problem.code().to_owned());
        assert_eq!(code(open(7, false)), None);
        assert_eq!(code(open(6, false)).as_deref(), Some("campaigns.too_early"));
        assert_eq!(code(open(30, true)).as_deref(), Some("campaigns.reminded"));
        assert!(may(Verb::Close, &Caller::Anyone, open(1, false), now).is_err());
    }

    #[test]
    fn who_said_more_is_not_taken_back_by_who_says_that_all_is_right() {
        use CampaignAnswer::{Corrected, Other, Right};
        assert_eq!(stands(None, Right), Right);
        assert_eq!(stands(Some(Corrected), Right), Corrected);
        assert_eq!(stands(Some(Right), Corrected), Corrected);
        assert_eq!(stands(Some(Other), Corrected), Other);
    }
}
