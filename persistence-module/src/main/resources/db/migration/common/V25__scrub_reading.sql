-- Files that are there and cannot be read; and when somebody was last at a scrub, so that one that was cut off does not count as one that was done.
alter table scrub_part add column unreadable bigint default 0 not null;
alter table scrub add column touched_at datetime(6);
update scrub set touched_at = created_at;
