-- An environment that was removed is kept for what served in it; made again, it goes on with its history.
alter table environment add column closed_at datetime(6);
