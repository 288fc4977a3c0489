package io.daybook.projector.engine.rebuild;

import io.daybook.events.MacRange;
import io.daybook.events.TopicMac;
import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ForgedRecords;
import io.daybook.projector.engine.projection.ReceivedRecord;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.projector.engine.topic.TopicReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The topic as a source of rebuilds where a MAC is required: whether all that a generation lacks is in it with a MAC. Records
 * of before MACs were on are not believed, and a generation without their events would have holes.
 *
 * <p>The relay says so itself: each MAC covers the part of the topic that has MACs, and their keys.
 */
public final class SignedTopic {

    /** Records at the end of each partition among which the relay's newest word is looked for. */
    private static final long LOOK_BACK_RECORDS = 1_000;

    private static final String WHAT_TO_DO =
            "Publish the log again first, with POST /v1/relay/replay from position 1, or build from the log instead.";

    private final EventTopic topic;
    private final TopicTrust trust;

    /** That topic. */
    public SignedTopic(EventTopic topic, TopicTrust trust) {
        this.topic = topic;
        this.trust = trust;
    }

    /**
     * Checks that a generation can be built from the topic.
     *
     * @param checkpoints the generation's, none if it is to be begun
     * @throws IllegalStateException if the topic lacks some of the events; the message says what to do
     */
    public void check(Collection<Checkpoint> checkpoints) throws ExecutionException, InterruptedException {
        if (!trust.isMacRequired()) {
            return;
        }
        Map<Integer, Long> ends = topic.endOffsets();
        if (ends.values().stream().allMatch(end -> end == 0)) {
            return;
        }
        long built = checkpoints.stream().mapToLong(Checkpoint::position).min().orElse(0);
        Claim newest = newest(ends);
        if (newest == null) {
            throw new IllegalStateException(
                    "The topic ends with records without the relay's MAC. %s".formatted(WHAT_TO_DO));
        }
        if (newest.range().from() > built + 1) {
            throw new IllegalStateException("The topic has the relay's MACs from position %d on only. %s"
                    .formatted(newest.range().from(), WHAT_TO_DO));
        }
        if (!trust.mac().knows(newest.range().keys())) {
            throw new IllegalStateException("The topic has MACs of the keys %s, which are not all in %s. %s"
                    .formatted(newest.range().keys(), "daybook.topic.mac-key-file", WHAT_TO_DO));
        }
    }

    /**
     * The word of the relay in a record.
     *
     * @param position the position of its event
     * @param range the part of the topic that had MACs then
     */
    private record Claim(long position, MacRange range) {

        /** The same event published again is the later word if it says more; an older event never is. */
        boolean isNewerThan(@Nullable Claim other) {
            return other == null
                    || position > other.position()
                    || (position == other.position() && range.saysMoreThan(other.range()));
        }
    }

    private @Nullable Claim newest(Map<Integer, Long> ends) {
        var starts = new HashMap<Integer, Long>();
        ends.forEach((partition, end) -> starts.put(partition, Math.max(0, end - LOOK_BACK_RECORDS)));
        var records = new ForgedRecords("rebuild", trust);
        Claim newest = null;
        try (TopicReader reader = topic.reader((int) LOOK_BACK_RECORDS)) {
            reader.begin(starts, ends);
            while (!reader.isDone()) {
                for (ConsumerRecord<String, byte[]> record : reader.next()) {
                    ReceivedRecord received = ReceivedRecord.of(record);
                    if (records.find(received).isEmpty()) {
                        Claim claim = claim(received);
                        newest = claim.isNewerThan(newest) ? claim : newest;
                    }
                }
            }
        }
        return newest;
    }

    private static Claim claim(ReceivedRecord believed) {
        return new Claim(
                Objects.requireNonNull(believed.envelope()).position(),
                TopicMac.range(Objects.requireNonNull(believed.mac())));
    }
}
