-- Bandits: a round is a stretch of time in which new units are divided by the same propensities, in hundredths of a percent; a row a round
-- and variant, with what the round rested on. The newest round alone is due.
create table experiment_round (
  experiment_id bigint not null,
  round_number bigint not null,
  variant int not null,
  from_millis bigint not null,
  due_millis bigint,
  buckets int not null,
  chance double precision not null,
  units bigint not null,
  successes bigint not null,
  primary key (experiment_id, round_number, variant)
);
create index experiment_round_due on experiment_round (due_millis);

-- What a unit of a bandit was assigned by, once; null where shares are fixed.
alter table experiment_exposure add column round_number bigint;
alter table experiment_exposure add column propensity int;
