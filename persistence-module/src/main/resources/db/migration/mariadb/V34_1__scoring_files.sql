-- A scoring asks about the rows of a snapshot, or of a file that somebody brought.
alter table scoring modify dataset_name varchar(63) null;
alter table scoring modify snapshot_id binary(16) null;
alter table scoring add column input_sha char(64);
alter table scoring add column input_bytes bigint;
alter table scoring add column input_format varchar(20);
