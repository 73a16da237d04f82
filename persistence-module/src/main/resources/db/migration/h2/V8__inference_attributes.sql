-- What the caller says about the unit, and when it happened by its word.
alter table inference add column attributes varchar(1048576);
alter table inference add column occurred_at datetime(6);
