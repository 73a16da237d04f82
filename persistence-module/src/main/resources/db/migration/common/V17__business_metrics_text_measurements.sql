-- What a model's answers are worth to the business, as its people declare it.
create sequence business_declaration_seq start with 50 increment by 50;
create table business_declaration (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  model_id bigint not null references model (id),
  document longtext not null,
  changes bigint not null,
  changed_by varchar(140) not null,
  changed_at datetime(6) not null,
  constraint business_declaration_model unique (organisation_id, model_id)
);

-- Files of generated texts that are measured by a batch job.
create sequence text_measurement_seq start with 50 increment by 50;
create table text_measurement (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  file_sha char(64) not null,
  file_bytes bigint not null,
  result longtext,
  state varchar(20) not null,
  attempts int not null,
  claimed_at datetime(6),
  execution_id bigint,
  problem longtext,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  ended_at datetime(6)
);
create index text_measurement_state on text_measurement (state, id);
