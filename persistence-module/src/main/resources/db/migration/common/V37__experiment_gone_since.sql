-- When an experiment was deleted: its mark outlives its rows for a day, so that what was on its way then is found by a later run.
alter table experiment_gone add column gone_millis bigint not null default 0;
