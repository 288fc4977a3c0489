package io.daybook.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Generates the keys and tokens of a local suite whose services run in separate containers, as in docker-compose.yml. */
public final class MakeKeys {

    private MakeKeys() {}

    /**
     * Arguments: the folder for tokens and the key that signs them; the folder for the key set that all services read; the
     * folder for the key by which the log signs its heads; the folder for the master key of personal data; the folder for the
     * key of the topic's records. What is there already stays.
     */
    public static void main(String[] args) {
        Path tokens = Path.of(args[0]);
        var issuer = LocalIssuer.in(tokens.resolve("issuer"));
        issuer.writeTokens(tokens.resolve("tokens"));
        try {
            Files.copy(
                    tokens.resolve("issuer/keys.json"),
                    Folders.created(Path.of(args[1])).resolve("keys.json"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LogKey.in(Folders.created(Path.of(args[2])));
        MasterKey.in(Path.of(args[3]));
        TopicKey.in(Path.of(args[4]));
    }
}
