-- What a platform's adapter has to remember beyond a restart, in its own words: where a conversation is served, whom an id stands for.
create table platform_notes (
  platform text not null,
  key text not null,
  value text not null,
  at integer not null,
  primary key (platform, key)
) without rowid;
