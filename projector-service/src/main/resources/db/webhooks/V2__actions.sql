-- Requests for payments are recorded as requests for any action now: whoever wanted to be told of them still is.

update subscriptions
set event_types = event_types || array(
        select renamed.present
        from (values ('PaymentRequested', 'ActionRequested'),
                     ('PaymentApproved', 'ActionApproved'),
                     ('PaymentRejected', 'ActionRejected')) as renamed (former, present)
        where renamed.former = any (subscriptions.event_types)
          and renamed.present <> all (subscriptions.event_types))
where event_types && array['PaymentRequested', 'PaymentApproved', 'PaymentRejected'];
