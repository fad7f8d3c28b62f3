//! Views and segments over the wire.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use kernel::patch::Change;
use platform::web::abilities::Ability;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// `view`: columns, filter and order of a grid. `segment`: members meant as a group; it always has a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ViewKind {
    View,
    Segment,
}

impl ViewKind {
    pub fn as_str(self) -> &'static str {
        match self {
            ViewKind::View => "view",
            ViewKind::Segment => "segment",
        }
    }

    pub fn parse(word: &str) -> ViewKind {
        if word == "segment" { ViewKind::Segment } else { ViewKind::View }
    }
}

/// How close the rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    Compact,
    Normal,
    Comfortable,
}

impl Density {
    pub fn as_str(self) -> &'static str {
        match self {
            Density::Compact => "compact",
            Density::Normal => "normal",
            Density::Comfortable => "comfortable",
        }
    }

    pub fn parse(word: &str) -> Density {
        match word {
            "compact" => Density::Compact,
            "comfortable" => Density::Comfortable,
            _ => Density::Normal,
        }
    }
}

/// A column of a view: a field of the member's card or page, or one of the club (`custom.<key>`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ViewColumn {
    #[validate(length(min = 1, max = 60))]
    #[schema(example = "custom.prete_des_gobelets")]
    pub key: String,
    /// In pixels.
    #[validate(range(min = 20, max = 2000))]
    pub width: Option<u32>,
    #[serde(default)]
    pub frozen: bool,
    #[serde(default)]
    pub hidden: bool,
}

/// Whose it is. Without account for one who is no longer there.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ViewOwner {
    pub account_id: Option<Uuid>,
    pub name: String,
}

/// A view or a segment.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct View {
    pub id: Uuid,
    pub kind: ViewKind,
    pub name: String,
    /// In their order; those whose field has gone are left out.
    pub columns: Vec<ViewColumn>,
    /// As it was kept. When it names one of the fields in `missing`, lists by this view answer 409 `views.incomplete`.
    pub filter: Option<Value>,
    pub sort: Option<String>,
    pub density: Option<Density>,
    pub shared: bool,
    pub owner: ViewOwner,
    /// Fields that columns, filter or order name and that are not there any more.
    pub missing: Vec<String>,
    /// Members it names now; null in the list of views, and when its filter can't be applied any more.
    pub count: Option<u64>,
    pub archived_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub revision: i64,
    /// By verb: `edit`, `share`, `archive`, `restore`.
    pub abilities: BTreeMap<String, Ability>,
}

#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ViewQuery {
    /// Views or segments only.
    #[param(inline)]
    pub kind: Option<ViewKind>,
    /// `true`: only archived ones.
    pub archived: Option<bool>,
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize, Validate, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SegmentQuery {
    #[validate(range(min = 1, max = 200))]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u64>,
    #[validate(length(max = 2000))]
    pub cursor: Option<String>,
}

/// A new view or segment.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Associations à relancer", "columns": [{"key": "name", "frozen": true}, {"key": "last_contact_on"}], "filter": {"field": "last_contact_on", "op": "nothing_since_days", "value": 90}, "sort": "last_contact_on", "shared": true}))]
pub struct NewView {
    /// `view` when absent.
    pub kind: Option<ViewKind>,
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    #[serde(default)]
    #[validate(length(max = 200), nested)]
    pub columns: Vec<ViewColumn>,
    /// A JSON syntax tree, as `GET /members?filter=` takes it.
    pub filter: Option<Value>,
    #[validate(length(max = 80))]
    pub sort: Option<String>,
    pub density: Option<Density>,
    #[serde(default)]
    pub shared: bool,
}

/// A new segment.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Sans nouvelles depuis 90 jours", "filter": {"field": "last_contact_on", "op": "nothing_since_days", "value": 90}, "shared": true}))]
pub struct NewSegment {
    #[validate(length(min = 1, max = 100))]
    pub name: String,
    /// A JSON syntax tree, as `GET /members?filter=` takes it.
    pub filter: Value,
    #[serde(default)]
    pub shared: bool,
}

impl From<NewSegment> for NewView {
    fn from(new: NewSegment) -> NewView {
        NewView {
            kind: Some(ViewKind::Segment),
            name: new.name,
            columns: Vec::new(),
            filter: Some(new.filter),
            sort: None,
            density: None,
            shared: new.shared,
        }
    }
}

/// What to change (JSON merge patch): absent fields stay, null clears. A filter is put in the place of the one there is.
#[derive(Debug, Clone, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Associations sans nouvelles", "shared": true}))]
pub struct ViewChanges {
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(min = 1, max = 100))]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    #[validate(length(max = 200), nested)]
    pub columns: Option<Vec<ViewColumn>>,
    #[serde(default)]
    #[schema(value_type = Option<Value>)]
    pub filter: Change<Value>,
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 80)]
    pub sort: Change<String>,
    #[serde(default)]
    #[schema(value_type = Option<Density>)]
    pub density: Change<Density>,
    #[serde(default, deserialize_with = "given")]
    #[schema(nullable = false)]
    pub shared: Option<bool>,
}

/// Absent or a value, never null.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
