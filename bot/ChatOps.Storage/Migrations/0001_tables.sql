-- Instants are ticks of UTC (100 ns since the year 1), spans are ticks. Words that the API shows are stored as the API writes them.

-- One row an incident: the columns are what lists filter and sort by, body is the whole of it. The counts of alerts and the version are
-- written alone when nothing else changed, so the columns and not the body are right about them.
create table incidents (
  id integer primary key,
  environment text not null,
  service text not null,
  challenge text not null,
  key text not null,
  state text not null,
  level integer not null,
  severity text not null,
  owner text,
  opened_at integer not null,
  resolved_at integer,
  parent integer,
  major integer not null,
  critical_down integer not null,
  merged integer not null,
  firing integer not null,
  ended integer not null,
  unclassified integer not null,
  version integer not null,
  body text not null
);
create index incidents_open on incidents (id) where state <> 'resolved';
create index incidents_urgent on incidents (level, id) where state <> 'resolved';
create index incidents_major on incidents (id) where major = 1 and state <> 'resolved';
create index incidents_critical_down on incidents (id) where critical_down = 1;
create index incidents_owner on incidents (owner, id) where state <> 'resolved';
create index incidents_state on incidents (state, id);
create index incidents_service on incidents (service, id);
create index incidents_open_service on incidents (service) where state <> 'resolved';
create index incidents_key on incidents (key, opened_at);
create index incidents_parent on incidents (parent, id) where parent is not null;

-- Rule 2.1: one open incident of a key. The row goes when the incident is closed or merged away.
create table open_keys (
  key text primary key,
  environment text not null,
  service text not null,
  challenge text not null,
  incident integer not null
) without rowid;
create index open_keys_service on open_keys (service, environment);

-- The append-only record.
create table timeline (
  incident integer not null,
  seq integer not null,
  at integer not null,
  body text not null,
  primary key (incident, seq)
) without rowid;

