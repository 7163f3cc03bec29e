-- How often a runbook mended a challenge of a service, ever, and how it fares lately: counted in the transaction that ends an attempt, so that reading it
-- costs the same after ten years.
create table runbook_scores (
  runbook text not null,
  challenge text not null,
  service text not null,
  passed integer not null,
  failed integer not null,
  primary key (runbook, challenge, service)
) without rowid;
create table runbook_trials (
  runbook text not null,
  service text not null,
  failed_in_a_row integer not null,
  incident integer,
  primary key (runbook, service)
) without rowid;

-- A target is held until then, unless its attempt gives a sign of life: what a crash left behind ends by itself.
alter table target_locks add column until integer not null default 0;
