-- Experiments whose variants are versions or models: where they run, beside which deployment, and what each variant asks, settled at the
-- start. The model is that of VERSIONS alone, so that deployments and rollouts find what runs in their place.
alter table experiment add column model_id bigint;
alter table experiment add column environment_id bigint;
alter table experiment add column champion_deployment_id bigint;
alter table experiment add column targets longtext;
create index experiment_place on experiment (organisation_id, model_id, environment_id, state);

-- What a unit that takes part was answered: once an inference, by the drain, in the transaction of its row of the inference log. It
-- outlives that row, since results need it longer.
create table experiment_answer (
  experiment_id bigint not null,
  inference_id binary(16) not null,
  unit varchar(200) not null,
  variant int not null,
  at_millis bigint not null,
  latency_micros bigint not null,
  answered boolean not null,
  primary key (experiment_id, inference_id)
);
-- Results are added up unit by unit.
create index experiment_answer_unit on experiment_answer (experiment_id, unit, at_millis);
