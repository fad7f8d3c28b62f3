//! How long things are kept, in words.

use super::Ground;
use crate::features::privacy::schema::RetentionRule;

/// What a rule is about, and what it does, for whoever sets it.
pub fn of(ground: &Ground<'_>, rule: RetentionRule) -> (String, String) {
    let (fr, en) = match rule {
        RetentionRule::DepartedPeople => (
            ("Personnes parties", "effacées, comme à leur demande"),
            ("People who left", "erased, as if they had asked for it"),
        ),
        RetentionRule::SilentProspects => (
            ("Personnes d’organisations restées prospects", "effacées, comme à leur demande"),
            ("People of organisations that stayed prospects", "erased, as if they had asked for it"),
        ),
        RetentionRule::DecidedRequests => (
            ("Demandes d’adhésion refusées ou remplacées", "supprimées"),
            ("Requests to join that were refused or replaced", "deleted"),
        ),
        RetentionRule::ImportFiles => (
            ("Fichiers d’import", "effacés, avec leurs lignes ; ce qui a été écrit reste"),
            ("Files of imports", "erased, with their rows; what was written stays"),
        ),
        RetentionRule::MailContents => (
            ("Contenu des messages", "effacé, avec l’adresse ; le message reste compté"),
            ("Contents of mails", "erased, with the address; the mail stays counted"),
        ),
        RetentionRule::IdleAccounts => (
            ("Comptes sans connexion", "fermés ; l’équipe peut en inviter la personne à nouveau"),
            ("Accounts without sign-in", "closed; the team can invite their holder again"),
        ),
        RetentionRule::AuditLines => (("Journal des modifications", "supprimé"), ("Audit of changes", "deleted")),
    };
    (ground.say(fr.0, en.0), ground.say(fr.1, en.1))
}

/// For whoever reads the notice.
pub fn sentences(ground: &Ground<'_>) -> Vec<String> {
    let periods = &ground.terms.retention;
    let months = |rule: RetentionRule| ground.months(rule.months(periods));
    let (departed, silent) = (months(RetentionRule::DepartedPeople), months(RetentionRule::SilentProspects));
    let (requests, files) = (months(RetentionRule::DecidedRequests), months(RetentionRule::ImportFiles));
    let (mails, accounts) = (months(RetentionRule::MailContents), months(RetentionRule::IdleAccounts));
    let audit = months(RetentionRule::AuditLines);
    vec![
        ground.say(
            format!(
                "Personnes : tant qu’elles agissent dans une organisation membre ou dans l’équipe, puis {departed}."
            ),
            format!("People: as long as they act in a member organisation or in the team, then {departed}."),
        ),
        ground.say(
            format!("Personnes d’organisations qui n’ont pas rejoint le club : {silent} après le dernier contact."),
            format!("People of organisations that did not join: {silent} after the last contact."),
        ),
        ground.say(
            format!("Demandes d’adhésion refusées : {requests}."),
            format!("Requests to join that were refused: {requests}."),
        ),
        ground.say(
            "Erreurs signalées dans l’annuaire : l’adresse laissée jusqu’à leur traitement, le texte un an de plus.",
            "Errors reported in the directory: the address left until they are settled, the text one year more.",
        ),
        ground.say(
            "Inscriptions à un rendez-vous : trois ans après lui, puis des chiffres sans nom.",
            "Registrations for an event: three years after it, then figures without names.",
        ),
        ground.say(format!("Fichiers importés : {files}."), format!("Imported files: {files}.")),
        ground.say(
            format!("Adresse et contenu des messages envoyés : {mails}."),
            format!("Address and content of mails: {mails}."),
        ),
        ground.say(
            format!("Comptes : {accounts} après la dernière connexion."),
            format!("Accounts: {accounts} after the last sign-in."),
        ),
        ground.say(format!("Journal des modifications : {audit}."), format!("Audit of changes: {audit}.")),
        ground.say(
            "Opposition à recevoir nos messages : une empreinte chiffrée de l’adresse, sans limite, pour la respecter.",
            "Objection to our messages: a keyed mark of the address, without limit, to respect it.",
        ),
    ]
}
