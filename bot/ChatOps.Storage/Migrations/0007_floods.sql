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

-- Which row a label set has is looked up in memory; the identities are as good as random, and an index by them was a page to write for each alert that
-- is new. What the memory is filled from at a start grows at its end alone.
create table alerts_after (
  id integer primary key,
  hash blob not null,
  labels text not null,
  status text not null,
  role text not null,
  incident integer,
  source text not null,
  starts_at integer not null,
  ends_at integer,
  ended_by text,
  expires_at integer,
  lasts integer,
  updated_at integer not null,
  detail text not null
);
insert into alerts_after (id, hash, labels, status, role, incident, source, starts_at, ends_at, ended_by, expires_at, lasts, updated_at, detail)
  select id, hash, labels, status, role, incident, source, starts_at, ends_at, ended_by, expires_at, lasts, updated_at, detail from alerts order by id;
drop table alerts;
alter table alerts_after rename to alerts;
create index alerts_identity on alerts (id, hash);
create index alerts_incident on alerts (incident, id) where incident is not null;
create index alerts_expiry on alerts (expires_at) where expires_at is not null;
create index alerts_silenced on alerts (id) where role = 'silenced' and status = 'firing';
create index alerts_ended on alerts (updated_at) where status = 'resolved';
