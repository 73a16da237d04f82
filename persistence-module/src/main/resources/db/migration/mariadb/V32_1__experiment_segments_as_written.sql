-- 'DE', 'de' and 'de ' are three values, as on H2
alter table experiment_exposure modify segment_0 varchar(60) character set utf8mb4 collate utf8mb4_nopad_bin;
alter table experiment_exposure modify segment_1 varchar(60) character set utf8mb4 collate utf8mb4_nopad_bin;
alter table experiment_exposure modify segment_2 varchar(60) character set utf8mb4 collate utf8mb4_nopad_bin;
alter table experiment_exposure modify segment_3 varchar(60) character set utf8mb4 collate utf8mb4_nopad_bin;
alter table experiment_exposure modify segment_4 varchar(60) character set utf8mb4 collate utf8mb4_nopad_bin;
