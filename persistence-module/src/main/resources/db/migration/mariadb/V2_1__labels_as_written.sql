-- 'Spam' and 'spam' are two labels, as on H2
alter table example modify label varchar(256) character set utf8mb4 collate utf8mb4_bin;
