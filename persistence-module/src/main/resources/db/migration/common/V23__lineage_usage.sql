-- What came of a version is found from the other side: forebears become terms, which the server writes when it starts.
update model_version set indexed = false where lineage like '%"parent":"%' or lineage like '%"snapshot":"%';
create index deployment_version on deployment (organisation_id, model_version_id, id);
create index version_comparison_champion on version_comparison (organisation_id, champion_model, champion_version, id);
create index version_comparison_candidate on version_comparison (organisation_id, candidate_model, candidate_version, id);
-- When each version of a model was last asked, without reading the counts.
create index histogram_hour_version on histogram_hour (organisation_id, model_id, model_version_id, hour_start);
