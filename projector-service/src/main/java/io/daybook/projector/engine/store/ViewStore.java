package io.daybook.projector.engine.store;

import io.daybook.projector.engine.parking.ParkedEventOperations;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.OutOfStepException;
import io.daybook.projector.engine.rebuild.RebuildOperations;
import io.daybook.projector.engine.verification.VerificationOperations;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Store of one view, with its checkpoints, its parked events and its generations: all that differs from one kind of store
 * to another. The running of the view, and what operators are told, is the same for all.
 *
 * <p>A store that fails says so with an {@link SQLException} or with Spring's
 * {@link org.springframework.dao.DataAccessException}, whichever its driver suggests.
 */
public interface ViewStore extends AutoCloseable {

    /** Brings the view's tables to their present form, making them where there are none. */
    void prepare();

    /** Makes the tables if that is what was missing: the view's store was lost, and is there again without them. */
    boolean isMadeAnew(Exception fault);

    /** The checkpoints of these partitions of the topic; made where there are none. */
    Map<Integer, Checkpoint> begin(Collection<Integer> partitions, String topicId) throws SQLException;

    /** Checkpoints of the view. */
    Map<Integer, Checkpoint> checkpoints() throws SQLException;

    /**
     * Applies records, in order within each partition, and moves the checkpoints past them.
     *
     * @return number of events that were new
     * @throws OutOfStepException if the records do not follow on the checkpoint
     */
    int apply(List<ConsumerRecord<String, byte[]>> records) throws SQLException;

    /**
     * Applies the parked events that wait no longer, because what had to come before them is there now.
     *
     * @param eventsMax largest number of events of a stream at once
     * @return number of events that were applied
     */
    int applyReady(int eventsMax) throws SQLException;

    /** Number of records that were not believed, and so passed over, since the process began. */
    long forgedRecords();

    /** The events that were set aside. */
    ParkedEventOperations parking();

    /** The rebuilds and the generations. */
    RebuildOperations rebuilding();

    /** The comparisons with the log. */
    VerificationOperations verification();

    @Override
    void close();
}
