-- Finds what was answered about one unit, newest first, without reading the log.
create index inference_unit on inference (organisation_id, unit, at);
