-- Which texts of versions the nodes may hold in memory: those of batches up to the number of the epoch 'version-texts'. What is new or was
-- written anew has the last number there is until a batch takes it up. Takes the place of a walk over all versions.
alter table model_version add column text_batch bigint default 9223372036854775807 not null;
create index model_version_text_batch on model_version (text_batch, organisation_id);
drop index model_version_named on model_version;
alter table model_version drop column worded;
insert into epoch (name, number) values ('version-texts', 0);
