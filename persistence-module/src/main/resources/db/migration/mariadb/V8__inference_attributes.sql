-- What the caller says about the unit, and when it happened by its word. At the end of the row: no partition is rewritten.
alter table inference add column attributes longtext, add column occurred_at datetime(6), algorithm = instant;
