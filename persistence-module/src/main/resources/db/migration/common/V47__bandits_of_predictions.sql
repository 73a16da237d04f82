-- What an answer's unit was divided by, where a bandit divides predictions; null where shares are fixed. The inference log stays as narrow as
-- it was: an answer of an experiment has a row of its own.
alter table experiment_answer add column round_number bigint;
alter table experiment_answer add column propensity int;
