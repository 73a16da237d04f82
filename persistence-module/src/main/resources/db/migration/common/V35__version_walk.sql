-- A text is searched in this index, without the versions' wide rows; those that somebody wrote something about are marked by a 1: JPQL
-- compares truth with numbers here, which H2 refuses.
alter table model_version add column worded smallint default 0 not null;
update model_version set worded = 1 where description is not null or change_log is not null;
create index model_version_named on model_version (organisation_id, id, model_id, version_text, worded);