-- One row a label set, whatever the source. hash is the start of the SHA-256 of the labels. lasts is how long it fires without being repeated.
create table alerts (
  id integer primary key,
  hash blob not null unique,
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
create index alerts_incident on alerts (incident, id) where incident is not null;
create index alerts_expiry on alerts (expires_at) where expires_at is not null;
create index alerts_silenced on alerts (id) where role = 'silenced' and status = 'firing';
create index alerts_ended on alerts (updated_at) where status = 'resolved';

-- The running clocks of all incidents.
create table deadlines (
  incident integer not null,
  clock text not null,
  due_at integer not null,
  primary key (incident, clock)
) without rowid;
create index deadlines_due on deadlines (due_at);

-- Messages on their way out, in the order of their threads, and kept afterwards as the record of what was sent. mention_of is the incident whose
-- mention it carries (a child's may stand in the thread of a major incident); minute is that of the digest that it is.
create table posts (
  id integer primary key autoincrement,
  incident integer,
  platform text not null,
  place text not null,
  kind text not null,
  mention integer,
  mention_of integer,
  seq integer,
  minute integer,
  created_at integer not null,
  state text not null,
  tries integer not null default 0,
  next_at integer,
  ended_at integer,
  reference text,
  detail text,
  message text not null
);
create index posts_waiting on posts (platform, next_at, id) where state = 'waiting';
create index posts_thread on posts (incident, platform, id) where state = 'waiting';
create index posts_mention on posts (mention_of, mention) where mention_of is not null;
create index posts_incident on posts (incident, id);

-- Threads whose head message no longer shows how things stand: one row, whatever happens meanwhile.
create table shows (
  incident integer not null,
  platform text not null,
  place text not null,
  version integer not null,
  since integer not null,
  tries integer not null default 0,
  next_at integer not null,
  primary key (incident, platform)
) without rowid;
create index shows_waiting on shows (platform, next_at);

-- Where the head message of a thread landed, in the platform's own words.
create table heads (
  incident integer not null,
  platform text not null,
  place text not null,
  reference text not null,
  primary key (incident, platform)
) without rowid;

create index heads_reference on heads (platform, reference);

-- Mentions that a storm puts into one digest for each place and minute (rule 2.30).
create table digest_lines (
  platform text not null,
  place text not null,
  minute integer not null,
  incident integer not null,
  mention integer not null,
  written integer not null,
  primary key (platform, place, minute, incident, mention)
) without rowid;
create index digest_lines_due on digest_lines (minute) where written = 0;

-- Attempts of recovery; the row is the truth, whatever runs it. purpose: an attempt, or the verify that rule 2.9 runs again.
create table attempts (
  id integer primary key autoincrement,
  incident integer not null,
  number integer not null,
  purpose text not null,
  environment text not null,
  service text not null,
  runbook text not null,
  plan text not null,
  state text not null,
  fence integer not null default 0,
  node text,
  lease_until integer,
  created_at integer not null,
  started_at integer,
  ended_at integer,
  signal text,
  signal_by text,
  outcome text,
  actions integer not null default 0,
  report text
);
create index attempts_incident on attempts (incident, number);
create index attempts_waiting on attempts (id) where state = 'waiting';
create index attempts_running on attempts (id) where state = 'running';

create table attempt_steps (
  attempt integer not null,
  number integer not null,
  name text not null,
  state text not null,
  started_at integer not null,
  ended_at integer,
  body text not null,
  primary key (attempt, number)
) without rowid;

-- Acting steps as they ran, for the hourly budget (rule 2.10).
create table actions (
  service text not null,
  runbook text not null,
  at integer not null,
  attempt integer not null,
  step integer not null,
  primary key (service, runbook, at, attempt, step)
) without rowid;

-- Rule 6.5: one attempt at a time acts on a target.
create table target_locks (
  target text primary key,
  attempt integer not null,
  since integer not null
) without rowid;
create index target_locks_attempt on target_locks (attempt);

-- heard is how the incidents know it: a sweep tells them when it begins and ends.
create table silences (
  id text primary key,
  heard text not null,
  matchers text not null,
  starts_at integer not null,
  ends_at integer not null,
  created_by text not null,
  comment text not null,
  updated_at integer not null
) without rowid;
create index silences_end on silences (ends_at) where heard <> 'expired';
create index silences_begin on silences (starts_at) where heard = 'pending';

-- Deliveries that were answered: a repeat gets the same answer.
create table received (
  delivery text primary key,
  at integer not null,
  answer text not null
) without rowid;
create index received_at on received (at);

-- Switches that outlast a restart: recovery as a whole ('') or of one service.
create table switches (
  name text not null,
  service text not null,
  is_on integer not null,
  set_by text not null,
  at integer not null,
  primary key (name, service)
) without rowid;

-- Platform identities that people linked to themselves, and the codes on the way there.
create table people_links (
  platform text not null,
  identity text not null,
  person text not null,
  at integer not null,
  primary key (platform, identity)
) without rowid;
create table link_codes (
  code text primary key,
  platform text not null,
  identity text not null,
  expires_at integer not null
) without rowid;

create table postmortems (
  incident integer not null,
  version integer not null,
  at integer not null,
  body text not null,
  primary key (incident, version)
) without rowid;

-- When a source was last heard, and its Watchdog (rules 2.3 and 2.26).
create table sources (
  name text primary key,
  heard_at integer not null,
  watchdog_at integer,
  silent_since integer,
  watchdog_missing integer not null
) without rowid;

-- One row for each incident that ended, and sums of them by day: what the statistics read.
create table outcomes (
  incident integer primary key,
  day integer not null,
  challenge text not null,
  service text not null,
  level integer not null,
  ended_by text not null,
  acknowledge integer,
  resolve integer not null
);
create table outcome_days (
  day integer not null,
  challenge text not null,
  level integer not null,
  ended_by text not null,
  count integer not null,
  acknowledged integer not null,
  acknowledge integer not null,
  resolve integer not null,
  primary key (day, challenge, level, ended_by)
) without rowid;
create table runbook_days (
  day integer not null,
  runbook text not null,
  outcome text not null,
  count integer not null,
  primary key (day, runbook, outcome)
) without rowid;

-- Inputs that could not be served, for an operator.
create table parked (
  number integer primary key autoincrement,
  at integer not null,
  kind text not null,
  body text not null,
  reason text not null
);

-- Written to see whether the disk takes anything.
create table probe (
  id integer primary key check (id = 1),
  at integer not null
);

-- What was said on the local chat. post is the outbox row it came from: a repeat of it makes no second message.
create table chat (
  id integer primary key autoincrement,
  post integer unique,
  incident integer,
  place text not null,
  kind text not null,
  at integer not null,
  changed_at integer not null,
  author text not null,
  message text not null
);
create index chat_incident on chat (incident, id);
create unique index chat_head on chat (incident) where kind = 'head';
create index chat_channel on chat (id) where kind = 'head' or incident is null;
