-- Files on their way in. How many bytes have arrived, the file on the node's disk tells.
create sequence upload_seq start with 50 increment by 50;
create table upload (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  bytes bigint not null,
  expected char(64),
  sha256 char(64),
  state varchar(20) not null,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  touched_at datetime(6) not null
);
create index upload_organisation on upload (organisation_id, state, id);
create index upload_touched on upload (touched_at);

-- What the blocks of 8 MiB of a large file hash to, one behind the other. Of no organisation: it is said of bytes, whoever has them.
create table artifact_blocks (
  sha256 char(64) not null primary key,
  bytes bigint not null,
  hashes longblob not null
);

-- Looks at every file that an organisation's rows refer to, in parts by the files' first hex digit.
create sequence scrub_seq start with 50 increment by 50;
create table scrub (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index scrub_organisation on scrub (organisation_id, id);

create table scrub_part (
  scrub_id bigint not null references scrub (id),
  part int not null,
  last_sha char(64) not null,
  checked bigint not null,
  bytes bigint not null,
  damaged bigint not null,
  missing bigint not null,
  primary key (scrub_id, part)
);

create table scrub_finding (
  scrub_id bigint not null references scrub (id),
  sha256 char(64) not null,
  problem varchar(20) not null,
  actual char(64),
  refers longtext not null,
  primary key (scrub_id, sha256)
);
