-- Keys the configuration document names. It changes and disables only these; the others were made by hand.
alter table api_keys add column managed boolean not null default false;
