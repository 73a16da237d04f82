-- Whom the answer was about, of feedback that is joined from now on: answers of one unit are not independent, and the log forgets them sooner.
alter table feedback add column unit varchar(255);
