//! Administrators, made from the command line: the way in when nobody has one.

use clap::Subcommand;
use platform::{Asker, House, Way};

use crate::features::accounts;

#[derive(Subcommand)]
pub enum Admin {
    /// Make an administrator; prints the password, to be changed at the first sign-in.
    Create {
        email: String,
        #[arg(long, default_value = "")]
        given_name: String,
        #[arg(long, default_value = "")]
        family_name: String,
    },
    /// Give an account a new password; prints it, and ends the account's sessions.
    ResetPassword { email: String },
}

pub async fn run(house: House, command: Admin) -> Result<(), String> {
    let by = Asker::house("admin", Way::Command);
    let (email, password) = match command {
        Admin::Create { email, given_name, family_name } => {
            let password = accounts::create_administrator(&house, &by, &email, &given_name, &family_name)
                .await
                .map_err(|problem| problem.detail().en.clone())?;
            (email, password)
        }
        Admin::ResetPassword { email } => {
            let password = accounts::give_new_password(&house, &by, &email)
                .await
                .map_err(|problem| problem.detail().en.clone())?;
            (email, password)
        }
    };
    println!("{email}\n{password}");
    Ok(())
}
