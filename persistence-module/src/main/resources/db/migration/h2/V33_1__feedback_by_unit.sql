-- Feedback by unit does not know its inference yet.
alter table feedback alter column inference_id drop not null;
