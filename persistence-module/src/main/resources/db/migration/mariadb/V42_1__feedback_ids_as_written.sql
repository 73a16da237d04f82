-- 'Click-a', 'click-a' and 'click-a ' are three pieces of feedback, as on H2
alter table feedback modify client_id varchar(200) character set utf8mb4 collate utf8mb4_nopad_bin;
