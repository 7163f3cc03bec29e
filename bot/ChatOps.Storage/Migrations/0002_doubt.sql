-- How sure it is that the platform has not got a message that waits: 0 sure, 1 it was being sent, each question without an answer one more. Written
-- before it is sent, so that a crash in between is known.
alter table posts add column doubt integer not null default 0;
alter table shows add column doubt integer not null default 0;

-- Whether a digest stands for an incident.
create index digest_lines_incident on digest_lines (incident, platform);

-- Tells the messages of this database from those of any other bot, or of one that began anew with the same numbers.
create table instance (
  key text not null
);
insert into instance (key) values (lower(hex(randomblob(8))));
