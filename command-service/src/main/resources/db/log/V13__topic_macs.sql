-- Records of the topic carry a MAC by the relay: from which position on all of them do, and of which keys.

alter table relay_checkpoint
    add column mac_from bigint,
    add column mac_to   bigint,
    add column mac_keys text[];
comment on column relay_checkpoint.mac_from is 'The first position from which on every event of the log is in the topic with a MAC; null if none is.';
comment on column relay_checkpoint.mac_to   is 'The position as it was when the last event with a MAC was published. Where the two differ, events without one came after it, as from a relay that makes none.';
comment on column relay_checkpoint.mac_keys is 'The ids of the keys of those MACs.';

alter table relay_replays
    add column mac_key text;
comment on column relay_replays.mac_key is 'The id of the key with which every event of it so far was published; null if there is no such key.';
