-- Units come in no order: an index by unit over the whole log touches another page for each row. Rows are indexed by unit within runs of a few
-- thousand instead, whose pages are few and at hand. What was there before is run 0.
-- What is too old is found by its id, which begins with its time.
drop index inference_age;
alter table inference add column unit_run bigint default 0 not null;
drop index inference_unit;
create index inference_unit on inference (organisation_id, unit_run, unit, at);
create table inference_run (
  id bigint not null primary key,
  from_micros bigint not null,
  until_micros bigint not null
);
