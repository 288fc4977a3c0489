package io.daybook.testsupport;

import io.daybook.localstack.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;

/** Tables that the migration job makes, from the same migrations. */
final class TestSchemas {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private TestSchemas() {}

    /** Makes the tables of keys. */
    static void keys(String url) {
        migrate(url, Databases.KEYS_OWNER, "keys", Databases.COMMAND, "personal-data");
    }

    /** Makes the tables of reads and of administrative acts. */
    static void reads(String url) {
        migrate(url, Databases.READS_OWNER, "reads", Databases.QUERY, "access");
        migrate(url, Databases.READS_OWNER, "operations", Databases.QUERY, "access");
    }

    private static void migrate(String url, String owner, String schema, String runtimeRole, String module) {
        Flyway.configure()
                .dataSource(url, owner, owner)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("filesystem:%s/platform/%s/src/main/resources/db/%s".formatted(checkout(), module, schema))
                .placeholders(Map.of("runtimeRole", runtimeRole))
                .load()
                .migrate();
    }

    /** Tests run in the folder of their module, which lies at different depths. */
    private static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docker-compose.yml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Tests run within the checkout.");
        }
        return folder;
    }

    /**
     * A key store in which every service's role may do what the command-service's may: its tests have no command-service, and
     * make keys themselves.
     *
     * @return its JDBC URL
     */
    static String keysOfAllServices(Path masterKeyFile) {
        String url = TestServers.freshKeys();
        try (Connection connection = DriverManager.getConnection(url, Databases.KEYS_OWNER, Databases.KEYS_OWNER);
                Statement grant = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into keys.index_key (master_key, wrapped)
                        values (?, ?)
                        """)) {
            grant.execute("grant insert, update on all tables in schema keys to %s, %s"
                    .formatted(Databases.PROJECTOR, Databases.QUERY));
            String[] masterKey = Files.readString(masterKeyFile).strip().split(" ", 2);
            insert.setString(1, masterKey[0]);
            insert.setBytes(2, wrappedIndexKey(Base64.getDecoder().decode(masterKey[1])));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return url;
    }

    /** A key of the blind indexes, as the command-service makes it. */
    private static byte[] wrappedIndexKey(byte[] masterKey) {
        var random = new SecureRandom();
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(nonce);
        random.nextBytes(key);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD("index".getBytes(StandardCharsets.UTF_8));
            byte[] sealed = cipher.doFinal(key);
            byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, wrapped, NONCE_BYTES, sealed.length);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
