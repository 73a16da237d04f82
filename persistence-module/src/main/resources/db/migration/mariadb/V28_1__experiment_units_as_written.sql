-- 'User-1', 'user-1' and 'user-1 ' are three units, as on H2
alter table experiment_exposure modify unit varchar(200) character set utf8mb4 collate utf8mb4_nopad_bin not null;
alter table experiment_event modify unit varchar(200) character set utf8mb4 collate utf8mb4_nopad_bin not null;
alter table experiment_event modify event_id varchar(100) character set utf8mb4 collate utf8mb4_nopad_bin not null;
