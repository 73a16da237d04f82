-- Rows are the truth, events are hints: every node polls the epochs and reloads what has changed.
create table epoch (
  name varchar(40) not null primary key,
  number bigint not null
);
insert into epoch (name, number) values ('access', 1), ('routing', 1);

-- ShedLock: a timer's work is done by one node.
create table shedlock (
  name varchar(64) not null primary key,
  lock_until datetime(6) not null,
  locked_at datetime(6) not null,
  locked_by varchar(255) not null
);

-- A running job has an owner, a heartbeat and a fencing number; only an expired owner's job is taken over.
create table job_lease (
  name varchar(80) not null primary key,
  owner varchar(80) not null,
  fence bigint not null,
  expires_at datetime(6) not null,
  execution_id bigint
);

create table idempotency_key (
  organisation_id bigint not null,
  request_key varchar(200) not null,
  request_hash char(64) not null,
  node varchar(36) not null,
  boot varchar(36) not null,
  status int,
  location varchar(500),
  body longtext,
  created_at datetime(6) not null,
  primary key (organisation_id, request_key)
);
create index idempotency_key_age on idempotency_key (created_at);

create sequence organisation_seq start with 50 increment by 50;
create table organisation (
  id bigint not null primary key,
  name varchar(63) not null unique,
  created_at datetime(6) not null
);

create sequence app_user_seq start with 50 increment by 50;
create table app_user (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  name varchar(63) not null unique,
  password_hash varchar(255),
  role varchar(20) not null,
  active boolean not null,
  created_at datetime(6) not null,
  version bigint not null
);
create index app_user_organisation on app_user (organisation_id, id);

create sequence api_token_seq start with 50 increment by 50;
create table api_token (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  user_id bigint not null references app_user (id),
  name varchar(63) not null,
  role varchar(20) not null,
  token_hash char(64) not null unique,
  created_at datetime(6) not null,
  expires_at datetime(6) not null,
  revoked_at datetime(6)
);
create index api_token_organisation on api_token (organisation_id, id);

create table setup_link (
  token_hash char(64) not null primary key,
  created_at datetime(6) not null
);

create sequence audit_entry_seq start with 50 increment by 50;
create table audit_entry (
  id bigint not null primary key,
  organisation_id bigint not null,
  at datetime(6) not null,
  actor varchar(140) not null,
  address varchar(64) not null,
  action varchar(60) not null,
  subject varchar(300) not null,
  outcome varchar(10) not null,
  detail longtext
);
create index audit_entry_organisation on audit_entry (organisation_id, id);
create index audit_entry_subject on audit_entry (organisation_id, subject, id);
create index audit_entry_actor on audit_entry (organisation_id, actor, id);
