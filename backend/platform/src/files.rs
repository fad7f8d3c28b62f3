//! Files: on disk or in an S3 bucket.

use kernel::problem::Problem;

use crate::settings::Settings;

#[derive(Clone)]
pub struct Files {}

impl Files {
    pub fn open(_settings: &Settings) -> Result<Files, Problem> {
        Ok(Files {})
    }
}
