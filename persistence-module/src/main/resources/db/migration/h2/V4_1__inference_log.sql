-- No foreign keys: the log outlives what it names. Retention deletes in small batches.
-- Texts are varchar: H2 keeps them in the row, a clob of this size outside of it.
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
  inputs varchar(1048576) not null,
  label varchar(1000),
  number_value double,
  score double,
  scores varchar(1048576),
  latency_micros bigint not null,
  dimensions varchar(1048576),
  trace_id varchar(64),
  primary key (id)
);
create index inference_age on inference (at);
create index inference_model on inference (organisation_id, model_id, at);
