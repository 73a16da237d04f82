-- As on H2, so that backups fit both. Here all rows are of run 0: there is room in memory for an index by unit, which stays. At the end of the row: no
-- partition is rewritten.
alter table inference add column unit_run bigint not null default 0, algorithm = instant;
create table inference_run (
  id bigint not null primary key,
  from_micros bigint not null,
  until_micros bigint not null
);
