package io.daybook.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.FormPart;
import io.daybook.testsupport.TestClient;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A customer is forgotten, everywhere at once, and the books stay as they are. */
class PrivacyIT {

    private static final String CUSTOMER = "customer-4711";
    private static final String NAME = "Xanthippe Quendolin";
    private static final String EMAIL = "xanthippe@quendolin.example";
    private static final String ADDRESS = "Zwiebelgasse 17, 9999 Entenhausen";
    private static final String TITLE = "Meldezettel der Quendolin";
    private static final String FILE_NAME = "quendolin-meldezettel.txt";
    private static final String CONTENT = "Gemeldet ist Xanthippe Quendolin seit jeher.";

    /** No file may hold any of these; in any case of letters, as names are searched without case. */
    private static final List<String> PERSONAL = List.of(
            "xanthippe", "quendolin", "zwiebelgasse", "meldezettel", "entenhausen", "habakuk", "65080000001920");

    /** Text that is not personal: the same scan finds it, so it does look. */
    private static final String CONTROL = "control-0815";

    private final TestClient client = new TestClient();
    private final TestClient colleague = new TestClient("colleague");

    @AfterEach
    void close() {
        client.close();
        colleague.close();
    }

    @Test
    void a_customer_who_is_forgotten_is_found_nowhere_while_the_books_stay_true(
            @TempDir Path data, @TempDir Path backup) throws IOException {
        try (RunningDemo demo = RunningDemo.on(data)) {
            UUID account = openAccount(demo);
            UUID document = handIn(demo, account);
            subscribeReceiverThatIsAway(demo);
            payIn(demo, account);
            importLines(demo, account);
            awaitEverythingIsTold(demo, account, document);
            copy(data.resolve("postgres"), backup);

            closeAccount(demo, account);
            erase(demo);

            awaitNothingPersonalIsTold(demo, account, document);
            assertThat(demo.balance(client, account, 5)).isEqualByComparingTo("0.00");
            assertLogIsIntact(demo);
            stopInTheMiddleOfAnImport(demo, account);
        }
        assertThat(filesWith(data, PrivacyIT::isControl)).anyMatch(file -> file.contains("postgres"));
        assertThat(filesWith(backup, PrivacyIT::isControl)).isNotEmpty();
        assertThat(filesWith(data, PrivacyIT::isPersonal)).isEmpty();
        assertThat(filesWith(backup, PrivacyIT::isPersonal)).isEmpty();
        assertThat(recordsOfTopics(data)).anyMatch(PrivacyIT::isControl).noneMatch(PrivacyIT::isPersonal);
    }

    private UUID openAccount(RunningDemo demo) {
        Answer opened = client.post(demo.commands() + "/v1/accounts", """
                {"holder": {"customerId": "%s", "name": "%s", "email": "%s", "address": "%s"}, "currency": "EUR",
                 "effectiveDate": "2026-01-01"}
                """.formatted(CUSTOMER, NAME, EMAIL, ADDRESS));
        assertThat(opened.status()).as(opened.toString()).isEqualTo(201);
        return UUID.fromString(opened.text("accountId"));
    }

    private UUID handIn(RunningDemo demo, UUID account) {
        Answer submitted = client.postForm(
                "%s/v1/accounts/%s/documents".formatted(demo.commands(), account),
                List.of(
                        FormPart.field("title", TITLE),
                        FormPart.file("file", FILE_NAME, "text/plain", CONTENT.getBytes(StandardCharsets.UTF_8))));
        assertThat(submitted.status()).as(submitted.toString()).isEqualTo(201);
        return UUID.fromString(submitted.text("documentId"));
    }

    private void payIn(RunningDemo demo, UUID account) {
        Answer paid =
                client.post("%s/v1/accounts/%s/deposits".formatted(demo.commands(), account), """
                {"amount": "42.00", "reference": "%s"}""".formatted(CONTROL));
        assertThat(paid.status()).as(paid.toString()).isEqualTo(201);
    }

    /** Lets events wait in the queue of webhooks. */
    private void subscribeReceiverThatIsAway(RunningDemo demo) {
        Answer subscribed = client.post(demo.operators() + "/v1/webhooks", "{\"url\": \"http://localhost:9/hooks\"}");
        assertThat(subscribed.status()).as(subscribed.toString()).isEqualTo(201);
    }

    /** Lines that are taken and lines that are not, with names in each. */
    private void importLines(RunningDemo demo, UUID account) {
        JsonNode csv = imported(demo, "text/csv", """
                transaction_id,account,date,direction,amount,counterparty_name,counterparty_iban,remark
                1,%1$s,2026-01-31,CREDIT,1.00,Habakuk Tibatong,CZ6508000000192000145399,Habakuk pays
                2,%1$s,2026-01-31,CREDIT,Habakuk,Habakuk Tibatong,CZ6508000000192000145399,Habakuk pays
                """.formatted(account));
        assertThat(csv.path("accepted").asInt()).isEqualTo(1);
        assertThat(csv.path("refused").asInt()).isEqualTo(1);
        JsonNode json = imported(demo, "application/x-ndjson", """
                {"id": "1", "command": "open", "accountId": "%1$s", "holder": {"customerId": "%2$s", "name": "%3$s"}, "currency": "EUR"}
                {"id": "2", "command": "open", "holder": {"customerId": "%2$s", "name": "%3$s", "address": "%4$s"}}
                {"id": "3", "command": "freeze", "accountId": "%1$s", "%3$s": 1}
                """.formatted(account, CUSTOMER, NAME, ADDRESS));
        assertThat(json.path("refused").asInt()).isEqualTo(3);
    }

