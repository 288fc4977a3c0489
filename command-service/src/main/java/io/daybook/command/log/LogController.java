package io.daybook.command.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.serviceweb.BackgroundLook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells operators how the log is doing. */
@RestController
class LogController {

    private final LogHeadReader end;
    private final CommandQueue queue;
    private final LogMetrics metrics;
    private final LogProperties properties;
    private final BackgroundLook<LogStatus> look;

    LogController(
            LogHeadReader end,
            CommandQueue queue,
            LogMetrics metrics,
            LogProperties properties,
            BackgroundLook<LogStatus> look) {
        this.end = end;
        this.queue = queue;
        this.metrics = metrics;
        this.properties = properties;
        this.look = look;
    }

    /**
     * The end of the log, and this instance's way to it.
     *
     * @param position the position of the last event, 0 for an empty log
     * @param hash the hash of the last event in hexadecimal: with it the whole log before it is pinned down
     * @param recordedAt time when the last event was recorded; absent for an empty log
     * @param eventsPerSecond events that this instance appends a second, lately
     * @param queue the commands that wait at this instance
     * @param troubles reasons why this instance is not ready, or what it was told to watch and is not so; empty if all is well
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LogInfo(
            long position,
            String hash,
            @Nullable Instant recordedAt,
            double eventsPerSecond,
            QueueInfo queue,
            List<String> troubles) {}

    /**
     * The queue of an instance. A group of commands takes one place.
     *
     * @param waiting places that are taken
     * @param capacity places that there are
     */
    record QueueInfo(int waiting, int capacity) {}

    @GetMapping("/v1/log")
    LogInfo log() {
        Head head = end.read();
        return new LogInfo(
                head.position(),
                head.hash().toString(),
                head.position() == 0 ? null : head.recordedAt(),
                Math.round(metrics.eventsPerSecond()),
                new QueueInfo(queue.size(), properties.queueCapacity()),
                look.latest().orElseGet(LogStatus::unreachable).troubles());
    }
}
