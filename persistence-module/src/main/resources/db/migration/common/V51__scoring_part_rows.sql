-- How a scoring is cut into parts stays with it: a server that would cut otherwise goes on with the parts that are there. What was cut before this
-- was known has a part for each chunk of its snapshot, or for 8,192 rows of its file.
alter table scoring add column part_rows int;
update scoring set part_rows = case when input_sha is null then 0 else 8192 end where parts is not null;
