-- What a search tried, and the trainer that it chose.
alter table training_job add column chosen_trainer longtext;
create table training_trial (
  training_job_id binary(16) not null,
  trial int not null,
  document longtext not null,
  primary key (training_job_id, trial)
);
