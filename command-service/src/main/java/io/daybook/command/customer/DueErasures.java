package io.daybook.command.customer;

import static io.daybook.command.customer.domain.CustomerRefusals.noErasureScheduled;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.customer.domain.CustomerCommand.CarryOutErasure;
import io.daybook.command.customer.domain.ErasureRules;
import io.daybook.command.due.DueEvent;
import io.daybook.command.due.DueHandler;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Failed;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.CustomerEvent.ErasureScheduled;
import io.daybook.events.EventCodec;
import io.daybook.personaldata.KeyStore;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Carries out erasures once nobody has cancelled them in time. Those that ended meanwhile are over already. */
@Component
class DueErasures implements DueHandler {

    /** Actor of what the bank does by itself. */
    private static final String ACTOR = "daybook";

    private final RecordedEvents events;
    private final EventCodec codec;
    private final CommandQueue queue;
    private final KeyStore keys;
    private final KeyErasureJob erasures;
    private final ErasureRules rules;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    DueErasures(
            RecordedEvents events,
            EventCodec codec,
            CommandQueue queue,
            KeyStore keys,
            KeyErasureJob erasures,
            ErasureRules rules) {
        this.events = events;
        this.codec = codec;
        this.queue = queue;
        this.keys = keys;
        this.erasures = erasures;
        this.rules = rules;
    }

    @Override
    public String type() {
        return codec.typeOf(ErasureScheduled.class).name();
    }

    @Override
    public boolean handle(DueEvent due) {
        String customerId = customerOf(due);
        var carryOut = new CarryOutErasure(customerId, due.eventId(), keys.heldFor(customerId), rules);
        var origin = new Origin(ACTOR, "two people agreed, and nobody cancelled it in time", null, null);
        var envelope = new CommandEnvelope(carryOut, ids.generate(), origin, null, OptionalLong.empty());
        return switch (queue.submit(envelope)) {
            case Appended appended -> {
                erasures.finish(appended.eventIds().getFirst());
                yield true;
            }
            case Refused refused ->
                refused.refusal().code().equals(noErasureScheduled().code());
            case Failed failed -> false;
        };
    }

    private String customerOf(DueEvent due) {
        return events.find(due.eventId())
                .map(codec::decode)
                .filter(ErasureScheduled.class::isInstance)
                .map(event -> ((ErasureScheduled) event).customerId())
                .orElseThrow(() -> new IllegalStateException("%s schedules no erasure.".formatted(due.eventId())));
    }
}
