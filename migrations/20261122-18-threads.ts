import { type Kysely, sql } from 'kysely'

// Threads on an item or on the whole response. Who reads one follows from its scope: people of the ministry that opened it,
// everybody whose part covers the item, or the research team as well. A scope is narrowed by the author or the focal point;
// it is widened by the author alone, and only while nobody else has written in the thread: nobody's words reach more people
// than they were written for. Messages stay; a text that was taken back goes, and that there was one stays.
export const up = (db: Kysely<unknown>) =>
  sql`
create table thread (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  -- empty: the response as a whole
  item text,
  scope text not null constraint thread_scope_is_known check (scope in ('ministry', 'administration', 'research')),
  -- the ministry of whoever opened it; empty: the research team did
  body text,
  by_name text not null,
  by_person uuid constraint thread_is_by_a_person references person,
  by_account uuid constraint thread_is_by_an_account references account,
  at timestamptz not null default clock_timestamp(),
  messages integer not null default 0,
  last_at timestamptz not null default clock_timestamp(),
  resolved_by text,
  resolved_at timestamptz,
  constraint thread_is_identified_by_id primary key (study_id, response_id, id),
  constraint thread_belongs_to_response foreign key (study_id, response_id) references response,
  constraint thread_is_by_somebody check (num_nonnulls(by_person, by_account) = 1),
  constraint thread_of_a_person_is_of_a_ministry check ((by_person is null) = (body is null)),
  constraint thread_of_the_research_team_is_shared_with_it check (by_person is not null or scope = 'research'),
  constraint thread_resolved_says_by_whom check ((resolved_at is null) = (resolved_by is null))
);

create table thread_message (
  study_id uuid not null,
  response_id uuid not null,
  id uuid not null,
  thread_id uuid not null,
  -- counted by the thread
  number integer not null,
  text text not null constraint thread_message_is_short check (char_length(text) <= 4000),
  by_name text not null,
  by_body text,
  by_person uuid constraint thread_message_is_by_a_person references person,
  by_account uuid constraint thread_message_is_by_an_account references account,
  at timestamptz not null default clock_timestamp(),
  taken_back_at timestamptz,
  constraint thread_message_is_identified_by_id primary key (study_id, response_id, id),
  constraint thread_message_is_one_per_number unique (study_id, response_id, thread_id, number),
  constraint thread_message_stands_in_a_thread foreign key (study_id, response_id, thread_id) references thread,
  constraint thread_message_is_by_somebody check (num_nonnulls(by_person, by_account) = 1),
  constraint thread_message_says_something check ((text = '') = (taken_back_at is not null))
);

-- who is meant, by name: unread for them, and what a digest by mail can be made of
create table thread_mention (
  study_id uuid not null,
  response_id uuid not null,
  thread_id uuid not null,
  message_id uuid not null,
  person_id uuid not null constraint thread_mention_is_of_a_person references person,
  person_name text not null,
  at timestamptz not null default clock_timestamp(),
  constraint thread_mention_is_one_per_message_and_person primary key (study_id, response_id, message_id, person_id),
  constraint thread_mention_is_in_a_message foreign key (study_id, response_id, message_id) references thread_message
);
create index thread_mention_of_person on thread_mention (person_id, at);

-- up to which message somebody has read
create table thread_look (
  study_id uuid not null,
  response_id uuid not null,
  thread_id uuid not null,
  -- a person or an account
  reader uuid not null,
  number integer not null,
  at timestamptz not null default clock_timestamp(),
  constraint thread_look_is_one_per_reader primary key (study_id, response_id, thread_id, reader),
  constraint thread_look_is_at_a_thread foreign key (study_id, response_id, thread_id) references thread
);

-- no ministry named: the focal point's own office
create function ministry_called(body text) returns text language sql immutable
  return lower(regexp_replace(btrim(body), '[[:space:]]+', ' ', 'g'));
create function own_body() returns text language sql stable
  return (select m.body from membership m where m.study_id = acting_study() and m.response_id = acting_response()
    and m.person_id = acting_person());
create function own_ministry() returns text language sql stable return ministry_called(own_body());
create function acting_for_research() returns boolean language sql stable parallel safe
  return coalesce(current_setting('app.role', true) in ('coordinator', 'researcher'), false);
create function acting_reader() returns uuid language sql stable parallel safe
  return coalesce(acting_person(), acting_account());
create function width_of(scope text) returns integer language sql immutable
  return array_position(array['ministry', 'administration', 'research'], scope);

-- who of the administration reads what is written in this scope: the gate's right lasts for this call only
create function readers_of(asked text, scope text, of_body text) returns table (person uuid, name text, body text)
language plpgsql as $$
declare acting text := current_setting('app.role', true);
begin
  if own_response() is null then return; end if;
  perform set_config('app.role', 'gate', true);
  return query
    select p.id, p.name, m.body from membership m join person p on p.id = m.person_id
    where m.study_id = acting_study() and m.response_id = acting_response() and m.withdrawn_at is null
      and (m.items is null or asked = any(m.items))
      and (readers_of.scope <> 'ministry' or ministry_called(m.body) = ministry_called(of_body))
    order by p.name, p.id;
  perform set_config('app.role', acting, true);
end $$;

create function refuse_scope() returns trigger language plpgsql as $$
begin
  raise exception 'this scope is not theirs to choose' using errcode = 'restrict_violation', constraint = tg_name, table = 'thread';
end $$;
create function has_other_authors(study uuid, response uuid, thread uuid, author uuid) returns boolean language plpgsql as $$
begin
  -- plpgsql, so that a message which was waited for is seen
  return exists (select from thread_message m where m.study_id = study and m.response_id = response
    and m.thread_id = thread and m.by_person is distinct from author);
end $$;
create trigger thread_is_widened_by_its_only_author before update on thread for each row
  when (width_of(new.scope) > width_of(old.scope) and (old.by_person is distinct from acting_person()
    or has_other_authors(old.study_id, old.response_id, old.id, old.by_person)))
  execute function refuse_scope();
create trigger thread_is_narrowed_by_its_author_or_the_focal_point before update on thread for each row
  when (width_of(new.scope) < width_of(old.scope) and (old.by_person is null
    or old.by_person is distinct from acting_person() and acting_role() is distinct from 'focal_point'))
  execute function refuse_scope();
create trigger thread_is_never_deleted before delete on thread for each row execute function refuse_change();
create trigger thread_is_never_emptied before truncate on thread for each statement execute function refuse_change();

-- the thread is held meanwhile, so that its scope cannot change while somebody writes in it
create function count_message() returns trigger language plpgsql as $$
begin
  update thread t set messages = t.messages + 1, last_at = clock_timestamp()
    where t.study_id = new.study_id and t.response_id = new.response_id and t.id = new.thread_id and t.resolved_at is null
    returning t.messages into new.number;
  if found then return new; end if;
  if exists (select from thread t where t.study_id = new.study_id and t.response_id = new.response_id and t.id = new.thread_id) then
    raise exception 'nobody writes in a resolved thread'
      using errcode = 'restrict_violation', constraint = tg_name, table = 'thread_message';
  end if;
  raise exception 'there is no such thread for them' using errcode = 'insufficient_privilege', table = 'thread_message';
end $$;
create trigger thread_message_is_written_in_an_open_thread before insert on thread_message
  for each row execute function count_message();
create trigger thread_message_is_taken_back_once before update on thread_message for each row
  when (old.taken_back_at is not null or new.taken_back_at is null or new.text <> '') execute function refuse_change();
create trigger thread_message_is_never_deleted before delete on thread_message for each row execute function refuse_change();
create trigger thread_message_is_never_emptied before truncate on thread_message
  for each statement execute function refuse_change();
create trigger thread_mention_is_append_only before update or delete on thread_mention
  for each row execute function refuse_change();
create trigger thread_mention_is_never_emptied before truncate on thread_mention
  for each statement execute function refuse_change();

do $$
declare name text;
begin
  foreach name in array array['thread', 'thread_message', 'thread_mention', 'thread_look'] loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('grant select, insert on %I to mufakat_app', name);
  end loop;
end $$;
grant update (scope, messages, last_at, resolved_by, resolved_at) on thread to mufakat_app;
grant update (text, taken_back_at) on thread_message to mufakat_app;
grant update (number, at) on thread_look to mufakat_app;

create policy thread_is_read_by_its_circle on thread for select
  using (study_id = acting_study() and response_id = (select own_response())
      and (scope <> 'ministry' or ministry_called(body) = (select own_ministry()))
    or scope = 'research' and (select acting_for_research()));
create policy thread_is_kept_by_its_circle on thread for update
  using (study_id = acting_study() and response_id = (select own_response())
      and (scope <> 'ministry' or ministry_called(body) = (select own_ministry()))
    or scope = 'research' and (select acting_for_research()))
  with check (study_id = acting_study() and response_id = (select own_response())
      and (scope <> 'ministry' or ministry_called(body) = (select own_ministry()))
    or scope = 'research' and (select acting_for_research()));
-- the research team asks about what was submitted
create policy thread_is_opened_by_who_takes_part on thread for insert
  with check (messages = 0 and resolved_at is null
    and (study_id = acting_study() and response_id = (select own_response()) and by_person = acting_person()
        and body = (select own_body())
      or (select acting_for_research()) and by_account = acting_account() and scope = 'research'
        and exists (select from submission s where s.study_id = thread.study_id and s.response_id = thread.response_id)));
-- reading ends with the part, also for those who may read all answers
create policy thread_is_read_within_what_was_asked on thread as restrictive for select
  using ((select own_scope()) is null or array[item] <@ (select own_scope()));
create policy thread_is_opened_within_what_was_asked on thread as restrictive for insert
  with check ((select own_scope()) is null or array[item] <@ (select own_scope()));
create policy thread_is_kept_within_what_was_asked on thread as restrictive for update
  using ((select own_scope()) is null or array[item] <@ (select own_scope()))
  with check ((select own_scope()) is null or array[item] <@ (select own_scope()));

-- whoever sees a thread sees what stands in it
create function sees_thread(study uuid, response uuid, asked uuid) returns boolean language sql stable
  return exists (select from thread t where t.study_id = study and t.response_id = response and t.id = asked);

create policy thread_message_is_read_by_its_circle on thread_message for select
  using (sees_thread(study_id, response_id, thread_id));
create policy thread_message_is_written_in_its_own_name on thread_message for insert
  with check (sees_thread(study_id, response_id, thread_id) and taken_back_at is null
    and coalesce(by_person, by_account) = (select acting_reader()));
create policy thread_message_is_taken_back_by_its_author on thread_message for update
  using (sees_thread(study_id, response_id, thread_id) and coalesce(by_person, by_account) = (select acting_reader()))
  with check (sees_thread(study_id, response_id, thread_id) and coalesce(by_person, by_account) = (select acting_reader()));

create policy thread_mention_is_read_by_its_circle on thread_mention for select
  using (sees_thread(study_id, response_id, thread_id));
create policy thread_mention_is_of_who_reads_it on thread_mention for insert
  with check (exists (select from thread_message m where m.study_id = thread_mention.study_id
      and m.response_id = thread_mention.response_id and m.id = message_id and m.thread_id = thread_mention.thread_id
      and m.by_person = acting_person())
    and exists (select from thread t, readers_of(t.item, t.scope, t.body) r where t.study_id = thread_mention.study_id
      and t.response_id = thread_mention.response_id and t.id = thread_mention.thread_id and r.person = person_id));

create policy thread_look_is_ones_own on thread_look
  using (reader = (select acting_reader()) and sees_thread(study_id, response_id, thread_id))
  with check (reader = (select acting_reader()) and sees_thread(study_id, response_id, thread_id));
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop table thread_look, thread_mention, thread_message, thread cascade;
drop function count_message(), has_other_authors(uuid, uuid, uuid, uuid), refuse_scope(),
  readers_of(text, text, text), width_of(text), acting_reader(), acting_for_research(), own_ministry(), own_body(),
  ministry_called(text);
`.execute(db)
