-- What versions of all models must fulfil before they serve an environment, as JSON; null: nothing beyond their models' own policies.
alter table environment add column policy longtext;
