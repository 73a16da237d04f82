-- What a model's answers cost and by what they are added up, as JSON; null: nothing is said.
alter table model add column accounting longtext;

-- Tokens and cost of an hour, of all of it (no dimension) and by each declared dimension. One writer a row: sums over the nodes are made when reading.
create sequence usage_hour_seq start with 50 increment by 50;
create table usage_hour (
  id bigint not null primary key,
  organisation_id bigint not null,
  model_id bigint not null,
  model_version_id bigint not null,
  environment_id bigint not null,
  hour_start datetime(6) not null,
  node varchar(36) not null,
  dimension varchar(100) not null,
  dimension_value varchar(100) not null,
  currency varchar(3) not null,
  requests bigint not null,
  errors bigint not null,
  latency_sum_micros bigint not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  cost_nanos bigint not null,
  latency_counts longblob not null,
  unique (organisation_id, model_version_id, environment_id, hour_start, node, dimension, dimension_value, currency)
);
create index usage_hour_age on usage_hour (hour_start);
create index usage_hour_model on usage_hour (organisation_id, model_id, dimension, hour_start);
