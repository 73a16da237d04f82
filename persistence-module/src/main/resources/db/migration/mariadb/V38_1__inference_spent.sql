-- Tokens read and written, and the cost in billionths of its currency; null where nobody has told. At the end of the row: no partition is rewritten.
alter table inference add column input_tokens bigint, add column output_tokens bigint, add column cost_nanos bigint,
  add column currency varchar(3), algorithm = instant;
-- 'Web', 'web' and 'web ' are three values, as on H2
alter table usage_hour modify dimension varchar(100) character set utf8mb4 collate utf8mb4_nopad_bin not null;
alter table usage_hour modify dimension_value varchar(100) character set utf8mb4 collate utf8mb4_nopad_bin not null;
