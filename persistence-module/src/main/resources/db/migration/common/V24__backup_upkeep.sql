-- Archives of the whole server, as somebody asked for them. The row is the server's, of the organisation that keeps it.
create sequence backup_seq start with 50 increment by 50;
create table backup (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  inferences boolean not null,
  node varchar(36),
  file_name varchar(100),
  file_bytes bigint,
  archive_sha char(64),
  manifest_sha char(64),
  row_count bigint,
  artifact_count bigint,
  artifact_bytes bigint,
  verified_at datetime(6),
  damage longtext,
  state varchar(20) not null,
  attempts int not null,
  claimed_at datetime(6),
  execution_id bigint,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index backup_organisation on backup (organisation_id, id);
create index backup_state on backup (state, id);

-- What was cleaned up or archived, or would be.
create sequence upkeep_seq start with 50 increment by 50;
create table upkeep (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  kind varchar(20) not null,
  dry_run boolean not null,
  snapshots boolean not null,
  found_count bigint,
  found_bytes bigint,
  document longtext,
  state varchar(20) not null,
  attempts int not null,
  claimed_at datetime(6),
  execution_id bigint,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index upkeep_organisation on upkeep (organisation_id, kind, id);
create index upkeep_state on upkeep (state, id);

-- Set when a clean-up took a version's files and index: only its row is left, for those that name it.
alter table model_version add column cleaned_at datetime(6);
