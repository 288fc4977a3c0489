package io.daybook.projector.summaries;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What stands in the view's tables, looked at past the projector-service, and tampered with. */
final class StoredSummaries implements AutoCloseable {

    static final String PREFIX = "bank_";

    private static final String CONTROL = PREFIX + "summaries";

    private final DynamoDbClient store;

    StoredSummaries(URI endpoint) {
        store = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    List<String> tables() {
        return store.listTables().tableNames();
    }

    void loseTables() {
        tables().forEach(table -> store.deleteTable(delete -> delete.tableName(table)));
    }

    /** The number of the generation that serves. */
    long serving() {
        var key = Map.of("scope", AttributeValue.fromS("view"), "name", AttributeValue.fromS("serving"));
        return number(
                store.getItem(get -> get.tableName(CONTROL).key(key).consistentRead(true))
                        .item(),
                "generation");
    }

    private String servingTable() {
        return CONTROL + "_" + serving();
    }

    /** All items of the generation that serves, by account. */
    Map<String, Map<String, AttributeValue>> items() {
        var items = new TreeMap<String, Map<String, AttributeValue>>();
        String table = servingTable();
        store.scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> items.put(value(item, "accountId").s(), item));
        return items;
    }

    /** One of them, empty if it is not there. */
    Map<String, AttributeValue> item(UUID account) {
        String table = servingTable();
        return store.getItem(get -> get.tableName(table).key(key(account)).consistentRead(true))
                .item();
    }

    /** The sum of all balances. */
    BigDecimal total() {
        return items().values().stream()
                .map(item -> new BigDecimal(value(item, "balance").n()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    void set(UUID account, String attribute, AttributeValue value) {
        String table = servingTable();
        store.updateItem(update -> update.tableName(table)
                .key(key(account))
                .updateExpression("set #attribute = :value")
                .expressionAttributeNames(Map.of("#attribute", attribute))
                .expressionAttributeValues(Map.of(":value", value)));
    }

    /** As a rebuild notes the generation that it builds. */
    void noteBeside(long generation) {
        var item = Map.of(
                "scope", AttributeValue.fromS("view"),
                "name", AttributeValue.fromS("rebuild"),
                "generation", AttributeValue.fromN(Long.toString(generation)));
        store.putItem(put -> put.tableName(CONTROL).item(item));
    }

    /** As if nobody had moved the first generation's checkpoints, whatever has been written since. */
    void takeCheckpointsBack() {
        store.queryPaginator(query -> query.tableName(CONTROL)
                        .keyConditionExpression("#scope = :scope")
                        .expressionAttributeNames(Map.of("#scope", "scope"))
                        .expressionAttributeValues(Map.of(":scope", AttributeValue.fromS("checkpoints#1"))))
                .items()
                .forEach(item -> {
                    var back = new TreeMap<>(item);
                    back.put("nextOffset", AttributeValue.fromN("0"));
                    back.put("position", AttributeValue.fromN("0"));
                    store.putItem(put -> put.tableName(CONTROL).item(back));
                });
    }

    private static Map<String, AttributeValue> key(UUID account) {
        return Map.of("accountId", AttributeValue.fromS(account.toString()));
    }

    /** An item as a row of the balances view would be written, amounts with two decimals. */
    static String row(Map<String, AttributeValue> item) {
        return "%s %s %s %s %s %s %s %d %d %s"
                .formatted(
                        value(item, "accountId").s(),
                        value(item, "holderName").s(),
                        value(item, "currency").s(),
                        value(item, "status").s(),
                        cents(item, "balance"),
                        cents(item, "held"),
                        cents(item, "overdraftLimit"),
                        number(item, "version"),
                        number(item, "position"),
                        value(item, "latestDate").s());
    }

    private static BigDecimal cents(Map<String, AttributeValue> item, String attribute) {
        return new BigDecimal(value(item, attribute).n()).setScale(2);
    }

    static long number(Map<String, AttributeValue> item, String attribute) {
        return Long.parseLong(value(item, attribute).n());
    }

    private static AttributeValue value(Map<String, AttributeValue> item, String attribute) {
        AttributeValue value = item.get(attribute);
        if (value == null) {
            throw new AssertionError("%s has no %s.".formatted(item, attribute));
        }
        return value;
    }

    @Override
    public void close() {
        store.close();
    }
}
