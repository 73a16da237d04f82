-- What a deployment asks for its version beside the time of its health check; null: nothing is asked.
alter table deployment add column concurrency int;
alter table deployment add column memory_budget bigint;
alter table deployment add column canary longtext;

-- Names of the models that a caller may ask, one a line; null: all.
alter table app_user add column models longtext;
alter table api_token add column models longtext;
-- Of who gave it, so that what waits for its inference is held to the same; null: all.
alter table feedback add column models longtext;

-- Feedback whose inference is told by its unit: the latest within a window before it was observed.
alter table feedback add column sought_unit varchar(255);
alter table feedback add column sought_item varchar(100);
alter table feedback add column sought_model_id bigint;
alter table feedback add column sought_millis bigint;
