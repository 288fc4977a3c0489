package io.daybook.command.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
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

    LogController(LogHeadReader end, CommandQueue queue, LogMetrics metrics, LogProperties properties) {
        this.end = end;
        this.queue = queue;
        this.metrics = metrics;
        this.properties = properties;
    }

    /**
     * The end of the log, and this instance's way to it.
     *
     * @param position the position of the last event, 0 for an empty log
     * @param hash the hash of the last event in hexadecimal: with it the whole log before it is pinned down
     * @param recordedAt time when the last event was recorded; absent for an empty log
     * @param eventsPerSecond events that this instance appends a second, lately
     * @param queue the commands that wait at this instance
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LogInfo(long position, String hash, @Nullable Instant recordedAt, double eventsPerSecond, QueueInfo queue) {}

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
                new QueueInfo(queue.size(), properties.queueCapacity()));
    }
}
