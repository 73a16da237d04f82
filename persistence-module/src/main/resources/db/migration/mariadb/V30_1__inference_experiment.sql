-- The experiment that an inference belongs to. At the end of the row: no partition is rewritten.
alter table inference add column experiment_id bigint, algorithm = instant;
-- as experiment_exposure: 'User-1', 'user-1' and 'user-1 ' are three units
alter table experiment_answer modify unit varchar(200) character set utf8mb4 collate utf8mb4_nopad_bin not null;
