-- A scoring asks about the rows of a snapshot, or of a file that somebody brought.
alter table scoring alter column dataset_name set null;
alter table scoring alter column snapshot_id set null;
alter table scoring add column input_sha char(64);
alter table scoring add column input_bytes bigint;
alter table scoring add column input_format varchar(20);
