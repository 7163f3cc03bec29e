-- Answers that follow an acknowledgement, in their platform's own words, until the platform has them.
create table late_answers (
  id integer primary key autoincrement,
  platform text not null,
  answer text not null,
  at integer not null,
  until integer not null
);
create index late_answers_platform on late_answers (platform, id);
