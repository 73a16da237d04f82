-- What is known of an artifact beside its bytes, as JSON: of an export, how it was proven.
alter table artifact add column facts longtext;
