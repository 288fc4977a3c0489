package io.daybook.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.events.EventJson;
import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.RecordedEvent;
import io.daybook.events.integrity.ConsistencyProof;
import io.daybook.events.integrity.InclusionProof;
import io.daybook.events.integrity.LogHead;
import io.daybook.events.integrity.MerkleFrontier;
import io.daybook.events.integrity.MerkleTree;
import io.daybook.events.integrity.SignedHead;
import io.daybook.events.integrity.SigningKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogVerifierTest {

    private final SigningKey key = SigningKey.generate();
    private final List<RecordedEvent> log = log();
    private final MerkleTree tree = new MerkleTree((level, index) -> {
        var frontier = new MerkleFrontier();
        log.subList((int) (index << level), (int) ((index + 1) << level)).forEach(event -> frontier.add(event.hash()));
        return frontier.root();
    });
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @BeforeEach
    void hasTheKey() throws IOException {
        write("key.pem", key.verifyingKey().toPem());
    }

    @Test
    void says_that_a_proof_holds_and_of_what() throws IOException {
        write("proof.json", proofOfThird());

        assertThat(run("proof", "proof.json", "key.pem")).isEqualTo(LogVerifier.HOLDS);
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("HOLDS")
                .contains(
                        log.get(2).eventId().toString(),
                        "position 3",
                        "teller-1",
                        key.verifyingKey().id());
    }

    @Test
    void refuses_a_proof_of_which_one_byte_was_changed() throws IOException {
        write("proof.json", proofOfThird().replace("teller-1", "teller-2"));

        assertThat(run("proof", "proof.json", "key.pem")).isEqualTo(LogVerifier.DOES_NOT_HOLD);
        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("DOES NOT HOLD");
    }

    @Test
    void refuses_a_proof_that_somebody_else_has_signed() throws IOException {
        write("proof.json", proofOfThird());
        write("other.pem", SigningKey.generate().verifyingKey().toPem());

        assertThat(run("proof", "proof.json", "other.pem")).isEqualTo(LogVerifier.DOES_NOT_HOLD);
    }

    @Test
    void says_whether_the_log_has_only_grown_between_two_heads() throws IOException {
        write("older.json", EventJson.mapper().writeValueAsString(head(2)));
        write("newer.json", EventJson.mapper().writeValueAsString(head(5)));
        var consistency = new ConsistencyProof(2, tree.root(2), 5, tree.root(5), tree.consistency(2, 5));
        write("consistency.json", EventJson.mapper().writeValueAsString(consistency));

        assertThat(run("heads", "older.json", "newer.json", "consistency.json", "key.pem"))
                .isEqualTo(LogVerifier.HOLDS);
        assertThat(run("heads", "newer.json", "older.json", "consistency.json", "key.pem"))
                .isEqualTo(LogVerifier.DOES_NOT_HOLD);
    }

    @Test
    void says_when_it_could_not_check() throws IOException {
        write("proof.json", "{}");

        assertThat(run("proof", "proof.json", "key.pem")).isEqualTo(LogVerifier.NOT_CHECKED);
        assertThat(run("proof", "absent.json", "key.pem")).isEqualTo(LogVerifier.NOT_CHECKED);
        assertThat(run("proof", "proof.json", "proof.json")).isEqualTo(LogVerifier.NOT_CHECKED);
        assertThat(run()).isEqualTo(LogVerifier.NOT_CHECKED);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("Usage:");
    }

    private int run(String... args) {
        List<String> resolved = new ArrayList<>();
        for (String arg : args) {
            resolved.add(arg.contains(".") ? folder.resolve(arg).toString() : arg);
        }
        return new LogVerifier(new PrintStream(said, true, StandardCharsets.UTF_8)).run(resolved);
    }

    private void write(String file, String content) throws IOException {
        Files.writeString(folder.resolve(file), content);
    }

    private String proofOfThird() {
        var proof = new InclusionProof(log.get(2), log.get(1).hash(), 2, tree.inclusion(2, 5), head(5));
        return EventJson.mapper().writeValueAsString(proof);
    }

    private SignedHead head(int position) {
        RecordedEvent last = log.get(position - 1);
        return key.sign(new LogHead(
                position, last.hash(), last.recordedAt(), tree.root(position), Instant.parse("2026-01-02T00:00:00Z")));
    }

    private static List<RecordedEvent> log() {
        var log = new ArrayList<RecordedEvent>();
        Hash hash = Hash.NONE;
        for (int position = 1; position <= 5; position++) {
            var event = new RecordedEvent(
                    position,
                    new UUID(0, 1),
                    position,
                    new UUID(1, position),
                    "AccountFrozen",
                    1,
                    "{}",
                    LocalDate.EPOCH,
                    Instant.parse("2026-01-01T00:00:00Z"),
                    "teller-1",
                    null,
                    null,
                    new UUID(2, position),
                    null,
                    null,
                    hash);
            hash = HashChain.next(hash, event);
            log.add(event.withHash(hash));
        }
        return log;
    }
}
