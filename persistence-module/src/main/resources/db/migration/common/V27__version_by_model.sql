-- The newest versions of a model, without sorting all of them.
create index model_version_model on model_version (model_id, id);
