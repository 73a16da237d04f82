-- What ERRORS of a rollout rest on: how requests and failures lie in groups of units, and what became of the rows that a shadow was asked.
alter table histogram_hour add column unit_counts longblob;
alter table rollout_mirror add column asked bigint default 0 not null;
alter table rollout_mirror add column failed bigint default 0 not null;
alter table rollout_mirror add column champion_failed bigint default 0 not null;
