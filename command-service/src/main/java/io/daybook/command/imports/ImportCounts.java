package io.daybook.command.imports;

/**
 * Counts of an import's lines so far, by outcome.
 *
 * @param read lines that were come to, the sum of the others
 * @param accepted lines that added to the log
 * @param repeated lines that had been accepted before under the same identifier
 * @param refused lines that were not understood or that the bank refused
 * @param failed lines that could not be decided for a fault of ours
 */
record ImportCounts(long read, long accepted, long repeated, long refused, long failed) {

    static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0);

    ImportCounts plus(ImportCounts more) {
        return new ImportCounts(
                read + more.read,
                accepted + more.accepted,
                repeated + more.repeated,
                refused + more.refused,
                failed + more.failed);
    }

    /** Lines that were not taken, for whatever reason. */
    long notTaken() {
        return refused + failed;
    }
}
