-- What a model's answers are worth to the business, as its people declare it.
create sequence business_declaration_seq start with 50 increment by 50;
create table business_declaration (
  id bigint not null primary key,
  organisation_id bigint not null references organisation (id),
  model_id bigint not null references model (id),
  document longtext not null,
  changes bigint not null,
  changed_by varchar(140) not null,
  changed_at datetime(6) not null,
  constraint business_declaration_model unique (organisation_id, model_id)
);
