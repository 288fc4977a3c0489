package io.daybook.command.due;

import io.daybook.command.log.CommandQueueFullException;
import io.daybook.command.log.EventLogUnavailableException;
import io.daybook.serviceweb.BackgroundLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/** Comes back to events whose time has come. Runs on every instance: what two of them do for one event is done once. */
@Component
class DueRunner extends BackgroundLoop {

    private static final Logger LOG = LoggerFactory.getLogger(DueRunner.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int ROUND_EVENTS_MAX = 100;

    private final DueStore store;
    private final Map<String, DueHandler> handlers;
    private final Clock clock;
    private final AtomicLong failing = new AtomicLong();

    DueRunner(DueStore store, List<DueHandler> handlers, Clock clock, MeterRegistry meters) {
        super("due-events", PAUSE);
        this.store = store;
        this.handlers = handlers.stream().collect(Collectors.toUnmodifiableMap(DueHandler::type, Function.identity()));
        this.clock = clock;
        Gauge.builder("daybook.due.failing", failing, AtomicLong::get)
                .description("Events whose time has come and that could not be done so far; each is tried again")
                .register(meters);
    }

    @Override
    protected void round() {
        for (DueEvent due : store.due(clock.instant(), ROUND_EVENTS_MAX)) {
            if (!isRunning()) {
                return;
            }
            if (isDone(due)) {
                store.done(due.eventId());
            } else {
                store.putOff(due.eventId(), clock.instant().plus(due.pause()));
            }
        }
        failing.set(store.failing());
    }

    /** One that fails must not hold up the others; only if no command at all can be recorded, the round ends. */
    private boolean isDone(DueEvent due) {
        DueHandler handler = handlers.get(due.type());
        if (handler == null) {
            warning(due).log("Nothing here knows what is due for an event of this type; it is put off.");
            return false;
        }
        try {
            boolean isDone = handler.handle(due);
            if (!isDone) {
                warning(due).log("What is due for an event could not be done; it is put off.");
            }
            return isDone;
        } catch (CommandQueueFullException | EventLogUnavailableException nothingAtAll) {
            throw nothingAtAll;
        } catch (RuntimeException e) {
            warning(due).setCause(e).log("What is due for an event failed; it is put off.");
            return false;
        }
    }

    private static LoggingEventBuilder warning(DueEvent due) {
        return LOG.atWarn()
                .addKeyValue("eventId", due.eventId())
                .addKeyValue("type", due.type())
                .addKeyValue("failures", due.failures() + 1)
                .addKeyValue("pause", due.pause());
    }

    @Override
    protected void failed(Exception e) {
        LOG.atWarn().setCause(e).log("What is due could not be looked for, or be done; it is tried again.");
    }

    /** Stops before the command queue, which handlers submit to. */
    @Override
    public int getPhase() {
        return 1;
    }
}
