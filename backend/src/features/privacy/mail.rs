//! The link to a person's file. It is confidential: whoever reads the ledger must not fetch it.

use kernel::problem::{Language, Problem};
use platform::{
    Work,
    dependents::Whom,
    mail::{self, Letter, Message},
};
use tables::person_file;

use super::queries;
use crate::features::club::{ClubSettings, NOTICE};

pub async fn file_ready(
    work: &Work,
    club: &ClubSettings,
    whom: &Whom,
    row: &person_file::Model,
    token: &str,
) -> Result<(), Problem> {
    let language = Language::accepted(&whom.person.language);
    let url = format!("{}/mes-donnees#{token}", work.house.settings.base_url);
    let name = queries::name_of(&whom.person);
    let until = row.until_at.with_timezone(&club.time_zone).format("%d/%m/%Y");
    let (title, paragraphs, button, reason) = match language {
        Language::Fr => (
            "Vos données personnelles".to_owned(),
            vec![
                format!("Bonjour {name},"),
                format!(
                    "Voici, comme vous l’avez demandé, tout ce que {} sait de vous : une page à lire, et un fichier pour un programme.",
                    club.name
                ),
                format!(
                    "Ce lien est valable jusqu’au {until} ; le fichier est ensuite supprimé. Ne le transmettez à personne."
                ),
            ],
            "Télécharger mes données",
            "Vous recevez ce message parce que l’accès à vos données a été demandé. Si ce n’est pas le cas, dites-le à l’équipe du club.",
        ),
        Language::En => (
            "Your personal data".to_owned(),
            vec![
                format!("Hello {name},"),
                format!(
                    "Here is, as you asked, all that {} knows of you: a page to read, and a file for a program.",
                    club.name
                ),
                format!("This link is good until {until}; then the file is deleted. Hand it on to nobody."),
            ],
            "Download my data",
            "You receive this message because access to your data was asked for. If you did not, tell the club’s team.",
        ),
    };
    let footer = [club.address.trim(), reason].into_iter().filter(|line| !line.is_empty());
    let letter = Letter {
        language,
        title: title.clone(),
        paragraphs,
        button: Some((button.to_owned(), url)),
        footer: footer.collect::<Vec<_>>().join("\n"),
        notice: Some(format!("{}{NOTICE}", work.house.settings.base_url)),
    };
    let (html, text) = mail::layout(&club.name, &club.brand, &letter)?;
    let message = Message {
        purpose: "person_file",
        to_address: row.to_address.clone(),
        to_name: name,
        person_id: Some(whom.person.id),
        members: Vec::new(),
        subject: title,
        html,
        text,
        dedupe_key: Some(format!("person_file:{}", row.id)),
        confidential: true,
    };
    mail::post(work, message).await?;
    Ok(())
}
