package io.daybook.query.summaries;

import io.daybook.query.database.ReadStore;
import io.daybook.query.privacy.PersonalDataDecryptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The view's tables in DynamoDB: one a generation, and one that says which of them serves.
 *
 * <p>Each answer asks for both in one request, strongly consistent: the item in the generation that served last, and whether
 * that still serves. So no answer comes from a generation that had been replaced before it was asked for, and none misses an
 * account in the moment of a swap.
 */
@Component
final class SummaryStore implements ReadStore, AutoCloseable {

    private static final Region REGION_OF_OTHER_STORES = Region.US_EAST_1;
    private static final Duration CONNECT_WAIT_MAX = Duration.ofSeconds(1);

    /** Number of attempts without an answer that fit into one call; one of them can get lost on its way. */
    private static final int ATTEMPTS_IN_CALL = 2;

    /** Generations change once in a while; a second look finds the right one unless they change in between again. */
    private static final int LOOKS_MAX = 10;

    private static final Map<String, AttributeValue> SERVING =
            Map.of("scope", AttributeValue.fromS("view"), "name", AttributeValue.fromS("serving"));

    private final DynamoDbClient client;
    private final String control;
    private final PersonalDataDecryptor decryptor;
    private volatile long knownGeneration;

    SummaryStore(SummaryStoreProperties properties, PersonalDataDecryptor decryptor) {
        this.decryptor = decryptor;
        var builder = DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_WAIT_MAX)
                        .socketTimeout(properties.callTimeMax()))
                .overrideConfiguration(calls -> calls.apiCallTimeout(properties.callTimeMax())
                        .apiCallAttemptTimeout(properties.callTimeMax().dividedBy(ATTEMPTS_IN_CALL)));
        if (properties.endpoint() != null) {
            builder.endpointOverride(properties.endpoint()).region(REGION_OF_OTHER_STORES);
        }
        if (properties.region() != null) {
            builder.region(Region.of(properties.region()));
        }
        this.client = builder.build();
        this.control = properties.tablePrefix() + SummariesGroup.NAME;
    }

    @Override
    public String view() {
        return SummariesGroup.NAME;
    }

    /** An account's summary, nothing if the view has no such account. */
    Optional<SummaryResponse> find(UUID accountId) {
        long generation = knownGeneration == 0 ? servingGeneration() : knownGeneration;
        for (int look = 0; look < LOOKS_MAX; look++) {
            Answer answer = read(generation, accountId);
            knownGeneration = answer.serving();
            if (answer.serving() == generation) {
                return answer.item().map(item -> item.summary(decryptor));
            }
            generation = answer.serving();
        }
        throw new DataAccessResourceFailureException("The view's generations change faster than they can be read.");
    }

    /**
     * Result of one look.
     *
     * @param serving the generation that serves
     * @param item the item in the generation that was looked into
     */
    private record Answer(long serving, Optional<SummaryItem> item) {}

    private Answer read(long generation, UUID accountId) {
        String table = control + "_" + generation;
        Map<String, KeysAndAttributes> wanted = Map.of(
                control, keys(SERVING),
                table, keys(Map.of("accountId", AttributeValue.fromS(accountId.toString()))));
        try {
            BatchGetItemResponse found = client.batchGetItem(get -> get.requestItems(wanted));
            if (found.hasUnprocessedKeys() && !found.unprocessedKeys().isEmpty()) {
                throw new DataAccessResourceFailureException("DynamoDB is too busy to answer.");
            }
            Optional<SummaryItem> serving = first(found, control);
            return new Answer(
                    serving.map(item -> item.number("generation")).orElseGet(this::servingGeneration),
                    first(found, table));
        } catch (ResourceNotFoundException gone) {
            return replaced(generation, gone);
        } catch (SdkException failed) {
            throw unavailable(failed);
        }
    }

    /** A generation's table is deleted some time after another has taken over; if none has, the view is not there. */
    private Answer replaced(long generation, ResourceNotFoundException gone) {
        long serving = servingGeneration();
        if (serving == generation) {
            throw unavailable(gone);
        }
        return new Answer(serving, Optional.empty());
    }

    private static Optional<SummaryItem> first(BatchGetItemResponse found, String table) {
        return found.responses().getOrDefault(table, List.of()).stream()
                .findFirst()
                .map(SummaryItem::new);
    }

    private long servingGeneration() {
        Map<String, AttributeValue> item;
        try {
            item = client.getItem(get -> get.tableName(control).key(SERVING).consistentRead(true))
                    .item();
        } catch (SdkException failed) {
            throw unavailable(failed);
        }
        if (item.isEmpty()) {
            throw new DataAccessResourceFailureException("The view has no generation yet.");
        }
        return new SummaryItem(item).number("generation");
    }

    private static KeysAndAttributes keys(Map<String, AttributeValue> key) {
        return KeysAndAttributes.builder()
                .keys(List.of(key))
                .consistentRead(true)
                .build();
    }

    private static DataAccessResourceFailureException unavailable(SdkException cause) {
        return new DataAccessResourceFailureException("DynamoDB did not answer.", cause);
    }

    @Override
    public boolean answers() {
        try {
            return servingGeneration() > 0;
        } catch (DataAccessException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
