-- What people say of a model and of a version, and where a version is in its life.
alter table model add column description longtext;
alter table model add column owners longtext;
alter table model add column tags longtext;
alter table model add column policy longtext;
alter table model add column deleted_at datetime(6);
alter table model add column lock_version bigint default 0 not null;

alter table model_version add column former_stage varchar(20);
alter table model_version add column description longtext;
alter table model_version add column change_log longtext;
alter table model_version add column declared longtext;
alter table model_version add column successor_text varchar(100);
alter table model_version add column created_by varchar(140);
alter table model_version add column deleted_at datetime(6);
alter table model_version add column indexed boolean default false not null;
create index model_version_number on model_version (model_id, major, minor, patch);
create index model_version_stage on model_version (organisation_id, stage, id);
create index model_version_organisation on model_version (organisation_id, id);

-- A name for a version. 'champion' is kept by the server: one a model and environment, that which serves there.
create sequence model_alias_seq start with 50 increment by 50;
create table model_alias (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  model_id bigint not null references model (id),
  environment_name varchar(63) not null,
  name varchar(63) not null,
  model_version_id bigint not null references model_version (id),
  set_by varchar(140) not null,
  set_at datetime(6) not null,
  unique (organisation_id, model_id, environment_name, name)
);
create index model_alias_version on model_alias (model_version_id);

-- What versions are searched by; written from their documents.
create sequence version_term_seq start with 50 increment by 50;
create table version_term (
  id bigint not null primary key,
  organisation_id bigint not null,
  model_version_id bigint not null references model_version (id),
  kind varchar(10) not null,
  term varchar(200) not null,
  unique (organisation_id, kind, term, model_version_id)
);
create index version_term_version on version_term (model_version_id);
create sequence version_metric_seq start with 50 increment by 50;
create table version_metric (
  id bigint not null primary key,
  organisation_id bigint not null,
  model_version_id bigint not null references model_version (id),
  name varchar(100) not null,
  metric_value double precision not null,
  unique (organisation_id, name, metric_value, model_version_id)
);
create index version_metric_version on version_metric (model_version_id, name);

-- Who thinks that a version may serve an environment.
create sequence approval_seq start with 50 increment by 50;
create table approval (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  model_version_id bigint not null references model_version (id),
  environment_name varchar(63) not null,
  person varchar(140) not null,
  decision varchar(20) not null,
  comment_text longtext,
  created_at datetime(6) not null,
  unique (organisation_id, model_version_id, environment_name, person)
);

-- what serves already is champion there
insert into model_alias (id, organisation_id, model_id, environment_name, name, model_version_id, set_by, set_at)
select next value for model_alias_seq, d.organisation_id, d.model_id, d.environment_name, 'champion', d.model_version_id,
  d.created_by, d.activated_at
from deployment d where d.state = 'ACTIVE';
update model_version set stage = 'STAGING' where stage = 'READY'
  and id in (select model_version_id from deployment where state = 'ACTIVE' and environment_name = 'staging');
update model_version set stage = 'PRODUCTION' where stage in ('READY', 'STAGING')
  and id in (select model_version_id from deployment where state = 'ACTIVE' and environment_name = 'production');
