//! Lists of a large club, by kind and status in any order, far down, and whom no e-mail reaches: each along an index that
//! answers on its own which members it shows.

crate::dialect::step!("m0023_member_walks", up: UP, down: DOWN);

const UP: &str = r#"
DROP INDEX member_joined;
DROP INDEX member_last_contact;
DROP INDEX member_due_day;
DROP INDEX member_email;
DROP INDEX member_status_name;
DROP INDEX member_kind_name;
DROP INDEX member_commune_name;
DROP INDEX member_left;
DROP INDEX member_verified;
DROP INDEX member_last_personal;
DROP INDEX member_postal_code;
DROP INDEX member_updated;
DROP INDEX member_siren_any;
DROP INDEX contact_member;
CREATE INDEX member_joined ON member (joined_on, id, archived_at, kind, status);
CREATE INDEX member_last_contact ON member (last_contact_on, id, archived_at, kind, status);
CREATE INDEX member_due_day ON member (contact_due_on, id, archived_at, kind, status);
CREATE INDEX member_email ON member (email_key, id, archived_at, kind, status);
CREATE INDEX member_status_name ON member (status, name_key, id, archived_at, kind);
CREATE INDEX member_kind_name ON member (kind, name_key, id, archived_at, status);
CREATE INDEX member_commune_name ON member (commune_key, name_key, id, archived_at, kind, status);
CREATE INDEX member_left ON member (left_on, id, archived_at, kind, status);
CREATE INDEX member_verified ON member (verified_on, id, archived_at, kind, status);
CREATE INDEX member_last_personal ON member (last_personal_contact_on, id, archived_at, kind, status);
CREATE INDEX member_postal_code ON member (postal_code, id, archived_at, kind, status);
CREATE INDEX member_updated ON member (updated_at, id, archived_at, kind, status);
CREATE INDEX member_siren_any ON member (siren, id, archived_at, kind, status);
CREATE INDEX member_ex_officio ON member (ex_officio, name_key, id, archived_at, kind, status);
CREATE INDEX member_made ON member (id, archived_at, kind, status, siret, rna, amalia, insee_code);
CREATE INDEX contact_member ON contact (member_id, position, to_on, address_id);
CREATE INDEX address_bounced ON address (email_key, id) WHERE deliverability = 'bounced';
"#;

const DOWN: &str = r#"
DROP INDEX address_bounced;
DROP INDEX contact_member;
DROP INDEX member_made;
DROP INDEX member_ex_officio;
DROP INDEX member_siren_any;
DROP INDEX member_updated;
DROP INDEX member_postal_code;
DROP INDEX member_last_personal;
DROP INDEX member_verified;
DROP INDEX member_left;
DROP INDEX member_commune_name;
DROP INDEX member_kind_name;
DROP INDEX member_status_name;
DROP INDEX member_email;
DROP INDEX member_due_day;
DROP INDEX member_last_contact;
DROP INDEX member_joined;
CREATE INDEX contact_member ON contact (member_id, position, to_on);
CREATE INDEX member_siren_any ON member (siren);
CREATE INDEX member_updated ON member (updated_at, id);
CREATE INDEX member_postal_code ON member (postal_code, id, archived_at);
CREATE INDEX member_last_personal ON member (last_personal_contact_on, id, archived_at);
CREATE INDEX member_verified ON member (verified_on, id, archived_at);
CREATE INDEX member_left ON member (left_on, id, archived_at);
CREATE INDEX member_commune_name ON member (commune_key, name_key, id, archived_at);
CREATE INDEX member_kind_name ON member (kind, name_key, id, archived_at);
CREATE INDEX member_status_name ON member (status, name_key, id, archived_at);
CREATE INDEX member_email ON member (email_key, id, archived_at);
CREATE INDEX member_due_day ON member (contact_due_on, id, archived_at);
CREATE INDEX member_last_contact ON member (last_contact_on, id, archived_at);
CREATE INDEX member_joined ON member (joined_on, id, archived_at);
"#;
