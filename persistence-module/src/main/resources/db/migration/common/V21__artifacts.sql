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
