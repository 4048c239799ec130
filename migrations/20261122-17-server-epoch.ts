import { type Kysely, sql } from 'kysely'

// What was confirmed to a browser can be gone again: a backup was restored, a standby that lagged behind took over. The
// epoch then is another one, and whoever saved in the old one offers what it still holds once more. It changes by itself
// with the cluster the data lie in (its identity, its timeline); a copy put back into the same cluster is not noticed so,
// and whoever puts it back says it: npm run admin -- new-epoch.
export const up = (db: Kysely<unknown>) =>
  sql`
create function cluster_here() returns text language sql volatile
  return (select c.system_identifier from pg_control_system() c) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8);

create table server_epoch (
  -- one row
  here boolean not null default true constraint server_epoch_is_one primary key constraint server_epoch_is_here check (here),
  epoch uuid not null default gen_random_uuid(),
  -- identity and timeline of the cluster it began in
  cluster text not null,
  at timestamptz not null default now()
);
insert into server_epoch (cluster) values (cluster_here());
create trigger server_epoch_is_never_deleted before delete on server_epoch
  for each row execute function refuse_change();
create trigger server_epoch_is_never_emptied before truncate on server_epoch
  for each statement execute function refuse_change();

-- a queue may come back after months: what was applied is known for as long as the study is kept
create trigger mutation_is_append_only before update or delete on mutation
  for each row execute function refuse_change();
create trigger mutation_is_never_emptied before truncate on mutation
  for each statement execute function refuse_change();

alter table server_epoch enable row level security, force row level security;
grant select, update (epoch, cluster, at) on server_epoch to mufakat_app;
create policy server_epoch_is_read on server_epoch for select using (acting_role() is not null);
create policy server_epoch_is_renewed_by_the_server on server_epoch for update
  using (acting_role() = 'system') with check (acting_role() = 'system');

-- asked on every new connection: the server's right lasts for this call only, and a standby is not yet anything
create function keep_epoch() returns void language plpgsql as $$
declare acting text := current_setting('app.role', true); name text := current_setting('app.name', true); now_in text;
begin
  if pg_is_in_recovery() then return; end if;
  now_in := cluster_here();
  perform set_config('app.role', 'system', true), set_config('app.name', 'system', true);
  update server_epoch e set epoch = gen_random_uuid(), cluster = now_in, at = now() where e.cluster <> now_in;
  if found then
    insert into audit_event (action, detail) values ('epoch.renewed', jsonb_build_object('because', 'cluster', 'cluster', now_in));
  end if;
  perform set_config('app.role', coalesce(acting, ''), true), set_config('app.name', coalesce(name, ''), true);
end $$;
`.execute(db)

export const down = (db: Kysely<unknown>) =>
  sql`
drop trigger mutation_is_never_emptied on mutation;
drop trigger mutation_is_append_only on mutation;
drop function keep_epoch();
drop table server_epoch;
drop function cluster_here();
`.execute(db)
