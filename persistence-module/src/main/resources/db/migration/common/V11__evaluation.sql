-- Versions asked about snapshots, at any time after their training.
create sequence version_evaluation_seq start with 50 increment by 50;
create table version_evaluation (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  model_name varchar(63) not null,
  version_text varchar(100) not null,
  dataset_name varchar(63) not null,
  snapshot_id binary(16) not null,
  state varchar(20) not null,
  asked_rows bigint,
  left_out_rows bigint,
  metrics longtext,
  evaluation_sha char(64),
  attempts int not null,
  claimed_at datetime(6),
  execution_id bigint,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index version_evaluation_version on version_evaluation (organisation_id, model_name, version_text, id);
create index version_evaluation_state on version_evaluation (state, id);

-- Two versions asked about the same rows.
create sequence version_comparison_seq start with 50 increment by 50;
create table version_comparison (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  champion_model varchar(63) not null,
  champion_version varchar(100) not null,
  candidate_model varchar(63) not null,
  candidate_version varchar(100) not null,
  dataset_name varchar(63) not null,
  snapshot_id binary(16) not null,
  state varchar(20) not null,
  wish longtext not null,
  left_out_rows bigint,
  document longtext,
  attempts int not null,
  claimed_at datetime(6),
  execution_id bigint,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index version_comparison_organisation on version_comparison (organisation_id, id);
create index version_comparison_state on version_comparison (state, id);
