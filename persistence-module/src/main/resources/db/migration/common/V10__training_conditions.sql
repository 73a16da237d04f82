-- Who goes first, what a job takes of its organisation's share, and why it waits.
alter table training_job add column priority int default 5 not null;
alter table training_job add column trainer varchar(60);
alter table training_job add column memory_bytes bigint default 0 not null;
alter table training_job add column waits_for varchar(400);

-- A fit, step by step. Without a foreign key: rows come many times a second.
create table training_epoch (
  training_job_id binary(16) not null,
  fold int not null,
  epoch int not null,
  training_loss double precision,
  validation_loss double precision,
  learning_rate double precision,
  rows_per_second double precision,
  cpu_cores double precision,
  heap_bytes bigint,
  elapsed_millis bigint not null,
  primary key (training_job_id, fold, epoch)
);
