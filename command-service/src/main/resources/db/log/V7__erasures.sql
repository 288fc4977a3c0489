-- Erasures of personal data are few, and are looked for by themselves.

create index events_of_erasures on events (position) where type = 'PersonalDataErased';
