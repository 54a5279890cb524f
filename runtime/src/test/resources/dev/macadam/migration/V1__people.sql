create table Person (
  id bigint primary key,
  version integer not null,
  name varchar(255) not null unique,
  parent_id bigint references Person
);
create sequence Person_SEQ start with 1 increment by 50;
