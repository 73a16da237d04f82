create sequence environment_seq start with 50 increment by 50;
create table environment (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  name varchar(63) not null,
  created_at datetime(6) not null,
  unique (organisation_id, name)
);

-- Names of model and version are copied: they never change, and routing reads this table alone.
create sequence deployment_seq start with 50 increment by 50;
create table deployment (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  environment_id bigint not null references environment (id),
  environment_name varchar(63) not null,
  model_id bigint not null,
  model_name varchar(63) not null,
  model_version_id bigint not null,
  model_version varchar(100) not null,
  state varchar(20) not null,
  strategy varchar(20) not null,
  tags longtext not null,
  salt varchar(40) not null,
  health_check_millis bigint not null,
  replaces_id bigint,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  activated_at datetime(6),
  ended_at datetime(6),
  -- set while it serves: at most one deployment of a model serves an environment
  active_route varchar(100) unique,
  version bigint not null
);
create index deployment_organisation on deployment (organisation_id, id);
create index deployment_route on deployment (organisation_id, model_id, environment_id, id);
create index deployment_state on deployment (state, id);

-- How far each node's journal is in the inference log; written in the transaction of the rows.
create table journal_position (
  node varchar(36) not null primary key,
  segment bigint not null,
  segment_offset int not null,
  updated_at datetime(6) not null
);

-- One writer a row: sums over the nodes are made when reading.
create sequence histogram_hour_seq start with 50 increment by 50;
create table histogram_hour (
  id bigint not null primary key,
  organisation_id bigint not null,
  deployment_id bigint not null,
  model_version_id bigint not null,
  environment_id bigint not null,
  variant varchar(63) not null,
  hour_start datetime(6) not null,
  node varchar(36) not null,
  model_id bigint not null,
  requests bigint not null,
  errors bigint not null,
  latency_sum_micros bigint not null,
  latency_counts longblob not null,
  log_bytes bigint not null,
  histograms longblob,
  unique (organisation_id, deployment_id, model_version_id, environment_id, variant, hour_start, node)
);
create index histogram_hour_model on histogram_hour (organisation_id, model_id, hour_start);
create index histogram_hour_age on histogram_hour (hour_start);

create sequence feedback_seq start with 50 increment by 50;
create table feedback (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  client_id varchar(200),
  inference_id binary(16) not null,
  label longtext,
  number_value double,
  accepted boolean,
  used boolean,
  helpful boolean,
  rating double,
  interaction varchar(100),
  comment_text longtext,
  metadata longtext,
  observed_at datetime(6) not null,
  created_at datetime(6) not null,
  created_by varchar(140) not null,
  state varchar(20) not null,
  model_id bigint,
  model_version_id bigint,
  deployment_id bigint,
  environment_id bigint,
  variant varchar(63),
  inference_at datetime(6),
  correct boolean,
  deviation double,
  unique (organisation_id, client_id)
);
create index feedback_inference on feedback (organisation_id, inference_id, id);
create index feedback_model on feedback (organisation_id, model_id, inference_at);
create index feedback_state on feedback (state, id);
