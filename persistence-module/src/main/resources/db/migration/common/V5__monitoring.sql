create sequence drift_check_seq start with 50 increment by 50;
create table drift_check (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  model_name varchar(63) not null,
  environment varchar(63) not null,
  deployment_id bigint not null,
  started_by varchar(20) not null,
  state varchar(20) not null,
  since_at datetime(6) not null,
  until_at datetime(6) not null,
  -- when set, since_at is the bound that the window may not pass
  least_rows bigint,
  attempts int not null,
  claimed_at datetime(6),
  execution_id bigint,
  report_id binary(16),
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index drift_check_model on drift_check (organisation_id, model_name, id);
create index drift_check_deployment on drift_check (deployment_id, created_at);
create index drift_check_state on drift_check (state, id);

create sequence drift_report_seq start with 50 increment by 50;
create table drift_report (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  -- a check makes one report at most, whatever happens to its process
  check_id bigint not null unique,
  model_name varchar(63) not null,
  model_version varchar(100) not null,
  environment varchar(63) not null,
  deployment_id bigint not null,
  deployment_public_id binary(16) not null,
  verdict varchar(20) not null,
  severity varchar(20),
  since_at datetime(6) not null,
  until_at datetime(6) not null,
  reference_rows bigint not null,
  window_rows bigint not null,
  alpha double precision not null,
  features longtext not null,
  created_at datetime(6) not null
);
create index drift_report_model on drift_report (organisation_id, model_name, id);
create index drift_report_deployment on drift_report (deployment_id, id);

-- apart from the report: lists of reports do not read it
create table drift_chart (
  report_id bigint not null primary key,
  bins longtext not null
);

create sequence alert_seq start with 50 increment by 50;
create table alert (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  severity varchar(20) not null,
  state varchar(20) not null,
  kind varchar(40) not null,
  subject varchar(200) not null,
  title varchar(300) not null,
  detail longtext not null,
  dedupe char(64) not null,
  -- the dedupe while it is open: one cause has one open alert, also on two nodes
  open_cause varchar(90) unique,
  raised_at datetime(6) not null,
  rung_at datetime(6) not null,
  last_seen_at datetime(6) not null,
  occurrences bigint not null,
  acknowledged_by varchar(140),
  acknowledged_at datetime(6)
);
create index alert_organisation on alert (organisation_id, id);
create index alert_cause on alert (organisation_id, dedupe, id);
create index alert_state on alert (organisation_id, state, id);
