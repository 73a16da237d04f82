-- Results are read from the answers: an index by unit, in which rows come in no order, cost each prediction more than its row.
drop index experiment_answer_unit on experiment_answer;
