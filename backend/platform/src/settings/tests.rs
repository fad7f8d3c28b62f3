use super::*;

fn read(pairs: &[(&str, &str)]) -> Result<Settings, String> {
    Settings::read(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

#[test]
fn nothing_given_is_a_working_sqlite_instance() {
    let settings = read(&[]).unwrap();
    assert!(settings.is_sqlite() && !settings.is_https());
    assert_eq!(settings.base_url, "http://127.0.0.1:8080");
}

#[test]
fn a_wrong_setting_is_named_with_its_remedy() {
    let error =
        read(&[("MAILLAGE_LISTEN", "8080"), ("MAILLAGE_POOL", "many"), ("MAILLAGE_DATBASE_URL", "x")]).unwrap_err();
    for name in ["MAILLAGE_LISTEN", "MAILLAGE_POOL", "MAILLAGE_DATBASE_URL"] {
        assert!(error.contains(name), "{error}");
    }
}

#[test]
fn smtp_without_a_sender_is_refused() {
    assert!(read(&[("MAILLAGE_SMTP_URL", "smtp://mail.example")]).unwrap_err().contains("MAILLAGE_MAIL_FROM"));
}

#[test]
fn printed_settings_hold_no_secret() {
    let settings = read(&[
        ("MAILLAGE_DATABASE_URL", "postgres://club:hush@db.example/club"),
        ("MAILLAGE_SECRET", "hush, hush, hush, hush, hush, hush"),
        ("MAILLAGE_SMTP_URL", "smtp://club:hush@mail.example"),
        ("MAILLAGE_MAIL_FROM", "club@club.example"),
        ("MAILLAGE_FILES_URL", "s3://bucket"),
        ("MAILLAGE_S3_ACCESS_KEY", "a"),
        ("MAILLAGE_S3_SECRET_KEY", "hush"),
    ])
    .unwrap();
    let printed = format!("{settings:?}");
    assert!(!printed.contains("hush") && printed.contains("127.0.0.1:8080"), "{printed}");
}

#[test]
fn an_address_without_host_or_with_a_path_is_refused() {
    for wrong in ["https://", "https://club.example/maillage", "https://club.example?x=1", "club.example"] {
        assert!(read(&[("MAILLAGE_BASE_URL", wrong)]).unwrap_err().contains("MAILLAGE_BASE_URL"), "{wrong}");
    }
    assert_eq!(read(&[("MAILLAGE_BASE_URL", "https://club.example/")]).unwrap().base_url, "https://club.example");
    assert!(read(&[("MAILLAGE_BASE_URL", "http://[::1]:8080")]).is_ok());
}

#[test]
fn a_scanner_is_named_with_its_port() {
    assert!(read(&[("MAILLAGE_CLAMAV", "clamd")]).unwrap_err().contains("MAILLAGE_CLAMAV"));
    assert_eq!(read(&[("MAILLAGE_CLAMAV", "clamd:3310")]).unwrap().clamav.as_deref(), Some("clamd:3310"));
}

#[test]
fn a_bucket_is_named_with_both_keys_and_a_real_endpoint() {
    let keys = [("MAILLAGE_S3_ACCESS_KEY", "a"), ("MAILLAGE_S3_SECRET_KEY", "s")];
    let with = |more: &[(&str, &str)]| read(&[keys.as_slice(), more].concat());
    assert!(with(&[("MAILLAGE_FILES_URL", "s3://bucket/club")]).is_ok());
    assert!(with(&[("MAILLAGE_FILES_URL", "s3://")]).unwrap_err().contains("MAILLAGE_FILES_URL"));
    assert!(read(&[("MAILLAGE_FILES_URL", "s3://b"), keys[0]]).unwrap_err().contains("MAILLAGE_S3_SECRET_KEY"));
    let endpoint = [("MAILLAGE_FILES_URL", "s3://b"), ("MAILLAGE_S3_ENDPOINT", "over there")];
    assert!(with(&endpoint).unwrap_err().contains("MAILLAGE_S3_ENDPOINT"));
}

#[test]
fn a_proxy_is_an_address_or_a_network() {
    let settings = read(&[("MAILLAGE_TRUSTED_PROXIES", "127.0.0.1, 172.16.0.0/12")]).unwrap();
    assert!(settings.trusted_proxies[1].contains("172.18.0.1".parse().unwrap()));
    assert!(read(&[("MAILLAGE_TRUSTED_PROXIES", "proxy")]).unwrap_err().contains("MAILLAGE_TRUSTED_PROXIES"));
}

#[test]
fn a_register_is_asked_unless_its_address_is_given_empty() {
    assert!(read(&[]).unwrap().register_url.unwrap().starts_with("https://"));
    let off = read(&[("MAILLAGE_REGISTER_URL", ""), ("MAILLAGE_GEOCODER_URL", "http://127.0.0.1:9/geo/")]).unwrap();
    assert_eq!((off.register_url, off.geocoder_url.as_deref()), (None, Some("http://127.0.0.1:9/geo")));
    assert!(read(&[("MAILLAGE_REGISTER_URL", "there")]).unwrap_err().contains("MAILLAGE_REGISTER_URL"));
}

#[test]
fn one_connection_is_not_enough() {
    assert!(read(&[("MAILLAGE_POOL", "1")]).unwrap_err().contains("MAILLAGE_POOL"));
}

#[test]
fn the_roll_of_members_has_a_measure_and_can_be_switched_off() {
    let usual = read(&[]).unwrap();
    assert_eq!((usual.roll_from, usual.roll_memory), (5_000, 256));
    let off = read(&[("MAILLAGE_ROLL_FROM", "0"), ("MAILLAGE_ROLL_MEMORY", "0")]).unwrap();
    assert_eq!((off.roll_from, off.roll_memory), (0, 0));
    assert!(read(&[("MAILLAGE_ROLL_FROM", "all")]).unwrap_err().contains("MAILLAGE_ROLL_FROM"));
    assert!(read(&[("MAILLAGE_ROLL_MEMORY", "65537")]).unwrap_err().contains("MAILLAGE_ROLL_MEMORY"));
}

#[test]
fn the_environment_wins_over_the_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "pool = 3\nlog = \"warn\"").unwrap();
    let settings = read(&[("MAILLAGE_CONFIG", file.path().to_str().unwrap()), ("MAILLAGE_POOL", "5")]).unwrap();
    assert_eq!((settings.pool, settings.log.as_str()), (5, "warn"));
}
