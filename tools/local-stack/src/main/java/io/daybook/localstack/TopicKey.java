package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Key of a local suite for the MACs on the records of the topic, and whether a record needs one. */
public final class TopicKey {

    private static final String FILE = "topic-keys";

    /** Its presence tells that the topic has records of before there were MACs. */
    private static final String MARK = "topic-has-records-without-mac";

    private TopicKey() {}

    /** File with the key in that folder, generated if it does not exist. */
    public static Path in(Path folder) {
        boolean isOlder = Files.exists(folder.resolve(MasterKey.FILE)) && !Files.exists(folder.resolve(FILE));
        if (isOlder) {
            Folders.mark(folder.resolve(MARK));
        }
        return SecretKeys.in(folder, FILE);
    }

    /** Tells whether the folder is of a version without MACs, and the log has not been published again since. */
    public static boolean isTopicUnsigned(Path folder) {
        return Files.exists(folder.resolve(MARK));
    }

    /** Notes that the whole log has been published with MACs: from the next start on, every record needs one. */
    static void topicIsSigned(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(MARK));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
