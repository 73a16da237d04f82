-- Labels, tags and metrics are told apart as written, with case, accents and blanks.
alter table version_term modify term varchar(200) character set utf8mb4 collate utf8mb4_nopad_bin not null;
alter table version_metric modify name varchar(100) character set utf8mb4 collate utf8mb4_nopad_bin not null;
