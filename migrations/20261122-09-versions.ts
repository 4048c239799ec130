import { type Kysely, sql } from 'kysely'

// A wave may offer a newer version of its questionnaire; a response moves there when its focal point says so, and back
// until it is submitted. Nothing is deleted: what a move cannot keep stands in earlier_answer, what stood before it in
// response_move, and an answer that a person should look at again says so itself.
export const up = (db: Kysely<unknown>) =>
  sql`
create table version_offer (
  study_id uuid not null,
  wave_id uuid not null,
  number integer not null constraint version_offer_number_counts_from_one check (number >= 1),
  instrument_hash char(64) not null constraint version_offer_is_of_released_instrument references instrument_version,
  by_name text not null,
  by_account uuid constraint version_offer_is_by_an_account references account,
  at timestamptz not null default now(),
  constraint version_offer_is_one_per_number primary key (study_id, wave_id, number),
  constraint version_offer_is_made_once unique (study_id, wave_id, instrument_hash),
  constraint version_offer_belongs_to_wave foreign key (study_id, wave_id) references wave
);
create trigger version_offer_is_append_only before update or delete on version_offer
  for each row execute function refuse_change();
create trigger version_offer_is_never_emptied before truncate on version_offer
  for each statement execute function refuse_change();

create table response_move (
  study_id uuid not null,
  response_id uuid not null,
  number integer not null constraint response_move_number_counts_from_one check (number >= 1),
  from_hash char(64) not null constraint response_move_is_from_released_instrument references instrument_version,
  to_hash char(64) not null constraint response_move_is_to_released_instrument references instrument_version,
  -- the move that this one takes back
  reverses integer,
  before jsonb not null constraint response_move_before_is_a_list check (jsonb_typeof(before) = 'array'),
  keys jsonb not null constraint response_move_keys_are_an_object check (jsonb_typeof(keys) = 'object'),
  kept integer not null,
  looks integer not null,
  set_aside integer not null,
  by_name text not null,
  by_person uuid constraint response_move_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint response_move_is_one_per_number primary key (study_id, response_id, number),
  constraint response_move_is_taken_back_once unique (study_id, response_id, reverses),
  constraint response_move_takes_back_an_earlier_one check (reverses < number),
  constraint response_move_goes_somewhere check (from_hash <> to_hash),
  constraint response_move_belongs_to_response foreign key (study_id, response_id) references response
);
create trigger response_move_is_append_only before update or delete on response_move
  for each row execute function refuse_change();
create trigger response_move_is_never_emptied before truncate on response_move
  for each statement execute function refuse_change();

create table earlier_answer (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  -- the version the answer was given in
  instrument_hash char(64) not null constraint earlier_answer_is_of_released_instrument references instrument_version,
  item text not null,
  row text not null default '',
  value jsonb,
  missing text,
  outcome text not null constraint earlier_answer_outcome_is_known check (outcome in ('look', 'set_aside', 'reversed')),
  reason text not null,
  to_item text,
  to_row text,
  -- the move that found no place for it, or the change that came after the move
  move integer,
  mutation_id uuid,
  by_name text not null,
  given_at timestamptz not null,
  at timestamptz not null default now(),
  constraint earlier_answer_is_identified_by_id primary key (study_id, response_id, id),
  constraint earlier_answer_is_a_value_or_a_missing_reason check (num_nonnulls(value, missing) = 1),
  constraint earlier_answer_belongs_to_response foreign key (study_id, response_id) references response
);
create trigger earlier_answer_is_append_only before update or delete on earlier_answer
  for each row execute function refuse_change();
create trigger earlier_answer_is_never_emptied before truncate on earlier_answer
  for each statement execute function refuse_change();

-- why a person should look at this answer again; empty once it was confirmed or changed
alter table answer add column look text;
alter table answer drop constraint answer_origin_is_known;
alter table answer add constraint answer_origin_is_known
  check (origin in ('respondent', 'prefill', 'carried_over', 'import', 'demonstration', 'moved'));

create function refuse_version_change() returns trigger language plpgsql as $$
begin
  raise exception 'a response moves to another version by its focal point and by a move that is on record'
    using errcode = 'restrict_violation', constraint = 'response_moves_by_its_focal_point', table = 'response';
end $$;
create function is_on_record(study uuid, response uuid, hash char(64)) returns boolean language sql stable
  return coalesce((select m.to_hash from response_move m where m.study_id = study and m.response_id = response
    order by m.number desc limit 1) = hash, false);
create trigger response_moves_by_its_focal_point before update of instrument_hash on response
  for each row when (old.instrument_hash is distinct from new.instrument_hash
    and not (coalesce(acting_role() = 'focal_point', false) and is_on_record(old.study_id, old.id, new.instrument_hash)))
  execute function refuse_version_change();

alter table version_offer enable row level security, force row level security;
alter table response_move enable row level security, force row level security;
alter table earlier_answer enable row level security, force row level security;
grant select, insert on version_offer, response_move, earlier_answer to mufakat_app;
grant update (instrument_hash) on response to mufakat_app;
grant update (look) on answer to mufakat_app;

create policy version_offer_is_read on version_offer for select
  using (acting_role() in ('gate', 'system') or acting_as_staff() or acting_as_respondent() and study_id = acting_study());
create policy version_offer_is_made_by_coordinators on version_offer for insert
  with check (acting_role() = 'coordinator' and by_account = acting_account() or acting_role() = 'system');

create policy response_move_is_read_by_its_members on response_move for select
  using (study_id = acting_study() and response_id = (select own_response()));
create policy response_move_is_made_by_its_focal_point on response_move for insert
  with check (acting_role() = 'focal_point' and by_person = acting_person()
    and study_id = acting_study() and response_id = (select own_draft()));

create policy earlier_answer_is_read_by_its_members on earlier_answer for select
  using (study_id = acting_study() and response_id = (select own_response()));
create policy earlier_answer_is_kept_while_a_draft on earlier_answer for insert
  with check (study_id = acting_study() and response_id = (select own_draft()));
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop trigger response_moves_by_its_focal_point on response;
drop function is_on_record(uuid, uuid, char);
drop function refuse_version_change();
revoke update (instrument_hash) on response from mufakat_app;
alter table answer drop column look;
alter table answer drop constraint answer_origin_is_known;
alter table answer add constraint answer_origin_is_known
  check (origin in ('respondent', 'prefill', 'carried_over', 'import', 'demonstration'));
drop table earlier_answer, response_move, version_offer;
`.execute(db)
