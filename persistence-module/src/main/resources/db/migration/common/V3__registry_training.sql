create sequence model_seq start with 50 increment by 50;
create table model (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  name varchar(63) not null,
  task varchar(20) not null,
  created_at datetime(6) not null,
  unique (organisation_id, name)
);

-- a job makes one version at most, whatever happens to its process
create sequence model_version_seq start with 50 increment by 50;
create table model_version (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  model_id bigint not null references model (id),
  major int not null,
  minor int not null,
  patch int not null,
  version_text varchar(100) not null,
  stage varchar(20) not null,
  labels longtext not null,
  signature longtext not null,
  metrics longtext not null,
  lineage longtext not null,
  tags longtext not null,
  reasons longtext not null,
  training_job_id binary(16) unique,
  bundle_sha char(64),
  created_at datetime(6) not null,
  lock_version bigint not null,
  unique (model_id, version_text)
);

create sequence artifact_seq start with 50 increment by 50;
create table artifact (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  model_version_id bigint not null references model_version (id),
  kind varchar(40) not null,
  sha256 char(64) not null,
  bytes bigint not null,
  unique (model_version_id, kind)
);
create index artifact_sha on artifact (sha256);

create sequence training_job_seq start with 50 increment by 50;
create table training_job (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  model_name varchar(63) not null,
  dataset_name varchar(63) not null,
  snapshot_id binary(16),
  state varchar(20) not null,
  spec longtext not null,
  phase varchar(20),
  epoch int not null,
  epochs int not null,
  fraction double precision not null,
  loss double precision,
  validation_loss double precision,
  eta_seconds bigint,
  metrics longtext,
  reasons longtext,
  problem longtext,
  version_text varchar(100),
  bundle_sha char(64),
  profile_sha char(64),
  evaluation_sha char(64),
  cancel_requested boolean not null,
  execution_id bigint,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  queued_at datetime(6),
  started_at datetime(6),
  ended_at datetime(6)
);
create index training_job_organisation on training_job (organisation_id, id);
create index training_job_state on training_job (state, id);
