-- One partition a day, made ahead of time and dropped by retention; pmax takes what no other does and is never dropped.
-- No foreign keys: a partitioned table takes none, and the log outlives what it names.
create table inference (
  id binary(16) not null,
  organisation_id bigint not null,
  model_id bigint not null,
  model_version_id bigint not null,
  deployment_id bigint not null,
  environment_id bigint not null,
  variant varchar(63),
  reason varchar(20) not null,
  at datetime(6) not null,
  unit varchar(255),
  outcome varchar(20) not null,
  inputs longtext not null,
  label varchar(1000),
  number_value double,
  score double,
  scores longtext,
  latency_micros bigint not null,
  dimensions longtext,
  trace_id varchar(64),
  primary key (id, at)
)
partition by range columns (at) (partition pmax values less than (maxvalue));
create index inference_model on inference (organisation_id, model_id, at);
