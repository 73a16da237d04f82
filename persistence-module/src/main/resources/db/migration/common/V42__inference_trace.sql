-- Answers of one trace are looked for by it.
create index inference_trace on inference (organisation_id, trace_id);
