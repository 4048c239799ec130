import { type Kysely, sql } from 'kysely'

// What somebody said before, in an earlier wave or in a register of the research team, is offered and is no answer. An offer
// never changes, and neither does a decision about it: the latest decision stands. Only a person makes an answer of it.
export const up = (db: Kysely<unknown>) =>
  sql`
create table prefill_offer (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  -- the version it was worked out for, in whose words item, row and value are
  instrument_hash char(64) not null constraint prefill_offer_is_of_released_instrument references instrument_version,
  item text not null,
  row text not null default '',
  -- the roster of the respondent's own records it stands in
  roster text,
  value jsonb constraint prefill_offer_value_is_not_json_null check (value <> 'null'),
  missing text constraint prefill_offer_missing_reason_is_declarable
    check (missing in ('dont_know', 'refused', 'not_applicable', 'not_available')),
  kind text not null constraint prefill_offer_kind_is_known check (kind in ('wave', 'register')),
  -- the submission it was said in, and under which name there
  wave_code text,
  wave_title text,
  reference text,
  sha256 char(64) constraint prefill_offer_submission_is_named_by_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  source_hash char(64) constraint prefill_offer_is_from_released_instrument references instrument_version,
  source_item text,
  source_row text,
  -- the register, and each entry with its source, certainty and day
  register text,
  entries jsonb constraint prefill_offer_entries_are_a_list check (jsonb_typeof(entries) = 'array'),
  as_of date not null,
  -- why it can be read and not confirmed; value and missing are then as they were said
  broken text,
  why text not null default '',
  offered_at timestamptz not null default now(),
  constraint prefill_offer_is_identified_by_id primary key (study_id, response_id, id),
  constraint prefill_offer_keeps_its_item unique (study_id, response_id, id, item),
  constraint prefill_offer_is_one_per_item_and_row unique (study_id, response_id, item, row),
  constraint prefill_offer_is_a_value_or_a_missing_reason check (num_nonnulls(value, missing) = 1),
  constraint prefill_offer_says_where_it_comes_from check (
    case kind when 'wave' then num_nulls(wave_code, wave_title, reference, sha256, source_hash, source_item, source_row) = 0
      and num_nonnulls(register, entries) = 0
    else num_nulls(register, entries) = 0 and jsonb_array_length(entries) > 0
      and num_nonnulls(wave_code, wave_title, reference, sha256, source_hash, source_item, source_row) = 0 end),
  constraint prefill_offer_belongs_to_response foreign key (study_id, response_id) references response
);
create trigger prefill_offer_is_append_only before update or delete on prefill_offer
  for each row execute function refuse_change();
create trigger prefill_offer_is_never_emptied before truncate on prefill_offer
  for each statement execute function refuse_change();

create table prefill_decision (
  study_id uuid not null,
  response_id uuid not null,
  offer_id uuid not null,
  item text not null,
  number integer not null constraint prefill_decision_number_counts_from_one check (number >= 1),
  decision text not null constraint prefill_decision_is_known
    check (decision in ('confirmed', 'no_longer_applies', 'undone')),
  by_name text not null,
  by_person uuid not null constraint prefill_decision_is_by_a_person references person,
  at timestamptz not null default now(),
  constraint prefill_decision_is_one_per_number primary key (study_id, response_id, offer_id, number),
  constraint prefill_decision_is_about_an_offer foreign key (study_id, response_id, offer_id, item)
    references prefill_offer (study_id, response_id, id, item)
);
create trigger prefill_decision_is_append_only before update or delete on prefill_decision
  for each row execute function refuse_change();
create trigger prefill_decision_is_never_emptied before truncate on prefill_decision
  for each statement execute function refuse_change();

-- what is broken can be read and set aside, and is never confirmed
create function refuse_broken_offer() returns trigger language plpgsql as $$
begin
  if new.decision = 'confirmed' and exists (select from prefill_offer o where o.study_id = new.study_id
      and o.response_id = new.response_id and o.id = new.offer_id and o.broken is not null) then
    raise exception 'this earlier answer can only be read'
      using errcode = 'restrict_violation', constraint = 'prefill_decision_confirms_what_is_whole', table = 'prefill_decision';
  end if;
  return new;
end $$;
create trigger prefill_decision_confirms_what_is_whole before insert on prefill_decision
  for each row execute function refuse_broken_offer();

alter table prefill_offer enable row level security, force row level security;
alter table prefill_decision enable row level security, force row level security;
grant select, insert on prefill_offer, prefill_decision to mufakat_app;

create policy prefill_offer_is_read_by_its_members on prefill_offer for select
  using (study_id = acting_study() and response_id = (select own_response()));
create policy prefill_offer_is_read_by_who_makes_it on prefill_offer for select
  using ((select acting_role()) = 'coordinator'
    or (select acting_role()) = 'system' and study_id in (select s.id from study s where s.synthetic));
-- made by the research side, for drafts, and never by who answers
create policy prefill_offer_is_made_for_a_draft on prefill_offer for insert
  with check (((select acting_role()) = 'coordinator'
      or (select acting_role()) = 'system' and study_id in (select s.id from study s where s.synthetic))
    and exists (select from response r where r.study_id = prefill_offer.study_id and r.id = prefill_offer.response_id
      and r.state = 'draft'));

create policy prefill_decision_is_read_by_its_members on prefill_decision for select
  using (study_id = acting_study() and response_id = (select own_response()));
create policy prefill_decision_is_made_while_a_draft on prefill_decision for insert
  with check (study_id = acting_study() and response_id = (select own_draft()) and by_person = acting_person());

-- read, too, by those alone who may decide about it: what is offered is no answer that others would need as context
do $$
declare name text;
begin
  foreach name in array array['prefill_offer', 'prefill_decision'] loop
    execute format('create policy %I on %I as restrictive for select
        using ((select own_scope()) is null or array[item] <@ (select own_scope()))',
      name || '_is_read_within_what_was_asked', name);
    execute format('create policy %I on %I as restrictive for insert
        with check ((select own_scope()) is null or array[item] <@ (select own_scope()))',
      name || '_is_made_within_what_was_asked', name);
  end loop;
end $$;
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop table prefill_decision, prefill_offer;
drop function refuse_broken_offer();
`.execute(db)
