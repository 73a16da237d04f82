-- The experiment that an inference belongs to.
alter table inference add column experiment_id bigint;
