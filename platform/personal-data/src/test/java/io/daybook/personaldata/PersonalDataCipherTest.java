package io.daybook.personaldata;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.localstack.Databases;
import io.daybook.personaldata.PersonalDataProperties.Store;
import io.daybook.testsupport.TestServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataCipherTest {

    private static final Duration NOTHING_REMEMBERED = Duration.ZERO;
    private static final String NEW_KEY = "new "
            + Base64.getEncoder().encodeToString("another thirty-two bytes of key!".getBytes(StandardCharsets.UTF_8));
    private static final String OLD_KEY = "old "
            + Base64.getEncoder().encodeToString("the first thirty-two bytes there".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    private final String url = TestServers.freshKeys();
    private PostgresKeyStore keys;
    private PersonalDataCipher cipher;

    @BeforeEach
    void start() {
        keys = keyStore(OLD_KEY);
        cipher = new PersonalDataCipher(keys, NOTHING_REMEMBERED);
    }

    private MasterKeyFile file(String... masterKeys) {
        try {
            return new MasterKeyFile(Files.write(Files.createTempFile(folder, "master", "keys"), List.of(masterKeys)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PostgresKeyStore keyStore(String... masterKeys) {
        return new PostgresKeyStore(new Store(url, Databases.COMMAND, Databases.COMMAND), file(masterKeys));
    }

    @AfterEach
    void stop() {
        keys.close();
    }

    @Test
    void what_is_sealed_is_opened_until_its_key_is_destroyed_and_then_never_again() {
        String ada = cipher.encryptorFor("ada").encrypt("Ada Lovelace");
        String grace = cipher.encryptorFor("grace").encrypt("Grace Hopper");
        assertThat(ada).doesNotContain("Ada").startsWith("sealed:1:");
        assertThat(cipher.decrypt(List.of(ada, grace, "plain")).values())
                .containsExactlyInAnyOrder("Ada Lovelace", "Grace Hopper", "plain");

        keys.destroy(keys.heldFor("ada"));

        assertThat(cipher.decrypt(ada)).isEmpty();
        assertThat(cipher.decrypt(grace)).contains("Grace Hopper");
        assertThat(keys.heldFor("ada")).isEmpty();
    }

    @Test
    void a_customer_who_comes_back_has_another_key() {
        UUID first = keys.keyOf("ada").keyId();
        assertThat(keys.keyOf("ada").keyId()).isEqualTo(first);
        keys.destroy(List.of(first));

        assertThat(keys.keyOf("ada").keyId()).isNotEqualTo(first);
    }

    @Test
    void the_keys_of_many_customers_are_those_that_each_has_alone() {
        UUID ada = keys.keyOf("ada").keyId();

        Map<String, DataKey> many = keys.keysOf(List.of("ada", "grace", "grace", "katherine"));

        assertThat(many).containsOnlyKeys("ada", "grace", "katherine");
        assertThat(many).containsEntry("ada", keys.keyOf("ada")).containsEntry("grace", keys.keyOf("grace"));
        assertThat(keys.keyOf("ada").keyId()).isEqualTo(ada);
        assertThat(keys.keysOf(List.of())).isEmpty();
    }

    @Test
    void many_texts_are_sealed_each_with_its_customers_key() {
        Map<String, PersonalDataCipher.Encryptor> encryptors = cipher.encryptorsFor(List.of("ada", "grace"));
        String ada = requireNonNull(encryptors.get("ada")).encrypt("Ada Lovelace");
        String grace = requireNonNull(encryptors.get("grace")).encrypt("Grace Hopper");

        keys.destroy(keys.heldFor("ada"));

        assertThat(cipher.decrypt(ada)).isEmpty();
        assertThat(cipher.decrypt(grace)).contains("Grace Hopper");
    }

    @Test
    void a_content_that_is_sealed_as_it_is_written_is_whole_once_it_is_closed() throws IOException {
        byte[] content = "Ada Lovelace, ".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        var sealed = new ByteArrayOutputStream();
        try (OutputStream out = cipher.encryptorFor("ada").encrypting(sealed)) {
            out.write(content);
            assertThat(sealed.size()).isGreaterThan(content.length / 2);
        }

        assertThat(sealed.toString(StandardCharsets.ISO_8859_1)).doesNotContain("Ada");
        try (InputStream opened =
                cipher.decrypt(new ByteArrayInputStream(sealed.toByteArray())).orElseThrow()) {
            assertThat(opened.readAllBytes()).isEqualTo(content);
        }
        var cut = new ByteArrayInputStream(sealed.toByteArray(), 0, sealed.size() - 1);
        try (InputStream opened = cipher.decrypt(cut).orElseThrow()) {
            assertThatThrownBy(opened::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    @Test
    void the_same_text_is_never_sealed_to_the_same() {
        PersonalDataCipher.Encryptor encryptor = cipher.encryptorFor("ada");

        assertThat(encryptor.encrypt("Ada")).isNotEqualTo(encryptor.encrypt("Ada"));
    }

    @Test
    void a_text_that_was_altered_is_not_opened() {
        String sealed = cipher.encryptorFor("ada").encrypt("Ada Lovelace");
        char last = sealed.charAt(sealed.length() - 2);
        String altered = sealed.substring(0, sealed.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + sealed.charAt(sealed.length() - 1);

        assertThatThrownBy(() -> cipher.decrypt(altered)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void one_customers_text_does_not_open_with_anothers_key() {
        String ada = cipher.encryptorFor("ada").encrypt("Ada Lovelace");
        UUID grace = keys.keyOf("grace").keyId();
        String swapped = ada.replace(PersonalDataCipher.keyOf(ada).orElseThrow().toString(), grace.toString());

        assertThatThrownBy(() -> cipher.decrypt(swapped)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void many_at_once_agree_on_one_key() throws ExecutionException, InterruptedException {
        var ids = new HashSet<UUID>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> keys.keyOf("ada").keyId()))
                    .toList();
            for (var one : all) {
                ids.add(one.get());
            }
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void after_the_master_key_is_changed_the_old_one_still_unwraps_what_it_wrapped() {
        String sealed = cipher.encryptorFor("ada").encrypt("Ada Lovelace");
        try (PostgresKeyStore rotated = keyStore(NEW_KEY, OLD_KEY);
                PostgresKeyStore forgetful = keyStore(NEW_KEY)) {
            assertThat(new PersonalDataCipher(rotated, NOTHING_REMEMBERED).decrypt(sealed))
                    .contains("Ada Lovelace");
            rotated.keyOf("grace");
            assertThat(masterKeys()).containsExactlyInAnyOrder("old", "new");

            assertThatThrownBy(() -> new PersonalDataCipher(forgetful, NOTHING_REMEMBERED).decrypt(sealed))
                    .isInstanceOf(KeysUnavailable.class)
                    .hasMessageContaining("'old' is not in the file");
        }
    }

    @Test
    void the_key_stores_database_holds_no_key_in_the_clear() {
        byte[] secret = keys.keyOf("ada").secret().getEncoded();

        assertThat(query("select encode(wrapped, 'hex') from keys.keys").getFirst())
                .doesNotContain(HexFormat.of().formatHex(secret));
    }

    @Test
    void a_service_that_only_reads_can_neither_make_nor_destroy_keys() {
        UUID key = keys.keyOf("ada").keyId();
        var reader = new Store(url, Databases.QUERY, Databases.QUERY);
        try (var readOnly = new PostgresKeyStore(reader, file(OLD_KEY))) {
            assertThat(readOnly.find(List.of(key))).containsKey(key);
            assertThatThrownBy(() -> readOnly.destroy(List.of(key)))
                    .isInstanceOf(KeysUnavailable.class)
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(() -> readOnly.keyOf("grace"))
                    .isInstanceOf(KeysUnavailable.class)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 300_000})
    void contents_of_any_size_are_sealed_and_opened(int size) throws IOException {
        byte[] plain = new byte[size];
        new Random(size).nextBytes(plain);
        byte[] sealed = sealed(plain);

        assertThat(opened(sealed).orElseThrow()).isEqualTo(plain);
        keys.destroy(keys.heldFor("ada"));
        assertThat(opened(sealed)).isEmpty();
    }

    @Test
    void a_content_that_was_altered_or_cut_is_noticed() throws IOException {
        byte[] sealed = sealed(new byte[200_000]);
        byte[] altered = sealed.clone();
        altered[100_000]++;
        byte[] cut = Arrays.copyOf(sealed, sealed.length - 70_000);

        assertThatThrownBy(() -> opened(altered)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> opened(cut)).isInstanceOf(IOException.class);
    }

    @Test
    void a_content_from_before_contents_were_sealed_is_itself() throws IOException {
        byte[] plain = "%PDF-1.7".getBytes(StandardCharsets.UTF_8);

        assertThat(opened(plain).orElseThrow()).isEqualTo(plain);
    }

    @Test
    void names_are_found_by_their_beginnings_in_any_case_and_by_nothing_else() {
        keys.prepare();
        BlindIndex index = cipher.index();
        List<Long> grace = index.beginnings("Grace Hopper");

        assertThat(grace).hasSize("Grace Hopper".length()).contains(index.beginning("gRACE h"), index.beginning("G"));
        assertThat(grace).doesNotContain(index.beginning("Hopper"), index.beginning("Grace M"), index.beginning("%"));
        assertThat(index.beginnings("Grace Hopper")).isEqualTo(grace);
        assertThat(new PersonalDataCipher(keyStoreElsewhere(), NOTHING_REMEMBERED)
                        .index()
                        .beginnings("Grace Hopper"))
                .doesNotContainAnyElementsOf(grace);
    }

    private PostgresKeyStore keyStoreElsewhere() {
        var elsewhere = new Store(TestServers.freshKeys(), Databases.COMMAND, Databases.COMMAND);
        var store = new PostgresKeyStore(elsewhere, file(OLD_KEY));
        store.prepare();
        return store;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "first", "first dG9vIHNob3J0", "first !", "one two three"})
    void a_file_without_a_good_master_key_is_refused_with_a_hint(String line) {
        assertThatThrownBy(() -> MasterKeys.of(List.of(line)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("openssl rand -base64 32");
    }

    private byte[] sealed(byte[] plain) throws IOException {
        var sealed = new ByteArrayOutputStream();
        cipher.encryptorFor("ada").encrypt(new ByteArrayInputStream(plain), sealed);
        return sealed.toByteArray();
    }

    private Optional<byte[]> opened(byte[] sealed) throws IOException {
        Optional<InputStream> content = cipher.decrypt(new ByteArrayInputStream(sealed));
        return content.isEmpty() ? Optional.empty() : Optional.of(content.get().readAllBytes());
    }

    private List<String> masterKeys() {
        return query("select distinct master_key from keys.keys");
    }

    private List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection(url, Databases.KEYS_OWNER, Databases.KEYS_OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
