package io.daybook.campaign.check;

import io.daybook.campaign.check.Line.Answered;
import io.daybook.campaign.check.Line.Faulted;
import io.daybook.campaign.check.Line.Read;
import io.daybook.campaign.check.commands.Commands;
import io.daybook.campaign.check.commands.Commands.Fate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run in figures.
 *
 * @param faults faults by kind
 * @param commands commands that clients sent
 * @param attempts number of times that they were sent
 * @param acknowledged commands that were acknowledged
 * @param refused commands that the bank refused
 * @param unknown commands without a definite answer to the end
 * @param doubted commands that had to be sent again at least once
 * @param reads answered reads
 * @param freshReads those of them that insisted on a version
 * @param failedReads reads without an answer, or with the answer that it cannot be had now
 * @param events events in the log
 * @param published records in the topic
 */
public record Tally(
        Map<String, Long> faults,
        long commands,
        long attempts,
        long acknowledged,
        long refused,
        long unknown,
        long doubted,
        long reads,
        long freshReads,
        long failedReads,
        long events,
        long published) {

    private static final int SERVER_ERROR = 500;

    /** Counts. */
    public static Tally of(Evidence evidence) {
        List<Fate> fates = Commands.of(evidence).all();
        Map<String, Long> faults = new TreeMap<>();
        of(evidence, Faulted.class).forEach(fault -> faults.merge(fault.kind(), 1L, Long::sum));
        List<Read> reads = of(evidence, Read.class);
        List<Read> answered = reads.stream().filter(Tally::isAnswered).toList();
        return new Tally(
                faults,
                fates.size(),
                of(evidence, Answered.class).size(),
                fates.stream().filter(Fate::isAcknowledged).count(),
                fates.stream().filter(Fate::isRefused).count(),
                fates.stream()
                        .filter(fate -> !fate.isAcknowledged() && !fate.isRefused())
                        .count(),
                fates.stream().filter(fate -> fate.answers().size() > 1).count(),
                answered.size(),
                answered.stream().filter(read -> read.atLeastVersion() > 0).count(),
                reads.size() - answered.size(),
                evidence.log().size(),
                evidence.topic().size());
    }

    private static boolean isAnswered(Read read) {
        return read.status() > 0 && read.status() < SERVER_ERROR;
    }

    private static <L extends Line> List<L> of(Evidence evidence, Class<L> type) {
        return evidence.history().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** All faults. */
    public long faultsTotal() {
        return faults.values().stream().mapToLong(Long::longValue).sum();
    }
}
