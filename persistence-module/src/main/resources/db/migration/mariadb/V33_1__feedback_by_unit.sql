-- Feedback by unit does not know its inference yet.
alter table feedback modify column inference_id binary(16);
