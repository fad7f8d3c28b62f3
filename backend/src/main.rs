//! The commands of the one binary.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

/// What many threads took and gave back goes back to the system: after a large import that is half of what was held.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    // One TLS library for the whole house; the first to install it wins.
    rustls::crypto::ring::default_provider().install_default().ok();
    match maillage::commands::run(maillage::commands::Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
