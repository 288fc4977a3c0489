package io.daybook.projector.engine.dynamodb;

import io.daybook.projector.engine.rebuild.Comparison;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Differences between two generations of a view in DynamoDB. Both move meanwhile, so an item is done with only once it has been
 * found at the same version in both; all others are looked at again, the last time while both stand at the same offsets.
 */
final class DynamoDbComparison {

    private static final int EXAMPLES_MAX = 5;

    private final DynamoDb db;
    private final String key;
    private final String serving;
    private final String built;
    private final Runnable stopCheck;
    private final AtomicLong itemsServing = new AtomicLong();
    private final AtomicLong itemsBuilt = new AtomicLong();
    private final Set<String> different = new TreeSet<>();
    private Set<String> open = new HashSet<>();

    /**
     * A comparison of two tables.
     *
     * @param key the attribute that is their key
     * @param stopCheck asked between pages
     */
    DynamoDbComparison(DynamoDb db, String key, String serving, String built, Runnable stopCheck) {
        this.db = db;
        this.key = key;
        this.serving = serving;
        this.built = built;
        this.stopCheck = stopCheck;
    }

    /** Looks at all items of both tables. */
    void begin() {
        scan(serving, built, itemsServing);
        scan(built, serving, itemsBuilt);
    }

    private void scan(String table, String other, AtomicLong items) {
        db.scan(table, page -> {
            stopCheck.run();
            items.addAndGet(page.size());
            Map<String, Map<String, AttributeValue>> ours =
                    page.stream().collect(Collectors.toMap(item -> DynamoDb.text(item, key), Function.identity()));
            compare(ours, db.read(other, key, ours.keySet()), ours.keySet());
        });
    }

    private void compare(
            Map<String, Map<String, AttributeValue>> ours,
            Map<String, Map<String, AttributeValue>> theirs,
            Collection<String> ids) {
        for (String id : ids) {
            Map<String, AttributeValue> our = ours.getOrDefault(id, Map.of());
            Map<String, AttributeValue> their = theirs.getOrDefault(id, Map.of());
            if (DynamoDb.number(our, DynamoDbProjection.VERSION)
                    != DynamoDb.number(their, DynamoDbProjection.VERSION)) {
                open.add(id);
            } else if (!our.equals(their)) {
                different.add(id);
            }
        }
    }

    /** Items that have not been found at the same version. */
    int open() {
        return open.size();
    }

    /** Looks again at those that have not been found at the same version. */
    void again() {
        Set<String> ids = open;
        open = new HashSet<>();
        compare(db.read(serving, key, ids), db.read(built, key, ids), ids);
    }

    /**
     * The result so far.
     *
     * @param table the table's name for operators
     * @param position the log position of both
     */
    Comparison result(String table, long position) {
        different.addAll(open);
        boolean isEqual = different.isEmpty();
        return new Comparison(
                position,
                isEqual,
                List.of(new Comparison.TableComparison(
                        table,
                        isEqual,
                        itemsServing.get(),
                        itemsBuilt.get(),
                        different.stream().limit(EXAMPLES_MAX).toList())));
    }
}
