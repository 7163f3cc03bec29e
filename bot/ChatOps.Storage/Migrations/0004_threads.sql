-- The incident that a message's buttons act on and the stamp with which they were drawn (rule 2.16), while they stand under it on a platform that shows
-- what was posted until it is told otherwise; fade_at: they can no longer be pressed, and the message is due then to be shown without them.
alter table posts add column acts_on integer;
alter table posts add column stamp integer;
alter table posts add column fade_at integer;
create index posts_buttons on posts (acts_on) where stamp is not null;
create index posts_fading on posts (platform, fade_at) where fade_at is not null;

-- Of a thread only the oldest message has a next_at; the others get theirs when it is over. So a long queue in one thread costs those of others nothing.
update posts set next_at = null where state = 'waiting' and exists (
  select 1 from posts e where e.state = 'waiting' and e.incident = posts.incident and e.platform = posts.platform and e.id < posts.id);
create index posts_waiting_mentions on posts (incident, platform) where state = 'waiting' and kind = 'mention';
