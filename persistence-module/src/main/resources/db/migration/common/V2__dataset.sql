create sequence dataset_seq start with 50 increment by 50;
create table dataset (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  name varchar(63) not null,
  task varchar(20) not null,
  target varchar(128) not null,
  -- null until the first import infers it
  schema_document longtext,
  review boolean not null,
  chunks int not null,
  accepted bigint not null,
  pending bigint not null,
  rejected bigint not null,
  duplicates bigint not null,
  created_at datetime(6) not null,
  version bigint not null,
  unique (organisation_id, name)
);

create sequence dataset_import_seq start with 50 increment by 50;
create table dataset_import (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null,
  dataset_id bigint not null references dataset (id),
  state varchar(20) not null,
  format varchar(20) not null,
  duplicate_mode varchar(10) not null,
  read_rows bigint not null,
  accepted bigint not null,
  duplicates bigint not null,
  rejected bigint not null,
  errors longtext not null,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index dataset_import_dataset on dataset_import (dataset_id, id);
create index dataset_import_state on dataset_import (state, id);

-- immutable files of rows; what the database keeps of them answers most questions
create sequence example_chunk_seq start with 50 increment by 50;
create table example_chunk (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  dataset_id bigint not null references dataset (id),
  number int not null,
  import_id bigint,
  sha256 char(64) not null,
  row_count int not null,
  stats longtext not null,
  labels longtext,
  created_at datetime(6) not null,
  unique (dataset_id, number)
);
create index example_chunk_sha on example_chunk (sha256);

-- id = chunk id * 65536 + row, so a chunk's examples are a range of the primary key and need no index of their own.
-- Hashes are random, so an insert touches the whole index: led by the dataset it is that dataset's part only.
create table example (
  id bigint not null primary key,
  dataset_id bigint not null,
  chunk_id bigint not null,
  row_no int not null,
  status varchar(10) not null,
  source varchar(40) not null,
  quality double precision,
  label varchar(256),
  target_number double precision,
  content_hash binary(16) not null,
  occurrence int not null,
  subject varchar(128),
  lease_owner varchar(140),
  lease_until datetime(6),
  created_at datetime(6) not null,
  unique (dataset_id, content_hash, occurrence)
);

-- single examples wait here until a job makes a chunk; the row stays as the way from its id to chunk and row
create sequence example_inbox_seq start with 50 increment by 50;
create table example_inbox (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  dataset_id bigint not null references dataset (id),
  document longtext not null,
  source varchar(40) not null,
  chunk_id bigint,
  row_no int,
  created_at datetime(6) not null
);
create index example_inbox_dataset on example_inbox (dataset_id, chunk_id, id);

create sequence snapshot_seq start with 50 increment by 50;
create table snapshot (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null,
  dataset_id bigint not null references dataset (id),
  sha256 char(64) not null,
  manifest_sha char(64) not null,
  row_count bigint not null,
  created_by varchar(140) not null,
  created_at datetime(6) not null
);
create index snapshot_dataset on snapshot (dataset_id, id);
create index snapshot_manifest on snapshot (manifest_sha);
