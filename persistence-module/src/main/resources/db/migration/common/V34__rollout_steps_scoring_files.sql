-- What was gathered without telling the steps apart cannot be compared: rollouts that run gather anew, by step. The verdicts of all stay.
update rollout set evidence = null;

-- Keys that belong to the installation, as hexadecimal text: each is made when it is needed first. No backup has them.
create table installation_key (
  name varchar(40) not null primary key,
  secret varchar(64) not null
);
