-- Runs trained elsewhere, by what they say of themselves.
create sequence run_seq start with 50 increment by 50;
create table run (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  name varchar(63) not null,
  model_name varchar(63),
  state varchar(20) not null,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  started_at datetime(6) not null,
  ended_at datetime(6),
  changes bigint not null
);
create index run_organisation on run (organisation_id, id);
create index run_name on run (organisation_id, name, id);

-- parameters and tags
create table run_text (
  run_id bigint not null references run (id),
  kind varchar(10) not null,
  name varchar(250) not null,
  content varchar(8000) not null,
  primary key (run_id, kind, name)
);

-- a metric of a run, with its latest point
create sequence run_metric_seq start with 50 increment by 50;
create table run_metric (
  id bigint not null primary key,
  run_id bigint not null references run (id),
  name varchar(250) not null,
  points bigint not null,
  latest_step bigint not null,
  latest_at_millis bigint not null,
  latest_value double precision not null,
  unique (run_id, name)
);

-- Without a foreign key: points come thousands at a time.
create table run_point (
  metric_id bigint not null,
  step bigint not null,
  at_millis bigint not null,
  metric_value double precision not null,
  primary key (metric_id, step, at_millis)
);

create sequence run_artifact_seq start with 50 increment by 50;
create table run_artifact (
  id bigint not null primary key,
  run_id bigint not null references run (id),
  path varchar(500) not null,
  sha256 char(64) not null,
  bytes bigint not null,
  created_at datetime(6) not null,
  unique (run_id, path)
);
create index run_artifact_sha on run_artifact (sha256);

-- A version may come of a run elsewhere; what that says of it is not verified until it is evaluated here.
alter table model_version add column run_id binary(16);
alter table model_version add column verified boolean default true not null;
create index model_version_run on model_version (organisation_id, run_id);
