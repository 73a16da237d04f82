-- What was answered beside the target.
alter table inference add column outputs varchar(1048576);
