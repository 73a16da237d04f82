-- 'Loss' and 'loss' are two metrics, as on H2
alter table run_text modify name varchar(250) character set utf8mb4 collate utf8mb4_bin not null;
alter table run_metric modify name varchar(250) character set utf8mb4 collate utf8mb4_bin not null;
alter table run_artifact modify path varchar(500) character set utf8mb4 collate utf8mb4_bin not null;
