//! Files in a bucket: a service that speaks just enough S3, under a prefix shared with strangers.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use chrono::{TimeDelta, Utc};
use platform::{
    House,
    files::{self, Accept, Files, NewFile},
    house::HouseParts,
    settings::{S3, Settings},
};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate, matchers::any};

use crate::harness::TestHouse;

/// The objects of a bucket, by key.
#[derive(Clone, Default)]
struct Bucket(Arc<Mutex<BTreeMap<String, Vec<u8>>>>);

impl Bucket {
    fn keys(&self) -> Vec<String> {
        self.0.lock().unwrap().keys().cloned().collect()
    }
}

impl Respond for Bucket {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut objects = self.0.lock().unwrap();
        let key = request.url.path().trim_start_matches("/club-files").trim_start_matches('/').to_owned();
        let modified = Utc::now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        assert!(request.headers.get("authorization").unwrap().to_str().unwrap().contains("Credential=key-id/"));
        match request.method.as_str() {
            "PUT" => {
                objects.insert(key, request.body.clone());
                ResponseTemplate::new(200).insert_header("etag", "\"e\"")
            }
            "GET" if key.is_empty() => {
                let prefix = request.url.query_pairs().find(|(name, _)| name == "prefix").unwrap().1.into_owned();
                let contents: String = objects
                    .iter()
                    .filter(|(key, _)| key.starts_with(&prefix))
                    .map(|(key, bytes)| {
                        format!(
                            "<Contents><Key>{key}</Key><LastModified>{}</LastModified><ETag>\"e\"</ETag><Size>{}</Size></Contents>",
                            Utc::now().format("%Y-%m-%dT%H:%M:%S.000Z"),
                            bytes.len()
                        )
                    })
                    .collect();
                ResponseTemplate::new(200).set_body_raw(
                    format!("<ListBucketResult><IsTruncated>false</IsTruncated>{contents}</ListBucketResult>"),
                    "application/xml",
                )
            }
            "GET" => match objects.get(&key) {
                Some(bytes) => ResponseTemplate::new(200)
                    .insert_header("etag", "\"e\"")
                    .insert_header("last-modified", modified.as_str())
                    .set_body_bytes(bytes.clone()),
                None => ResponseTemplate::new(404),
            },
            "DELETE" => {
                objects.remove(&key);
                ResponseTemplate::new(204)
            }
            _ => ResponseTemplate::new(405),
        }
    }
}

fn with_bucket(house: &TestHouse, endpoint: String) -> House {
    let parts = &house.house;
    let settings = Settings {
        s3: Some(S3 {
            bucket: "club-files".to_owned(),
            prefix: "vallees/files".to_owned(),
            endpoint: Some(endpoint),
            region: "eu-west-3".to_owned(),
            access_key: "key-id".to_owned(),
            secret_key: "hush".to_owned(),
        }),
        ..parts.settings.clone()
    };
    House::new(HouseParts {
        files: Files::open(&settings).unwrap(),
        settings,
        db: parts.db.clone(),
        clock: house.clock.clone(),
        vault: parts.vault.clone(),
        book: maillage::app::book(),
        fields: maillage::app::fields(),
        bell: Default::default(),
        memo: Default::default(),
    })
}

fn text(words: &str) -> NewFile {
    NewFile {
        name: "note.txt".to_owned(),
        bytes: words.as_bytes().to_vec(),
        purpose: "test",
        accept: Accept::Document,
        public: false,
        created_by: None,
    }
}

both! {
    async fn files_live_in_a_bucket_and_strangers_keep_theirs(house) {
        let service = MockServer::start().await;
        let bucket = Bucket::default();
        Mock::given(any()).respond_with(bucket.clone()).mount(&service).await;
        let stranger = format!("autre/files/aa/{}-{}", uuid::Uuid::now_v7(), "a".repeat(64));
        bucket.0.lock().unwrap().insert(stranger.clone(), b"theirs".to_vec());

        let inside = with_bucket(house, service.uri());
        let work = inside.begin(&house.by_house()).await.unwrap();
        let kept = inside.files.store(&work, text("Bonjour")).await.unwrap();
        work.commit().await.unwrap();
        inside.files.take_in(text("orphan"), inside.now()).await.unwrap();

        assert_eq!(bucket.keys().len(), 3);
        assert!(bucket.keys().contains(&format!("vallees/files/{}/{}-{}", &kept.sha256[..2], kept.id, kept.sha256)));
        assert_eq!(inside.files.content(&kept).await.unwrap(), b"Bonjour");
        assert_eq!(files::sweep(&inside, Utc::now() + TimeDelta::minutes(1)).await.unwrap(), 1);
        assert_eq!(bucket.keys().len(), 2);
        assert!(bucket.keys().contains(&stranger));
    }

    async fn a_bucket_that_refuses_is_unavailable_and_keeps_nothing(house) {
        let service = MockServer::start().await;
        Mock::given(any()).respond_with(ResponseTemplate::new(403)).mount(&service).await;
        let inside = with_bucket(house, service.uri());
        let problem = inside.files.take_in(text("Bonjour"), inside.now()).await.err().unwrap();
        assert_eq!((problem.status(), problem.code()), (503, "house.storage_unavailable"));
        assert!(!problem.in_full().contains("hush"));
    }
}
