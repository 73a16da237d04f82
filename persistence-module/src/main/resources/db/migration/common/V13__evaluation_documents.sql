-- What an evaluation found beyond its metrics: addresses by kind of artifact.
alter table training_job add column documents longtext;
