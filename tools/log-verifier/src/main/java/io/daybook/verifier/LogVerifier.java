package io.daybook.verifier;

import io.daybook.events.EventJson;
import io.daybook.events.RecordedEvent;
import io.daybook.events.integrity.ConsistencyProof;
import io.daybook.events.integrity.InclusionProof;
import io.daybook.events.integrity.SignedHead;
import io.daybook.events.integrity.VerifyingKey;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Verifies proofs and signed heads that the log's operator has handed out. */
public final class LogVerifier {

    /** Exit code: the proof holds. */
    static final int HOLDS = 0;

    /** Exit code: the proof does not hold. */
    static final int DOES_NOT_HOLD = 1;

    /** Exit code: the proof could not be checked. */
    static final int NOT_CHECKED = 2;

    private static final String USAGE = """
            Usage: java -jar log-verifier-exec.jar proof PROOF KEYS
                   java -jar log-verifier-exec.jar heads OLDER NEWER CONSISTENCY KEYS

            proof   checks that an event is in the log under a signed head.
                    PROOF is an answer of GET /v1/log/proofs/{eventId}.
            heads   checks that between two signed heads the log has only grown.
                    OLDER and NEWER are answers of GET /v1/log/head, or records of the topic daybook.heads;
                    CONSISTENCY is the answer of GET /v1/log/consistency for their two positions.

            KEYS is a file with the keeper's public key in PEM, or several. Get it once, from somebody you trust.
            The exit code is 0 if it holds, 1 if it does not, 2 if it could not be checked.""";

    private final JsonMapper json = EventJson.mapper();
    private final PrintStream out;

    LogVerifier(PrintStream out) {
        this.out = out;
    }

    /** Runs one command and exits with its verdict. */
    public static void main(String[] args) {
        System.exit(new LogVerifier(System.out).run(List.of(args)));
    }

    int run(List<String> args) {
        try {
            if (args.size() == 3 && args.getFirst().equals("proof")) {
                return proof(file(args, 1), file(args, 2));
            }
            if (args.size() == 5 && args.getFirst().equals("heads")) {
                return heads(file(args, 1), file(args, 2), file(args, 3), file(args, 4));
            }
            out.println(USAGE);
        } catch (IOException e) {
            out.println("NOT CHECKED: a file cannot be read: " + e.getMessage());
        } catch (JacksonException e) {
            out.println("NOT CHECKED: a file is not what it should be: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            out.println("NOT CHECKED: " + e.getMessage());
        }
        return NOT_CHECKED;
    }

    private int proof(Path proofFile, Path keysFile) throws IOException {
        InclusionProof proof = read(proofFile, InclusionProof.class);
        Optional<String> fault = proof.fault(keys(keysFile));
        if (fault.isPresent()) {
            return doesNotHold(fault.get());
        }
        RecordedEvent event = proof.event();
        out.printf(
                "HOLDS: event %s (%s, position %d, recorded %s by %s) is in the log%n"
                        + "under the head at position %d, signed %s with key %s.%n",
                event.eventId(),
                event.type(),
                event.position(),
                event.recordedAt(),
                event.actor(),
                proof.head().position(),
                proof.head().signedAt(),
                proof.head().keyId());
        return HOLDS;
    }

    private int heads(Path olderFile, Path newerFile, Path consistencyFile, Path keysFile) throws IOException {
        SignedHead older = read(olderFile, SignedHead.class);
        SignedHead newer = read(newerFile, SignedHead.class);
        List<VerifyingKey> keys = keys(keysFile);
        for (SignedHead head : List.of(older, newer)) {
            if (keys.stream().noneMatch(key -> key.hasSigned(head))) {
                return doesNotHold(
                        "The head at position %d is not signed by a key that is trusted.".formatted(head.position()));
            }
        }
        if (!read(consistencyFile, ConsistencyProof.class).holdsFor(older, newer)) {
            return doesNotHold("It is not shown that the log at position %d is the beginning of the log at position %d."
                    .formatted(older.position(), newer.position()));
        }
        out.printf(
                "HOLDS: from position %d to position %d the log has only grown; nothing before was changed.%n",
                older.position(), newer.position());
        return HOLDS;
    }

    private int doesNotHold(String fault) {
        out.println("DOES NOT HOLD: " + fault);
        return DOES_NOT_HOLD;
    }

    private <T> T read(Path file, Class<T> type) throws IOException {
        T read = json.readValue(Files.readString(file), type);
        if (read == null) {
            throw new IllegalArgumentException("The file %s holds nothing.".formatted(file.getFileName()));
        }
        return read;
    }

    private static List<VerifyingKey> keys(Path file) throws IOException {
        return VerifyingKey.parseAll(Files.readString(file));
    }

    private static Path file(List<String> args, int index) {
        return Path.of(args.get(index));
    }
}
