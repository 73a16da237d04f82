-- A/B tests: the plan is a document that nobody filters on; exposures and events are rows without a life of their own.
create sequence experiment_seq start with 50 increment by 50;
create table experiment (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  name varchar(63) not null,
  state varchar(20) not null,
  layer varchar(63),
  traffic int not null,
  slot_from int not null,
  salt varchar(40) not null,
  plan longtext not null,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  started_at datetime(6),
  ends_at datetime(6),
  stopped_at datetime(6),
  stop_reason varchar(2000),
  changes bigint not null,
  unique (organisation_id, name)
);
create index experiment_layer on experiment (organisation_id, layer, state);

-- Once a unit: the variant is its place in the plan, -1 for a unit that is held out.
create table experiment_exposure (
  experiment_id bigint not null,
  unit varchar(200) not null,
  variant int not null,
  at_millis bigint not null,
  primary key (experiment_id, unit)
);

-- Once an event's id.
create table experiment_event (
  experiment_id bigint not null,
  event_id varchar(100) not null,
  unit varchar(200) not null,
  name varchar(63) not null,
  event_value double precision not null,
  at_millis bigint not null,
  primary key (experiment_id, event_id)
);
create index experiment_event_unit on experiment_event (experiment_id, unit);
