package io.daybook.command.due;

import io.daybook.serviceweb.BackgroundLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    DueRunner(DueStore store, List<DueHandler> handlers, Clock clock) {
        super("due-events", PAUSE);
        this.store = store;
        this.handlers = handlers.stream().collect(Collectors.toUnmodifiableMap(DueHandler::type, Function.identity()));
        this.clock = clock;
    }

    @Override
    protected void round() {
        for (DueEvent due : store.due(clock.instant(), ROUND_EVENTS_MAX)) {
            if (!isRunning()) {
                return;
            }
            DueHandler handler = handlers.get(due.type());
            if (handler != null && handler.handle(due)) {
                store.done(due.eventId());
            }
        }
    }

    @Override
    protected void failed(Exception e) {
        LOG.atWarn().setCause(e).log("What is due could not be done; it is tried again.");
    }

    /** Stops before the command queue, which handlers submit to. */
    @Override
    public int getPhase() {
        return 1;
    }
}
