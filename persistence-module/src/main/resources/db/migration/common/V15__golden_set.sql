-- Fixed, named rows that the versions of a model are tested on.
create sequence golden_set_seq start with 50 increment by 50;
create table golden_set (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  model_name varchar(63) not null,
  name varchar(63) not null,
  dataset_name varchar(63) not null,
  snapshot_id binary(16) not null,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  constraint golden_set_name unique (organisation_id, model_name, name)
);
