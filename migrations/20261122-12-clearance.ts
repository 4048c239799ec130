import { type Kysely, sql } from 'kysely'

// A response is cleared in one to five steps before it is submitted. Who asked, who cleared or returned which part and what
// was reopened is append-only; what stands follows from it. While clearance is open nobody but the focal point edits, and
// only what no standing step covers. A submission needs every step, signed by somebody who was not the last to edit, or
// a waiver; a submitted response goes back to a draft by a reopening that is on record, and in no other way.
export const up = (db: Kysely<unknown>) =>
  sql`
-- public halves only: receipts are verified with the key that signed them, also when a new one signs by now
create table signing_key (
  id text constraint signing_key_is_identified_by_its_thumbprint primary key
    constraint signing_key_thumbprint_is_sha256 check (id ~ '^[A-Za-z0-9_-]{43}$'),
  public_key text not null constraint signing_key_is_ed25519 check (public_key ~ '^[A-Za-z0-9_-]{43}$'),
  at timestamptz not null default now()
);

create table clearance_step (
  study_id uuid not null,
  response_id uuid not null,
  -- a new plan is written beside the one before it, which stays
  plan integer not null constraint clearance_plan_counts_from_one check (plan >= 1),
  step integer not null constraint clearance_has_one_to_five_steps check (step between 1 and 5),
  title text not null constraint clearance_step_has_a_title check (length(title) between 1 and 200),
  role text not null constraint clearance_step_is_held_by_a_respondent check (role in ('focal_point', 'clearing_officer')),
  -- nobody in particular when empty
  person_id uuid constraint clearance_step_is_held_by_a_person references person,
  person_name text,
  -- empty: the whole response
  sections text[] not null default '{}',
  by_name text not null,
  by_person uuid constraint clearance_step_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint clearance_step_is_one_per_plan primary key (study_id, response_id, plan, step),
  constraint clearance_step_belongs_to_response foreign key (study_id, response_id) references response,
  constraint clearance_step_names_the_person_it_means check ((person_id is null) = (person_name is null))
);

create table clearance_request (
  study_id uuid not null,
  response_id uuid not null,
  number integer not null constraint clearance_request_counts_from_one check (number >= 1),
  -- 0: no steps are defined, and the focal point clears alone
  plan integer not null,
  revision integer not null,
  by_name text not null,
  by_person uuid not null constraint clearance_request_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint clearance_request_is_one_per_number primary key (study_id, response_id, number),
  constraint clearance_request_belongs_to_response foreign key (study_id, response_id) references response
);

create table clearance_decision (
  study_id uuid not null,
  response_id uuid not null,
  request integer not null,
  number integer not null constraint clearance_decision_counts_from_one check (number >= 1),
  step integer not null,
  decision text not null constraint clearance_decision_is_known check (decision in ('cleared', 'returned', 'reopened', 'withdrawn')),
  note text not null default '',
  sections text[] not null default '{}',
  -- the items a cleared step covers; empty: all
  items text[],
  revision integer not null,
  by_name text not null,
  -- as the officer typed them
  signed_name text,
  signed_title text,
  by_person uuid not null constraint clearance_decision_is_by_a_person references person,
  at timestamptz not null default clock_timestamp(),
  constraint clearance_decision_is_one_per_number primary key (study_id, response_id, request, number),
  constraint clearance_decision_answers_a_request foreign key (study_id, response_id, request) references clearance_request,
  constraint clearance_decision_to_return_says_why check (decision <> 'returned' or note <> '')
);

create table warning_reason (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  -- the answer, and which of its warnings
  key text not null,
  warning text not null,
  reason text not null constraint warning_reason_says_something check (length(reason) between 1 and 2000),
  revision integer not null,
  by_name text not null,
  by_person uuid not null constraint warning_reason_is_by_a_person references person,
  at timestamptz not null default clock_timestamp(),
  constraint warning_reason_is_identified_by_id primary key (study_id, response_id, id),
  constraint warning_reason_belongs_to_response foreign key (study_id, response_id) references response
);

create table clearance_waiver (
  study_id uuid not null,
  response_id uuid not null,
  number integer not null,
  reason text not null constraint clearance_waiver_says_why check (length(reason) between 1 and 2000),
  by_name text not null,
  by_account uuid not null constraint clearance_waiver_is_by_an_account references account,
  at timestamptz not null default now(),
  constraint clearance_waiver_is_one_per_number primary key (study_id, response_id, number),
  constraint clearance_waiver_belongs_to_response foreign key (study_id, response_id) references response
);

create table reopening_request (
  study_id uuid not null,
  response_id uuid not null,
  submission integer not null,
  number integer not null,
  reason text not null constraint reopening_request_says_why check (length(reason) between 1 and 2000),
  by_name text not null,
  by_role text not null constraint reopening_is_asked_by_one_of_two_roles check (by_role in ('focal_point', 'coordinator')),
  by_person uuid constraint reopening_request_is_by_a_person references person,
  by_account uuid constraint reopening_request_is_by_an_account references account,
  at timestamptz not null default now(),
  constraint reopening_request_is_one_per_number primary key (study_id, response_id, submission, number),
  constraint reopening_request_is_of_a_submission foreign key (study_id, response_id, submission) references submission,
  constraint reopening_request_is_by_somebody check (num_nonnulls(by_person, by_account) = 1)
);

create table reopening (
  study_id uuid not null,
  response_id uuid not null,
  submission integer not null,
  reason text not null constraint reopening_says_why check (length(reason) between 1 and 2000),
  -- the request that was agreed to; empty: the clearing officer's own
  request integer,
  by_name text not null,
  by_person uuid not null constraint reopening_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint reopening_is_one_per_submission primary key (study_id, response_id, submission),
  constraint reopening_is_of_a_submission foreign key (study_id, response_id, submission) references submission,
  constraint reopening_agrees_to_a_request foreign key (study_id, response_id, submission, request) references reopening_request
);

alter table submission add column revision integer;
alter table submission add column request integer;
-- the receipt word for word as it was signed
alter table submission add column receipt text;
alter table submission add column key_id text constraint submission_is_signed_by_a_known_key references signing_key;
alter table submission add column signature text;
alter table submission add constraint submission_receipt_is_signed check (num_nonnulls(receipt, key_id, signature) in (0, 3));
alter table submission add constraint submission_is_one_per_revision unique (study_id, response_id, revision);
alter table submission add constraint submission_is_one_per_clearance unique (study_id, response_id, request);

do $$
declare name text;
begin
  foreach name in array array['signing_key', 'clearance_step', 'clearance_request', 'clearance_decision', 'warning_reason',
    'clearance_waiver', 'reopening_request', 'reopening'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      name || '_is_append_only', name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      name || '_is_never_emptied', name);
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('grant select, insert on %I to mufakat_app', name);
  end loop;
  foreach name in array array['clearance_step', 'clearance_request', 'clearance_decision', 'warning_reason',
    'clearance_waiver', 'reopening_request', 'reopening'] loop
    execute format('create policy %I on %I for select using (study_id = acting_study() and response_id = (select own_response()))',
      name || '_is_read_by_its_members', name);
    execute format('create policy %I on %I for select using ((select acting_role()) = ''system'' and study_id in (select s.id from study s where s.synthetic))',
      name || '_of_a_synthetic_study_is_read_at_boot', name);
    execute format('create policy %I on %I for insert with check ((select acting_role()) = ''system'' and study_id in (select s.id from study s where s.synthetic))',
      name || '_of_a_synthetic_study_is_written_at_boot', name);
  end loop;
end $$;
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
alter table submission drop constraint submission_is_one_per_clearance, drop constraint submission_is_one_per_revision,
  drop constraint submission_receipt_is_signed;
alter table submission drop column signature, drop column key_id, drop column receipt, drop column request, drop column revision;
drop table reopening, reopening_request, clearance_waiver, warning_reason, clearance_decision, clearance_request,
  clearance_step, signing_key;
`.execute(db)
