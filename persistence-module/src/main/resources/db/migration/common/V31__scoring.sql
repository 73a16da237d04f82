-- Versions asked about whole datasets; the answers are a file of the store.
create sequence scoring_seq start with 50 increment by 50;
create table scoring (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  model_name varchar(63) not null,
  version_text varchar(100) not null,
  dataset_name varchar(63) not null,
  snapshot_id binary(16) not null,
  answer_format varchar(20) not null,
  all_scores boolean not null,
  state varchar(20) not null,
  parts int,
  parts_done int not null,
  asked_rows bigint not null,
  refused_rows bigint not null,
  file_sha char(64),
  file_bytes bigint,
  attempts int not null,
  claimed_at datetime(6),
  execution_id bigint,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index scoring_model on scoring (organisation_id, model_name, id);
create index scoring_state on scoring (state, id);

-- The answers to one chunk of the snapshot, until all are there and laid together.
create table scoring_part (
  scoring_id bigint not null references scoring (id),
  part_number int not null,
  organisation_id bigint not null references organisation (id),
  sha256 char(64) not null,
  primary key (scoring_id, part_number)
);
create index scoring_part_file on scoring_part (organisation_id, sha256);
