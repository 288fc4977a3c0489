package io.daybook.personaldata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.daybook.localstack.Databases;
import io.daybook.personaldata.KeyRewrapping.Pass;
import io.daybook.personaldata.KeyRewrapping.Progress;
import io.daybook.personaldata.KeyRewrapping.State;
import io.daybook.personaldata.PersonalDataProperties.Store;
import io.daybook.testsupport.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The change of the master key, from the first line in the file to the last that goes. */
class KeyRewrappingTest {

    private static final String OLD_KEY = line("2026", "the first thirty-two bytes there");
    private static final String NEW_KEY = line("2027", "another thirty-two bytes of key!");
    private static final int SLICE = 4;
    private static final int CUSTOMERS = 10;

    /** Those of the customers, and the one of the blind indexes. */
    private static final long KEYS = CUSTOMERS + 1;

    @TempDir
    Path folder;

    private final String url = TestServers.freshKeys();
    private final List<PostgresKeyStore> stores = new ArrayList<>();
    private Path file;
    private Service service;
    private List<String> sealed;

    /** What one process has. */
    private record Service(MasterKeyFile masterKeys, PostgresKeyStore store, KeyRewrapping rewrapping) {

        PersonalDataCipher cipher() {
            return new PersonalDataCipher(store, Duration.ZERO);
        }

        void rewrapAll() {
            Pass pass = rewrapping.pass();
            boolean isMore = true;
            while (isMore) {
                isMore = pass.next();
            }
            pass.end();
        }
    }

    private static String line(String name, String key) {
        return name + " " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void start() {
        file = folder.resolve("master-keys");
        write(OLD_KEY);
        service = service(file);
        sealed = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> service.cipher().encryptorFor("customer-" + i).encrypt("Ada " + i))
                .toList();
    }

    @AfterEach
    void stop() {
        stores.forEach(PostgresKeyStore::close);
    }

    private Service service(Path masterKeyFile) {
        var masterKeys = new MasterKeyFile(masterKeyFile);
        var store = new PostgresKeyStore(new Store(url, Databases.COMMAND, Databases.COMMAND), masterKeys);
        stores.add(store);
        store.prepare();
        return new Service(masterKeys, store, new KeyRewrapping(store, masterKeys, SLICE));
    }

