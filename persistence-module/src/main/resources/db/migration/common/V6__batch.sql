-- Whose each JSR-352 execution is, and what the cluster asks of it. Its state is the batch repository's to tell.
create table batch_execution (
  execution_id bigint not null primary key,
  instance_id bigint not null,
  job varchar(63) not null,
  organisation_id bigint not null references organisation (id),
  submitted_by varchar(140) not null,
  submitted_at datetime(6) not null,
  owner varchar(80) not null,
  recovered boolean not null,
  stop_requested boolean not null
);
create index batch_execution_organisation on batch_execution (organisation_id, execution_id);
create index batch_execution_instance on batch_execution (instance_id, execution_id);
