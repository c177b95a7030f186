-- People who sign in and people who are paged are the same people.
create table responders (
    id              bigint generated always as identity primary key,
    login           text not null unique check (login ~ '^[a-z0-9][a-z0-9._@-]{0,99}$'),
    name            text not null check (length(name) between 1 and 200),
    role            text not null default 'responder' check (role in ('viewer', 'responder', 'admin')),
    time_zone       text not null default 'Etc/UTC',
    password_hash   text,
    oidc_subject    text unique,
    -- Part of every session cookie: raising it signs the person out everywhere.
    session_version integer not null default 1,
    -- Comes from the configuration document: disabled when it disappears there.
    managed         boolean not null default false,
    disabled_at     timestamptz,
    created_at      timestamptz not null default now()
);

-- How to reach somebody. Without a responder it is a team channel.
create table contact_methods (
    id           bigint generated always as identity primary key,
    responder_id bigint references responders (id),
    name         text not null check (length(name) between 1 and 100),
    kind         text not null check (kind in ('webhook', 'email', 'push', 'log')),
    address      text not null check (length(address) between 1 and 1000),
    -- The name of a mounted secret; the secret itself never enters the database.
    credential   text check (credential ~ '^[A-Za-z0-9._-]{1,100}$'),
    verified_at  timestamptz,
    disabled_at  timestamptz,
    created_at   timestamptz not null default now(),
    unique nulls not distinct (responder_id, name),
    unique (id, responder_id)
);
create unique index contact_methods_one_owner_per_address on contact_methods (kind, address) where disabled_at is null;

-- Which method is used how long after the page, for which urgency.
create table notify_rules (
    responder_id  bigint not null references responders (id) on delete cascade,
    rule_no       integer not null check (rule_no >= 0),
    urgency       text not null check (urgency in ('high', 'low')),
    method_id     bigint not null,
    delay_seconds integer not null default 0 check (delay_seconds between 0 and 86400),
    primary key (responder_id, urgency, rule_no),
    -- A rule can only use a method of the same person.
    foreign key (method_id, responder_id) references contact_methods (id, responder_id)
);
