package io.daybook.projector.engine.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;

/**
 * Calls of DynamoDB, as few kinds as the store needs. Reads are strongly consistent; a write whose condition does not hold
 * answers false. The SDK repeats what is throttled or lost on the way, with growing pauses, for as long as
 * {@link #CALL_TIME_MAX} allows.
 */
final class DynamoDb implements AutoCloseable {

    private static final Region REGION_OF_OTHER_STORES = Region.US_EAST_1;
    private static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(2);

    /** Longest silence of the store. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(5);

    /** Longest duration of one call, its repetitions included. */
    private static final Duration CALL_TIME_MAX = Duration.ofSeconds(15);

    /** As many as DynamoDB takes in one request. */
    private static final int READ_KEYS_MAX = 100;

    /** Rounds for keys that a throttled table left unread. */
    private static final int READ_ROUNDS_MAX = 10;

    private static final long READ_PAUSE_FIRST_MILLIS = 20;

    /** Error code of an item whose own content is at fault: too large, a number too long. */
    private static final String UNFIT = "ValidationException";

    /** Pauses between looks at a table that is being made: the SDK's own is twenty seconds, and most tables are ready sooner. */
    private static final BackoffStrategy TABLE_PAUSES =
            BackoffStrategy.exponentialDelayWithoutJitter(Duration.ofMillis(50), Duration.ofSeconds(2));

    private static final Duration TABLE_WAIT_MAX = Duration.ofMinutes(8);

    private final DynamoDbClient client;
    private final DynamoDbWaiter waiter;

