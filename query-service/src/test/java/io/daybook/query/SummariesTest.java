package io.daybook.query;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static software.amazon.awssdk.services.dynamodb.model.TableStatus.ACTIVE;

import io.daybook.testsupport.Answer;
import io.daybook.testsupport.Dynalite;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class SummariesTest {

    private static final String CONTROL = "bank_summaries";
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final String PATH = "/v1/account-summaries/" + ACCOUNT;

    private Dynalite dynalite;
    private DynamoDbClient store;
    private QueryService service;

    @BeforeEach
    void start() {
        assumeTrue(Dynalite.isInstalled(), Dynalite::howToInstall);
        dynalite = Dynalite.start();
        store = DynamoDbClient.builder()
                .endpointOverride(dynalite.endpoint())
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        service = new QueryService(
                "daybook.groups=summaries,audit",
                "daybook.consistency.wait-max=1s",
                "daybook.dynamodb.call-time-max=20s",
                "daybook.dynamodb.table-prefix=bank_",
                "daybook.dynamodb.endpoint=" + dynalite.endpoint());
    }

    @AfterEach
    void stop() {
        if (dynalite != null) {
            service.close();
            store.close();
            dynalite.close();
        }
    }

    @Test
    void an_account_is_answered_with_its_amounts_in_full_and_its_version_as_the_entity_tag() {
        createTables(1);
        write(1, 3, "100");

        Answer answer = service.get(PATH);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"3\"");
        assertThat(answer.body().toString()).isEqualTo("""
                {"accountId":"%s","holder":{"name":"Ada"},"currency":"EUR","status":"OPEN","balance":"100.00",\
                "available":"150.00","held":"0.00","overdraftLimit":"50.00","transactions":2,"latestDate":"2026-01-31",\
                "version":3,"position":7,"openedAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-31T00:00:00Z"}\
                """.formatted(ACCOUNT));
        assertThat(service.get("/v1/account-summaries/" + UUID.randomUUID()).text("type"))
                .isEqualTo("/problems/unknown-account");
    }

    @Test
    void a_query_waits_for_the_version_that_it_names() {
        createTables(1);
        write(1, 1, "0");

        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> service.get(PATH + "?atLeastVersion=2"));
        write(1, 2, "100");

        assertThat(waiting.join().text("balance")).isEqualTo("100.00");
        Answer notYet = service.get(PATH + "?atLeastVersion=3");
        assertThat(notYet.status()).isEqualTo(503);
        assertThat(notYet.text("type")).isEqualTo("/problems/not-yet");
        assertThat(notYet.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void no_answer_is_missing_while_generations_take_over_from_one_another_and_go() {
        createTables(1);
        write(1, 1, "1");
        assertThat(service.get(PATH).status()).isEqualTo(200);
        var isOver = new AtomicBoolean();
        CompletableFuture<Long> reads = CompletableFuture.supplyAsync(() -> {
            long last = 0;
            while (!isOver.get()) {
                Answer answer = service.get(PATH);
                assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
                assertThat(answer.body().path("version").asLong()).isGreaterThanOrEqualTo(last);
                last = answer.body().path("version").asLong();
            }
            return last;
        });

        for (int generation = 2; generation < 20; generation++) {
            createTable(CONTROL + "_" + generation, "accountId");
            write(generation, generation, "1");
            serve(generation);
            String replaced = CONTROL + "_" + (generation - 1);
            store.deleteTable(delete -> delete.tableName(replaced));
        }
        isOver.set(true);

        assertThat(reads.join()).isPositive();
        assertThat(service.get(PATH).body().path("version").asInt()).isEqualTo(19);
    }

    @Test
    void a_store_that_is_down_or_empty_fails_its_own_queries_clearly_and_no_others() {
        assertThat(service.get(PATH).text("type")).isEqualTo("/problems/view-unavailable");
        createTables(1);
        assertThat(service.get(PATH).text("type")).isEqualTo("/problems/unknown-account");
        await().atMost(30, SECONDS).until(this::group, "UP"::equals);

        dynalite.close();

        assertThat(service.get(PATH).text("type")).isEqualTo("/problems/view-unavailable");
        assertThat(service.get("/v1/accounts/" + ACCOUNT + "/history").text("type"))
                .isEqualTo("/problems/unknown-account");
        await().atMost(30, SECONDS).until(this::group, "DOWN"::equals);
        assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private String group() {
        return service.get("/actuator/health/readiness")
                .body()
                .path("components")
                .path("groups")
                .path("details")
                .path("summaries")
                .asString();
    }

    private void createTables(long generation) {
        createTable(CONTROL, "scope", "name");
        createTable(CONTROL + "_" + generation, "accountId");
        serve(generation);
    }

    private void createTable(String table, String... keys) {
        store.createTable(create -> {
            create.tableName(table).billingMode(BillingMode.PAY_PER_REQUEST);
            create.keySchema(IntStream.range(0, keys.length)
                    .mapToObj(i -> KeySchemaElement.builder()
                            .attributeName(keys[i])
                            .keyType(i == 0 ? KeyType.HASH : KeyType.RANGE)
                            .build())
                    .toList());
            create.attributeDefinitions(Arrays.stream(keys)
                    .map(key -> AttributeDefinition.builder()
                            .attributeName(key)
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .toList());
        });
        await().until(
                        () -> store.describeTable(describe -> describe.tableName(table))
                                .table()
                                .tableStatus(),
                        ACTIVE::equals);
    }

    private void serve(long generation) {
        var item = Map.of(
                "scope", AttributeValue.fromS("view"),
                "name", AttributeValue.fromS("serving"),
                "generation", AttributeValue.fromN(Long.toString(generation)));
        store.putItem(put -> put.tableName(CONTROL).item(item));
    }

    /** Writes the account, as the projector does. */
    private void write(long generation, int version, String balance) {
        var item = new HashMap<String, AttributeValue>();
        item.put("accountId", AttributeValue.fromS(ACCOUNT.toString()));
        item.put("holderName", AttributeValue.fromS("Ada"));
        item.put("currency", AttributeValue.fromS("EUR"));
        item.put("status", AttributeValue.fromS("OPEN"));
        item.put("balance", AttributeValue.fromN(balance));
        item.put("available", AttributeValue.fromN("150"));
        item.put("held", AttributeValue.fromN("0"));
        item.put("overdraftLimit", AttributeValue.fromN("50"));
        item.put("transactions", AttributeValue.fromN("2"));
        item.put("latestDate", AttributeValue.fromS("2026-01-31"));
        item.put("version", AttributeValue.fromN(Integer.toString(version)));
        item.put("position", AttributeValue.fromN("7"));
        item.put("openedAt", AttributeValue.fromS("2026-01-01T00:00:00Z"));
        item.put("updatedAt", AttributeValue.fromS("2026-01-31T00:00:00Z"));
        store.putItem(put -> put.tableName(CONTROL + "_" + generation).item(item));
    }
}
