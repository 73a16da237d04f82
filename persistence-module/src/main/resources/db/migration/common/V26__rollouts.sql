-- What a rollout is judged by beside the errors: they count refused inputs too.
alter table histogram_hour add column failed bigint default 0 not null;
alter table histogram_hour add column score_counts longblob;

-- The share of a deployment that takes over step by step, in ten-thousandths.
alter table deployment add column share_buckets int default 0 not null;

-- No version comes into an environment while it is frozen.
alter table environment add column frozen_from datetime(6);
alter table environment add column frozen_until datetime(6);
alter table environment add column frozen_note longtext;

-- Names and versions are copied: they never change. Routing does not read this table: shares are in deployment.
create sequence rollout_seq start with 50 increment by 50;
create table rollout (
  id bigint not null primary key,
  public_id binary(16) not null unique,
  organisation_id bigint not null references organisation (id),
  deployment_id bigint not null unique,
  deployment_public_id binary(16) not null,
  champion_id bigint not null,
  model_id bigint not null,
  model_name varchar(63) not null,
  environment_id bigint not null,
  environment_name varchar(63) not null,
  champion_version_id bigint not null,
  champion_version varchar(100) not null,
  candidate_version_id bigint not null,
  candidate_version varchar(100) not null,
  state varchar(20) not null,
  plan_document longtext not null,
  evidence longtext,
  step_number int not null,
  step_requests bigint not null,
  candidate_requests bigint not null,
  step_started_at datetime(6),
  paused_millis bigint not null,
  paused_at datetime(6),
  standing longtext not null,
  created_by varchar(140) not null,
  created_at datetime(6) not null,
  started_at datetime(6),
  ended_at datetime(6),
  version bigint not null
);
create index rollout_organisation on rollout (organisation_id, id);
create index rollout_state on rollout (state, id);

create sequence rollout_verdict_seq start with 50 increment by 50;
create table rollout_verdict (
  id bigint not null primary key,
  rollout_id bigint not null references rollout (id),
  metric varchar(20) not null,
  outcome varchar(20) not null,
  words longtext not null,
  numbers longtext not null,
  judged_at datetime(6) not null
);
create index rollout_verdict_rollout on rollout_verdict (rollout_id, judged_at, id);

create sequence rollout_event_seq start with 50 increment by 50;
create table rollout_event (
  id bigint not null primary key,
  rollout_id bigint not null references rollout (id),
  kind varchar(20) not null,
  share_buckets int not null,
  words longtext not null,
  happened_by varchar(140) not null,
  happened_at datetime(6) not null
);
create index rollout_event_rollout on rollout_event (rollout_id, happened_at, id);

-- What a shadow was asked, by the node that asked it: one writer a row.
create table rollout_mirror (
  deployment_id bigint not null,
  node varchar(36) not null,
  compared bigint not null,
  differing bigint not null,
  dropped bigint not null,
  primary key (deployment_id, node)
);
