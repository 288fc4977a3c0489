package io.daybook.projector.engine.projection;

import java.util.Collection;

/**
 * Progress of a view in one partition.
 *
 * @param partition the partition
 * @param topicId the topic's id
 * @param nextOffset the offset of the next record to apply
 * @param position the log position of the last event applied, 0 before the first
 */
public record Checkpoint(int partition, String topicId, long nextOffset, long position) {

    public static Checkpoint start(int partition, String topicId) {
        return new Checkpoint(partition, topicId, 0, 0);
    }

    /** The highest position among checkpoints, 0 before the first event. */
    public static long position(Collection<Checkpoint> checkpoints) {
        return checkpoints.stream().mapToLong(Checkpoint::position).max().orElse(0);
    }

    /** The same position in a topic that was made anew, whose offsets begin again. */
    public Checkpoint inTopic(String otherTopicId) {
        return topicId.equals(otherTopicId) ? this : new Checkpoint(partition, otherTopicId, 0, position);
    }

    /** The same place in the topic, with an event in the view that was not read from there. */
    public Checkpoint reached(long eventPosition) {
        return new Checkpoint(partition, topicId, nextOffset, Math.max(position, eventPosition));
    }

    public Checkpoint after(long offset, long eventPosition) {
        return new Checkpoint(partition, topicId, offset + 1, Math.max(position, eventPosition));
    }
}
