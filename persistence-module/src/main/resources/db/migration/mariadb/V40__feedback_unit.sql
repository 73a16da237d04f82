-- Whom the answer was about, of feedback that is joined from now on: answers of one unit are not independent, and the log forgets them sooner.
-- 'User-1', 'user-1' and 'user-1 ' are three units, as on H2.
alter table feedback add column unit varchar(255) character set utf8mb4 collate utf8mb4_nopad_bin;
