-- What the inference log keeps of a model's inputs, as JSON; null: the usual.
alter table model add column log_policy longtext;
