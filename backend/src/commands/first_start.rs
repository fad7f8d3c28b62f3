//! What an instance without any account prints when it starts: where to go, and the code that opens the door once.
//! On standard output, whatever is logged: it is for the person who started the program.

use kernel::problem::Problem;
use platform::House;

use crate::features::accounts;

/// Where the installation goes on. The code stands behind `#`, so that no log on the way keeps it.
pub fn address(house: &House, code: &str) -> String {
    format!("{}/installation#{code}", house.settings.base_url)
}

pub async fn announce(house: &House) -> Result<(), Problem> {
    let Some(code) = accounts::setup_code(house).await? else { return Ok(()) };
    let address = address(house, &code);
    if house.settings.log_json {
        let told = serde_json::json!({
            "timestamp": house.now().to_rfc3339(), "level": "INFO",
            "fields": {
                "message": "nobody has an account yet: make the first administrator at this address, with this code",
                "address": address, "code": code,
            },
        });
        println!("{told}");
    } else {
        let page = format!("{}/installation", house.settings.base_url);
        println!(
            "\n  Personne n’a encore de compte. Créez le vôtre ici :\n  Nobody has an account yet. Make yours here:\n\n      \
             {page}\n\n  Code : {code}   (une seule fois, 7 jours / once, 7 days)\n\n  Ou d’un clic / or in one click:\n      {address}\n"
        );
    }
    Ok(())
}