    DynamoDb(DynamoDbProperties properties) {
        var builder = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_WAIT_MAX)
                        .socketTimeout(SILENCE_MAX))
                .overrideConfiguration(calls -> calls.apiCallTimeout(CALL_TIME_MAX));
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint()).region(REGION_OF_OTHER_STORES);
        }
        if (properties.region() != null) {
            builder.region(Region.of(properties.region()));
        }
        this.client = builder.build();
        this.waiter = DynamoDbWaiter.builder()
                .client(client)
                .overrideConfiguration(looks -> looks.backoffStrategyV2(TABLE_PAUSES)
                        .waitTimeout(TABLE_WAIT_MAX)
                        .maxAttempts(Integer.MAX_VALUE))
                .build();
    }

    /** A table of the view does not exist. */
    static final class MissingTable extends DataAccessResourceFailureException {
        private static final long serialVersionUID = 1L;

        MissingTable(String message) {
            super(message);
        }

        MissingTable(ResourceNotFoundException cause) {
            super("A table is not there.", cause);
        }
    }

    /** An item that the store takes in no state: its own content is at fault. */
    static final class UnfitItem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnfitItem(DynamoDbException cause) {
            super("The item does not fit into the store.", cause);
        }
    }

    /**
     * Makes a table that is paid for by request, with text keys, and waits until it can be used.
     *
     * @return false if there is one of that name already
     */
    boolean createTable(String table, String hashKey, @Nullable String rangeKey) {
        var attributes = new ArrayList<AttributeDefinition>();
        var keys = new ArrayList<KeySchemaElement>();
        key(attributes, keys, hashKey, KeyType.HASH);
        if (rangeKey != null) {
            key(attributes, keys, rangeKey, KeyType.RANGE);
        }
        var request = CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys)
                .build();
        return call(() -> {
            boolean isMade;
            try {
                client.createTable(request);
                isMade = true;
            } catch (ResourceInUseException there) {
                isMade = false;
            }
            waiter.waitUntilTableExists(wait -> wait.tableName(table));
            return isMade;
        });
    }

    private static void key(
            List<AttributeDefinition> attributes, List<KeySchemaElement> keys, String name, KeyType type) {
        attributes.add(AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build());
        keys.add(KeySchemaElement.builder().attributeName(name).keyType(type).build());
    }

    /** Size of the table, by the store's own count of some hours ago; nothing if there is no such table. */
    Optional<Long> tableBytes(String table) {
        try {
            return Optional.of(call(() -> client.describeTable(describe -> describe.tableName(table))
                    .table()
                    .tableSizeBytes()));
        } catch (MissingTable missing) {
            return Optional.empty();
        }
    }

    /** Deletes a table, if it is there. */
    void deleteTable(String table) {
        try {
            call(() -> client.deleteTable(delete -> delete.tableName(table)));
        } catch (MissingTable missing) {
            // That is what was wanted.
        }
    }

    /** The item of that key, empty if there is none. */
    Map<String, AttributeValue> read(String table, Map<String, AttributeValue> key) {
        return call(() -> client.getItem(get -> get.tableName(table).key(key).consistentRead(true))
                .item());
    }

    /** Those of the items that are there, by their keys. */
    Map<String, Map<String, AttributeValue>> read(String table, String hashKey, Collection<String> ids) {
        var items = new HashMap<String, Map<String, AttributeValue>>();
        var wanted = List.copyOf(ids);
        for (int from = 0; from < wanted.size(); from += READ_KEYS_MAX) {
            List<String> some = wanted.subList(from, Math.min(wanted.size(), from + READ_KEYS_MAX));
            readSome(table, hashKey, some).forEach(item -> items.put(text(item, hashKey), item));
        }
        return items;
    }

    private List<Map<String, AttributeValue>> readSome(String table, String hashKey, List<String> ids) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        Map<String, KeysAndAttributes> left = Map.of(
                table,
                KeysAndAttributes.builder()
                        .consistentRead(true)
                        .keys(ids.stream()
                                .map(id -> Map.of(hashKey, AttributeValue.fromS(id)))
                                .toList())
                        .build());
        for (int round = 0; round < READ_ROUNDS_MAX; round++) {
            if (round > 0) {
                pause(READ_PAUSE_FIRST_MILLIS << round);
            }
            Map<String, KeysAndAttributes> asked = left;
            BatchGetItemResponse answer = call(() -> client.batchGetItem(get -> get.requestItems(asked)));
            items.addAll(answer.responses().getOrDefault(table, List.of()));
            left = answer.unprocessedKeys();
            if (left.isEmpty()) {
                return items;
            }
        }
        throw new DataAccessResourceFailureException("DynamoDB leaves items of %s unread.".formatted(table));
    }

    private static void pause(long millisMax) {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(millisMax));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("Interrupted while DynamoDB was busy.", e);
        }
    }

    /** All items of one hash key, in the order of their range keys. */
    List<Map<String, AttributeValue>> query(String table, String hashKey, String value) {
        return query(table, hashKey, value, Integer.MAX_VALUE);
    }

    /** The first items of one hash key, in the order of their range keys. */
    List<Map<String, AttributeValue>> query(String table, String hashKey, String value, int itemsMax) {
        return call(() -> client.queryPaginator(ofKey(table, hashKey, value).build()).items().stream()
                .limit(itemsMax)
                .toList());
    }

    /** Counts the items of that hash key. */
    long count(String table, String hashKey, String value) {
        return call(() -> client
                .queryPaginator(
                        ofKey(table, hashKey, value).select(Select.COUNT).build())
                .stream()
                .mapToLong(QueryResponse::count)
                .sum());
    }

    private static QueryRequest.Builder ofKey(String table, String hashKey, String value) {
        return QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("#key = :key")
                .expressionAttributeNames(Map.of("#key", hashKey))
                .expressionAttributeValues(Map.of(":key", AttributeValue.fromS(value)));
    }

    /** Hands over all items of a table, page by page. */
    void scan(String table, Consumer<List<Map<String, AttributeValue>>> pages) {
        Map<String, AttributeValue> next = Map.of();
        do {
            Map<String, AttributeValue> from = next;
            var page = call(() -> client.scan(scan ->
                    scan.tableName(table).consistentRead(true).exclusiveStartKey(from.isEmpty() ? null : from)));
            pages.accept(page.items());
            next = page.lastEvaluatedKey();
        } while (!next.isEmpty());
    }

    boolean put(PutItemRequest request) {
        return isDone(() -> client.putItem(request));
    }

    boolean update(UpdateItemRequest request) {
        return isDone(() -> client.updateItem(request));
    }

    boolean delete(DeleteItemRequest request) {
        return isDone(() -> client.deleteItem(request));
    }

    /** Adds to a number, which begins at 0, and answers with the sum. */
    long add(String table, Map<String, AttributeValue> key, String attribute, long number) {
        return call(() -> number(
                client.updateItem(update -> update.tableName(table)
                                .key(key)
                                .updateExpression("add #number :number")
                                .expressionAttributeNames(Map.of("#number", attribute))
                                .expressionAttributeValues(Map.of(":number", number(number)))
                                .returnValues("UPDATED_NEW"))
                        .attributes(),
                attribute));
    }

    private static boolean isDone(Supplier<?> write) {
        try {
            call(write);
            return true;
        } catch (ConditionalCheckFailedException otherwise) {
            return false;
        }
    }

    private static <T> T call(Supplier<T> request) {
        try {
            return request.get();
        } catch (ConditionalCheckFailedException otherwise) {
            throw otherwise;
        } catch (ResourceNotFoundException missing) {
            throw new MissingTable(missing);
        } catch (DynamoDbException refused) {
            if (UNFIT.equals(refused.awsErrorDetails().errorCode())) {
                throw new UnfitItem(refused);
            }
            throw failed(refused);
        } catch (SdkException failed) {
            throw failed(failed);
        }
    }

    private static DataAccessResourceFailureException failed(SdkException cause) {
        return new DataAccessResourceFailureException("DynamoDB did not do what it was asked.", cause);
    }

    static String text(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null || value.s() == null) {
            throw new IllegalStateException("An item has no %s.".formatted(attribute));
        }
        return value.s();
    }

    static Optional<String> textIfThere(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).map(AttributeValue::s);
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    /** A number of an item, 0 if it is not there. */
    static long number(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    @Override
    public void close() {
        waiter.close();
        client.close();
    }
}
