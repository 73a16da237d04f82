-- What was answered beside the target. At the end of the row: no partition is rewritten.
alter table inference add column outputs longtext, algorithm = instant;
