-- Files from elsewhere that a batch job makes versions of.
create sequence version_import_seq start with 50 increment by 50;
create table version_import (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  model_name varchar(63) not null,
  file_format varchar(20) not null,
  wish longtext not null,
  file_sha char(64),
  file_bytes bigint not null,
  version_text varchar(100),
  state varchar(20) not null,
  attempts int not null,
  claimed_at datetime(6),
  execution_id bigint,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index version_import_model on version_import (organisation_id, model_name, id);
create index version_import_state on version_import (state, id);
create index version_import_file on version_import (organisation_id, file_sha);
