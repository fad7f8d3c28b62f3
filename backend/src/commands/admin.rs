//! Administrators, made from the command line: the way in when nobody has one.

use clap::Subcommand;
use platform::{Asker, House, Way};

use crate::features::accounts;

#[derive(Subcommand)]
pub enum Admin {
    /// Make an administrator; prints a link, good once within seven days, on which they choose their password.
    Create {
        email: String,
        #[arg(long, default_value = "")]
        given_name: String,
        #[arg(long, default_value = "")]
        family_name: String,
        /// Print an invented password in place of the link: for scripts. It is good until somebody changes it.
        #[arg(long)]
        password: bool,
    },
    /// Let someone choose a new password: prints a link, good once within seven days, and ends the account's sessions.
    ResetPassword {
        email: String,
        /// Print an invented password in place of the link: for scripts. It is good until somebody changes it.
        #[arg(long)]
        password: bool,
    },
    /// While nobody has an account: print a code for the installation page, good for seven days; those before are void.
    Code,
    /// Take the second factor of someone away who lost their authenticator and their recovery codes.
    ResetSecondFactor { email: String },
}

pub async fn run(house: House, command: Admin) -> Result<(), String> {
    let by = Asker::house("admin", Way::Command);
    let (email, told) = match &command {
        Admin::Code => {
            let code = accounts::only_setup_code(&house).await.map_err(|problem| problem.detail().en.clone())?;
            println!("{}", super::first_start::address(&house, &code));
            println!("{code}");
            return Ok(());
        }
        Admin::Create { email, given_name, family_name, password: true } => {
            (email, accounts::create_administrator(&house, &by, email, given_name, family_name).await)
        }
        Admin::Create { email, given_name, family_name, password: false } => {
            (email, accounts::invite_administrator(&house, &by, email, given_name, family_name).await)
        }
        Admin::ResetPassword { email, password: true } => {
            (email, accounts::give_new_password(&house, &by, email).await)
        }
        Admin::ResetPassword { email, password: false } => (email, accounts::reset_link(&house, &by, email).await),
        Admin::ResetSecondFactor { email } => {
            let gone = accounts::reset_second_factor(&house, &by, email).await;
            (email, gone.map(|()| "The second factor is gone: the password alone opens this account.".to_owned()))
        }
    };
    let told = told.map_err(|problem| problem.detail().en.clone())?;
    println!("{email}\n{told}");
    Ok(())
}