    private JsonNode imported(RunningDemo demo, String mediaType, String lines) {
        Answer upload = client.send(
                "POST", demo.commands() + "/v1/imports?source=privacy", mediaType, BodyPublishers.ofString(lines));
        assertThat(upload.status()).as(upload.toString()).isEqualTo(202);
        String location = demo.commands() + upload.header("Location");
        await().atMost(30, SECONDS).until(() -> client.get(location).body().has("finishedAt"));
        JsonNode refusals = client.get(location + "/refusals").body().path("items");
        assertThat(refusals.toString().toLowerCase(Locale.ROOT))
                .satisfiesAnyOf(told -> assertThat(told).contains("habakuk"), told -> assertThat(told)
                        .contains("xanthippe"));
        return client.get(location).body();
    }

    /** Leaves the file in its folder, unless it is faster. */
    private void stopInTheMiddleOfAnImport(RunningDemo demo, UUID account) {
        Answer upload = client.send(
                "POST",
                demo.commands() + "/v1/imports?source=stopped",
                "text/csv",
                BodyPublishers.ofString(IntStream.range(0, 20_000)
                        .mapToObj(i -> "%d,%s,2026-01-31,CREDIT,1.00,Habakuk,%n".formatted(i, account))
                        .collect(joining(
                                "", "transaction_id,account,date,direction,amount,counterparty_name,remark\n", ""))));
        assertThat(upload.status()).as(upload.toString()).isEqualTo(202);
    }

    private void closeAccount(RunningDemo demo, UUID account) {
        String path = "%s/v1/accounts/%s/".formatted(demo.commands(), account);
        assertThat(client.post(path + "withdrawals", "{\"amount\": \"43.00\"}").status())
                .isEqualTo(201);
        assertThat(client.post(path + "close", "{}").status()).isEqualTo(201);
    }

    private void erase(RunningDemo demo) {
        Answer asked = client.delete(demo.commands() + "/v1/customers/" + CUSTOMER + "/personal-data");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        Answer agreed =
                colleague.post("%s/v1/approvals/%s/approve".formatted(demo.commands(), asked.text("approvalId")), "{}");
        assertThat(agreed.status()).as(agreed.toString()).isEqualTo(201);
    }

    private void awaitEverythingIsTold(RunningDemo demo, UUID account, UUID document) {
        await().atMost(30, SECONDS).untilAsserted(() -> {
            JsonNode held = personalData(demo).body();
            JsonNode holder = held.path("accounts").path(0).path("holder");
            assertThat(holder.path("name").asString()).isEqualTo(NAME);
            assertThat(holder.path("email").asString()).isEqualTo(EMAIL);
            assertThat(holder.path("address").asString()).isEqualTo(ADDRESS);
            JsonNode first = held.path("documents").path(0);
            assertThat(first.path("document").path("title").asString()).isEqualTo(TITLE);
            assertThat(client.page(demo.queries() + first.path("content").asString()))
                    .isEqualTo(CONTENT);
        });
        assertThat(found(demo, "/v1/accounts?holder=xanthippe%20q", "accountId"))
                .containsExactly(account.toString());
        assertThat(found(demo, "/v1/documents?q=quendolin", "documentId")).containsExactly(document.toString());
    }

    /** At once where the view says so, and once the services have let go of the key where it does not. */
    private void awaitNothingPersonalIsTold(RunningDemo demo, UUID account, UUID document) {
        await().atMost(60, SECONDS).untilAsserted(() -> {
            String held = personalData(demo).body().toString();
            assertThat(held).contains("ERASED", account.toString(), document.toString());
            assertThat(isPersonal(held)).isFalse();
            assertThat(client.page("%s/v1/documents/%s/content".formatted(demo.queries(), document)))
                    .contains("/problems/erased");
        });
        assertThat(found(demo, "/v1/accounts?holder=xanthippe", "accountId")).isEmpty();
        assertThat(found(demo, "/v1/documents?q=quendolin", "documentId")).isEmpty();
    }

    private Answer personalData(RunningDemo demo) {
        return client.get("%s/v1/customers/%s/personal-data".formatted(demo.queries(), CUSTOMER));
    }

    private List<String> found(RunningDemo demo, String path, String field) {
        return client.get(demo.queries() + path).items(field);
    }

    private void assertLogIsIntact(RunningDemo demo) {
        Answer begun = client.post(demo.commands() + "/v1/log/verifications", "{}");
        String verification = "%s/v1/log/verifications/%s".formatted(demo.commands(), begun.text("verificationId"));
        await().atMost(60, SECONDS)
                .until(() -> client.get(verification).text("state").equals("COMPLETED"));
        assertThat(client.get(verification).body().path("verdict").path("ok").asBoolean())
                .isTrue();
    }

    private static boolean isControl(String text) {
        return text.contains(CONTROL);
    }

    private static boolean isPersonal(String text) {
        return PERSONAL.stream().anyMatch(text::contains);
    }

    private static List<String> filesWith(Path folder, Predicate<String> isIn) throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (isIn.test(lowerCase(Files.readAllBytes(file)))) {
                    found.add(folder.relativize(file).toString());
                }
            }
        }
        return List.copyOf(found);
    }

    private static String lowerCase(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    /** The records of all topics, read as Kafka reads them: they may be compressed. */
    private static List<String> recordsOfTopics(Path data) throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(path ->
                            path.toString().endsWith(".log") && path.toString().contains("daybook."))
                    .filter(path -> Files.isRegularFile(path))
                    .toList()) {
                try (FileRecords records = FileRecords.open(file.toFile(), false)) {
                    for (Record record : records.records()) {
                        byte[] value = new byte[record.valueSize()];
                        record.value().get(value);
                        texts.add(lowerCase(value));
                    }
                }
            }
        }
        return texts;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.REPLACE_EXISTING);
                } catch (NoSuchFileException gone) {
                    return FileVisitResult.CONTINUE;
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
