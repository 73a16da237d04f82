-- Whether the version before comes back when this one is lost while it serves.
alter table deployment add column auto_rollback boolean default false not null;
