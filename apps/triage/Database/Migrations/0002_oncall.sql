create extension if not exists btree_gist;

create table schedules (
    id          bigint generated always as identity primary key,
    name        text not null check (length(name) between 1 and 100),
    time_zone   text not null,
    -- highest: the layer with the highest priority that has somebody wins; union: everybody of every layer.
    combine     text not null default 'highest' check (combine in ('highest', 'union')),
    disabled_at timestamptz,
    created_at  timestamptz not null default now()
);
create unique index schedules_name on schedules (lower(name));

-- A rotation. Changing its members ends this row and starts another, so the past stays true.
create table layers (
    id           bigint generated always as identity primary key,
    schedule_id  bigint not null references schedules (id) on delete cascade,
    name         text not null,
    priority     integer not null default 0,
    -- Wall time in the schedule's zone: never an instant, or the hand-off moves with daylight saving.
    anchor_local timestamp not null,
    unit         text not null check (unit in ('hour', 'day', 'week', 'month')),
    length       integer not null default 1 check (length between 1 and 365),
    -- Added to the number of the shift: a new member does not change whose turn it is now.
    turn_offset  integer not null default 0 check (turn_offset >= 0),
    restrictions jsonb not null default '[]' check (jsonb_typeof(restrictions) = 'array'),
    valid        tstzrange not null default tstzrange(now(), null),
    check (not isempty(valid)),
    exclude using gist (schedule_id with =, name with =, valid with &&)
);

create table layer_members (
    layer_id     bigint not null references layers (id) on delete cascade,
    position     integer not null check (position >= 0),
    responder_id bigint not null references responders (id),
    constraint layer_members_position unique (layer_id, position) deferrable initially immediate
);

create table overrides (
    id          bigint generated always as identity primary key,
    schedule_id bigint not null references schedules (id) on delete cascade,
    kind        text not null check (kind in ('add', 'remove', 'replace')),
    out_id      bigint references responders (id),
    in_id       bigint references responders (id),
    during      tstzrange not null,
    created_by  text not null,
    created_at  timestamptz not null default now(),
    check (not isempty(during) and lower(during) is not null and upper(during) is not null),
    constraint override_names_its_people check (case kind when 'add' then in_id is not null and out_id is null
                     when 'remove' then in_id is null and out_id is not null
                     else in_id is not null and out_id is not null and in_id <> out_id end),
    -- One person is taken off, and put on, at most once at a time; checked under concurrency without locking the table.
    exclude using gist (schedule_id with =, out_id with =, during with &&) where (out_id is not null),
    exclude using gist (schedule_id with =, in_id with =, during with &&) where (in_id is not null)
);
