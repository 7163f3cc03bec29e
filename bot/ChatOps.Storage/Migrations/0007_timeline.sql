-- Entries stand in the order in which they came, so that those of one transaction share a page whatever incidents they are of; the index that finds an
-- incident's is small. Kept in the order of incidents, each entry had pages of its own to write, and rows this long made the tree deep.
alter table timeline rename to timeline_before;
create table timeline (
  id integer primary key,
  incident integer not null,
  seq integer not null,
  at integer not null,
  body text not null
);
insert into timeline (incident, seq, at, body) select incident, seq, at, body from timeline_before order by incident, seq;
drop table timeline_before;
create unique index timeline_incident on timeline (incident, seq);
