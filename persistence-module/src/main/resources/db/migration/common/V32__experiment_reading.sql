-- What is known of a unit when it is assigned: once, so that no variant can move it. Segments in the plan's order.
alter table experiment_exposure add column covariate double precision;
alter table experiment_exposure add column segment_0 varchar(60);
alter table experiment_exposure add column segment_1 varchar(60);
alter table experiment_exposure add column segment_2 varchar(60);
alter table experiment_exposure add column segment_3 varchar(60);
alter table experiment_exposure add column segment_4 varchar(60);
create index experiment_exposure_time on experiment_exposure (experiment_id, at_millis);

-- Results read the events that a metric wants, unit by unit, from the index alone.
create index experiment_event_wanted on experiment_event (experiment_id, unit, name, at_millis, event_value);
drop index experiment_event_unit on experiment_event;

-- Experiments that were deleted and whose rows are still to go, some at a time.
create table experiment_gone (
  experiment_id bigint not null primary key,
  organisation_id bigint not null
);
create index experiment_gone_organisation on experiment_gone (organisation_id, experiment_id);
