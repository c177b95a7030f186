create table heartbeats (
    id               bigint generated always as identity primary key,
    name             text not null check (length(name) between 1 and 100),
    service_id       bigint not null references services (id),
    interval_seconds integer not null check (interval_seconds between 30 and 604800),
    state            text not null default 'never_seen' check (state in ('never_seen', 'alive', 'expired')),
    -- Never seen counts from here, so that a heartbeat that never starts is also noticed.
    armed_at         timestamptz not null default now(),
    last_seen_at     timestamptz,
    managed          boolean not null default false,
    disabled_at      timestamptz,
    check (state = 'never_seen' or last_seen_at is not null or state = 'expired')
);
create unique index heartbeats_name on heartbeats (service_id, lower(name));

create table webhook_receipts (
    id          bigint generated always as identity primary key,
    key_id      bigint references api_keys (id),
    received_at timestamptz not null default now(),
    body_sha256 bytea not null,
    alerts      integer not null,
    outcome     text not null
);
create index webhook_receipts_age on webhook_receipts (received_at);

create table api_idempotency (
    actor        text not null,
    key          text not null check (length(key) between 1 and 200),
    request_hash bytea not null,
    status_code  integer not null,
    response     text not null,
    created_at   timestamptz not null default now(),
    primary key (actor, key)
);
create index api_idempotency_age on api_idempotency (created_at);

create table data_protection_keys (
    friendly_name text primary key,
    xml           text not null,
    created_at    timestamptz not null default now()
);

-- One row per running replica, so that a gap in service is visible afterwards.
create table replicas (
    name         text primary key,
    version      text not null,
    started_at   timestamptz not null default now(),
    last_tick_at timestamptz not null default now()
);

create table engine_state (
    one              boolean primary key default true check (one),
    -- Set by an operator (after a restore): alerts are taken in, nobody is paged.
    hold             boolean not null default false,
    -- Engines older than this must not claim work any more.
    min_engine       integer not null default 1,
    last_tick_at     timestamptz,
    -- The last stretch in which no replica ran.
    down_from        timestamptz,
    down_until       timestamptz,
    -- PostgreSQL's own identity: a dump loaded into another server is recognised by it.
    cluster_identity text
);
insert into engine_state (one) values (true);