    private void write(String... lines) {
        try {
            Files.write(file, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(String... lines) {
        write(lines);
        service.masterKeys().look();
        service.masterKeys().look();
    }

    private void assertAllIsRead(Service reader) {
        assertThat(reader.cipher().decrypt(sealed)).hasSize(CUSTOMERS).containsEntry(sealed.getFirst(), "Ada 0");
    }

    @Test
    void all_keys_are_wrapped_by_the_new_master_key_and_the_old_one_can_go() {
        long token = service.cipher().index().beginning("Ada");
        change(NEW_KEY, OLD_KEY);
        assertThat(service.rewrapping().isWanted()).isFalse();
        assertThat(service.rewrapping().progress().state()).isEqualTo(State.NOT_REQUESTED);

        service.rewrapping().request("otto");

        Progress begun = service.rewrapping().progress();
        assertThat(begun.state()).isEqualTo(State.RUNNING);
        assertThat(begun.keysByMasterKey()).isEqualTo(Map.of("2026", KEYS, "2027", 0L));
        assertThat(service.rewrapping().isWanted()).isTrue();
        service.rewrapAll();
        Progress done = service.rewrapping().progress();
        assertThat(done.state()).isEqualTo(State.COMPLETED);
        assertThat(done.requestedBy()).isEqualTo("otto");
        assertThat(done.done()).isEqualTo(done.total()).isEqualTo(KEYS);
        assertThat(done.keysByMasterKey()).isEqualTo(Map.of("2026", 0L, "2027", KEYS));
        assertThat(service.rewrapping().isWanted()).isFalse();
        change(NEW_KEY);
        assertAllIsRead(service);
        write(NEW_KEY);
        Service restarted = service(file);
        assertAllIsRead(restarted);
        assertThat(restarted.cipher().index().beginning("Ada")).isEqualTo(token);
    }

    @Test
    void a_process_that_was_killed_in_between_leaves_the_rest_to_the_next() {
        change(NEW_KEY, OLD_KEY);
        service.rewrapping().request("otto");
        assertThat(service.rewrapping().pass().next()).isTrue();

        Service next = service(file);

        assertThat(next.rewrapping().progress().state()).isEqualTo(State.RUNNING);
        assertThat(next.rewrapping().progress().done()).isEqualTo(SLICE);
        assertThat(next.rewrapping().isWanted()).isTrue();
        assertAllIsRead(next);
        next.rewrapAll();
        assertThat(next.rewrapping().progress().state()).isEqualTo(State.COMPLETED);
        change(NEW_KEY);
        assertAllIsRead(service);
    }

    @Test
    void several_processes_share_the_work() {
        change(NEW_KEY, OLD_KEY);
        service.rewrapping().request("otto");
        Service other = service(file);

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(service::rewrapAll), CompletableFuture.runAsync(other::rewrapAll))
                .join();
        service.rewrapAll();

        assertThat(service.rewrapping().progress().state()).isEqualTo(State.COMPLETED);
        change(NEW_KEY);
        assertAllIsRead(service);
    }

    @Test
    void an_instance_with_the_older_file_wraps_nothing_back() {
        change(OLD_KEY, NEW_KEY);
        service.rewrapping().request("otto");
        Service behind = service(file);
        change(NEW_KEY, OLD_KEY);
        service.rewrapping().request("otto");
        service.rewrapAll();

        assertThat(behind.masterKeys().current()).isEqualTo("2026");
        assertThat(behind.rewrapping().isWanted()).isFalse();
        assertThat(behind.rewrapping().progress().state()).isEqualTo(State.NOT_REQUESTED);
    }

    @Test
    void a_destroyed_key_stays_destroyed_and_is_not_counted() {
        service.store().destroy(service.store().heldFor("customer-0"));
        change(NEW_KEY, OLD_KEY);
        service.rewrapping().request("otto");
        service.rewrapAll();

        assertThat(service.rewrapping().progress().total()).isEqualTo(KEYS - 1);
        assertThat(service.cipher().decrypt(sealed.getFirst())).isEmpty();
    }

    @Test
    void keys_of_a_master_key_that_is_gone_are_named_and_wrapped_once_it_is_back() {
        change(NEW_KEY);
        service.rewrapping().request("otto");
        service.rewrapAll();

        Progress stuck = service.rewrapping().progress();
        assertThat(stuck.state()).isEqualTo(State.INCOMPLETE);
        assertThat(stuck.failed()).isEqualTo(KEYS);
        assertThat(stuck.trouble()).contains("'2026' is not in the file");
        change(NEW_KEY, OLD_KEY);
        service.rewrapAll();
        assertThat(service.rewrapping().progress().state()).isEqualTo(State.COMPLETED);
        assertThat(service.rewrapping().progress().failed()).isZero();
    }

    @Test
    void a_key_that_was_altered_holds_up_no_other() {
        UUID altered = service.store().heldFor("customer-3").getFirst();
        int unused = service.store()
                .inTransaction(jdbc -> jdbc.sql("update keys set wrapped = '\\x00' where key_id = :id")
                        .param("id", altered)
                        .update());
        change(NEW_KEY, OLD_KEY);
        service.rewrapping().request("otto");
        service.rewrapAll();

        Progress progress = service.rewrapping().progress();
        assertThat(progress.state()).isEqualTo(State.INCOMPLETE);
        assertThat(progress.failed()).isEqualTo(1);
        assertThat(progress.done()).isEqualTo(KEYS - 1);
        assertThat(progress.trouble()).contains(altered.toString());
    }

    @Test
    void a_change_of_the_file_is_taken_up_once_two_looks_have_seen_it() {
        write(NEW_KEY, OLD_KEY);
        service.masterKeys().look();
        assertThat(service.masterKeys().current()).isEqualTo("2026");

        service.masterKeys().look();

        assertThat(service.masterKeys().names()).containsExactly("2027", "2026");
        assertAllIsRead(service);
    }

    @Test
    void a_half_written_file_is_not_taken_up() throws IOException {
        change("2027 c2hvcnQ=");
        assertThat(service.masterKeys().current()).isEqualTo("2026");
        Files.delete(file);
        service.masterKeys().look();

        assertThat(service.masterKeys().current()).isEqualTo("2026");
        assertAllIsRead(service);
        assertThatThrownBy(() -> new MasterKeyFile(file)).hasMessageContaining("master-key-file");
    }

    @Test
    void a_service_that_has_not_looked_yet_finds_the_new_master_key_when_it_meets_it() {
        write(NEW_KEY, OLD_KEY);
        Service quick = service(file);
        String grace = quick.cipher().encryptorFor("grace").encrypt("Grace Hopper");
        assertThat(service.masterKeys().names()).containsExactly("2026");

        assertThat(service.cipher().decrypt(grace)).contains("Grace Hopper");
    }

    @Test
    void the_watch_takes_changes_up_and_counts_the_master_keys_that_are_missing() {
        var meters = new SimpleMeterRegistry();
        var watch = new MasterKeyWatch(service.masterKeys(), service.store(), meters);
        watch.start();
        try {
            write(NEW_KEY);
            await().untilAsserted(() -> assertThat(
                            meters.get("daybook.master.keys.missing").gauge().value())
                    .isEqualTo(1));
            write(NEW_KEY, OLD_KEY);
            await().untilAsserted(() -> assertThat(
                            meters.get("daybook.master.keys.missing").gauge().value())
                    .isZero());
        } finally {
            watch.stop();
        }
        assertAllIsRead(service);
    }
}
