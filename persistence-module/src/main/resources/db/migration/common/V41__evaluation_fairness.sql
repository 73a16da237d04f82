-- How an evaluation found the groups of sensitive features to be treated, as a JSON array of documents; null: evaluated before it was looked at.
alter table version_evaluation add column fairness longtext;
