-- Tokens read and written, and the cost in billionths of its currency; null where nobody has told.
alter table inference add column input_tokens bigint;
alter table inference add column output_tokens bigint;
alter table inference add column cost_nanos bigint;
alter table inference add column currency varchar(3);
