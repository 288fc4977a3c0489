package io.daybook.projector.engine.dynamodb;

import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.rebuild.Generation;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessResourceFailureException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The control table of a view in DynamoDB: which generation serves, the checkpoints of each, and who rebuilds. Nothing here is
 * locked; each change names what it relies on as its condition.
 */
final class DynamoDbControl {

    static final String SCOPE = "scope";
    static final String NAME = "name";

    private static final String VIEW = "view";
    private static final String SERVING = "serving";
    private static final String NUMBERS = "numbers";
    private static final String REBUILD = "rebuild";
    private static final String GENERATIONS = "generations";

    private static final Duration LOCK_PAUSE = Duration.ofMillis(20);

    private final DynamoDb db;
    private final String view;
    private final String table;

    DynamoDbControl(DynamoDb db, String view, String tablePrefix) {
        this.db = db;
        this.view = view;
        this.table = tablePrefix + view;
    }

    /**
     * The generation that serves.
     *
     * @param generation its number
     * @param previous the number of the one that served before, 0 if none is kept
     * @param lockedBy owner that keeps the consumers from going on, empty if there is none
     * @param lockedUntil until when
     */
    record Serving(long generation, long previous, String lockedBy, Instant lockedUntil) {

        boolean isLocked() {
            return !lockedBy.isEmpty();
        }
    }

    /**
     * A generation that is built, or stands aside.
     *
     * @param generation its number, 0 while there is none yet
     * @param isReady true if it has been built up
     * @param isCancelled true if it is to be given up
     * @param owner the instance that builds it, empty if none does
     * @param until time when the owner counts as dead unless it has renewed the lock by then
     */
    record PendingGeneration(long generation, boolean isReady, boolean isCancelled, String owner, Instant until) {

        boolean isUnderWay() {
            return !owner.isEmpty() && Instant.now().isBefore(until);
        }
    }

    /** Makes the control table, if it is not there. */
    void prepare() {
        if (db.tableBytes(table).isEmpty()) {
            boolean unused = db.createTable(table, SCOPE, NAME);
        }
    }

    String table() {
        return table;
    }

    /** The table of a generation. */
    String table(long generation) {
        return table + "_" + generation;
    }

    /** The name of a generation, as operators are told it. */
    String name(long generation) {
        return view + "_" + generation;
    }

    static Map<String, AttributeValue> key(String scope, String name) {
        return Map.of(SCOPE, AttributeValue.fromS(scope), NAME, AttributeValue.fromS(name));
    }

    /** Reads which generation serves; nothing before the first. */
    Optional<Serving> serving() {
        Map<String, AttributeValue> item = db.read(table, key(VIEW, SERVING));
        return item.isEmpty()
                ? Optional.empty()
                : Optional.of(new Serving(
                        DynamoDb.number(item, "generation"),
                        DynamoDb.number(item, "previous"),
                        DynamoDb.textIfThere(item, "heldBy").orElse(""),
                        Instant.ofEpochMilli(DynamoDb.number(item, "heldUntil"))));
    }

    /** Reads which generation serves, once its consumers are not locked; a lock whose time is over is ended. */
    Serving servingUnlocked() {
        Serving serving = servingOrFail();
        while (serving.isLocked()) {
            if (Instant.now().isAfter(serving.lockedUntil())) {
                unlockConsumers(serving.lockedBy());
            } else {
                pause();
            }
            serving = servingOrFail();
        }
        return serving;
    }

    Serving servingOrFail() {
        return serving().orElseThrow(() -> new DynamoDb.MissingTable("The view has no generation yet."));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOCK_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("Interrupted while the view was locked.", e);
        }
    }

    /** A generation of a number that none has had, with an empty table that has just been made. */
    long newGeneration(String keyAttribute) {
        long generation;
        do {
            generation = db.add(table, key(VIEW, NUMBERS), "last", 1);
        } while (!db.createTable(table(generation), keyAttribute, null));
        var item = new HashMap<>(key(GENERATIONS, name(generation)));
        item.put("number", DynamoDb.number(generation));
        item.put("madeAt", AttributeValue.fromS(Instant.now().toString()));
        boolean unused =
                db.put(PutItemRequest.builder().tableName(table).item(item).build());
        return generation;
    }

    /** Lets the first generation serve, or one in the place of another whose table is lost; false if another has come first. */
    boolean serve(long generation, long lost) {
        var item = new HashMap<>(key(VIEW, SERVING));
        item.put("generation", DynamoDb.number(generation));
        return db.put(PutItemRequest.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(generation) or generation = :lost")
                .expressionAttributeValues(Map.of(":lost", DynamoDb.number(lost)))
                .build());
    }

    /**
     * Locks the consumers of the generation that serves: no batch begins from now on. One that has begun goes on, with
     * records that are in the topic already.
     *
     * @return false if they are locked already, or another generation serves
     */
    boolean lockConsumers(Serving serving, String owner, Duration timeMax) {
        return change(
                SERVING,
                "set heldBy = :owner, heldUntil = :until",
                "generation = :generation and attribute_not_exists(heldBy)",
                Map.of(
                        ":owner", AttributeValue.fromS(owner),
                        ":until", DynamoDb.number(Instant.now().plus(timeMax).toEpochMilli()),
                        ":generation", DynamoDb.number(serving.generation())));
    }

    /** Lets the consumers go on, if that owner still has them locked. */
    void unlockConsumers(String owner) {
        boolean unused = change(
                SERVING, "remove heldBy, heldUntil", "heldBy = :owner", Map.of(":owner", AttributeValue.fromS(owner)));
    }

    /** Lets another generation serve, and the consumers go on; false if that owner has them locked no longer. */
    boolean swap(Serving serving, long generation, String owner) {
        return change(
                SERVING,
                "set generation = :next, previous = :now remove heldBy, heldUntil",
                "generation = :now and heldBy = :owner",
                Map.of(
                        ":next", DynamoDb.number(generation),
                        ":now", DynamoDb.number(serving.generation()),
                        ":owner", AttributeValue.fromS(owner)));
    }

    /** Keeps the generation that served before no longer. */
    void forgetPrevious(Serving serving) {
        boolean unused = change(
                SERVING, "remove previous", "generation = :now", Map.of(":now", DynamoDb.number(serving.generation())));
    }

    /** Checkpoints of a generation, by partition. */
    Map<Integer, Checkpoint> checkpoints(long generation) {
        var checkpoints = new HashMap<Integer, Checkpoint>();
        for (Map<String, AttributeValue> item : db.query(table, SCOPE, checkpointsOf(generation))) {
            int partition = Integer.parseInt(DynamoDb.text(item, NAME));
            checkpoints.put(
                    partition,
                    new Checkpoint(
                            partition,
                            DynamoDb.text(item, "topicId"),
                            DynamoDb.number(item, "nextOffset"),
                            DynamoDb.number(item, "position")));
        }
        return checkpoints;
    }

    /** Makes a checkpoint where there is none, or begins anew with another topic of the same name. */
    void begin(long generation, Checkpoint checkpoint) {
        boolean unused = db.put(checkpoint(generation, checkpoint)
                .conditionExpression("attribute_not_exists(topicId) or topicId <> :topic")
                .expressionAttributeValues(Map.of(":topic", AttributeValue.fromS(checkpoint.topicId())))
                .build());
    }

    /** Moves a checkpoint on; one that another consumer has moved as far, or further, stays as it is. */
    void save(long generation, Checkpoint checkpoint) {
        boolean unused = db.put(checkpoint(generation, checkpoint)
                .conditionExpression("topicId = :topic and nextOffset < :next")
                .expressionAttributeValues(Map.of(
                        ":topic", AttributeValue.fromS(checkpoint.topicId()),
                        ":next", DynamoDb.number(checkpoint.nextOffset())))
                .build());
    }

    private PutItemRequest.Builder checkpoint(long generation, Checkpoint checkpoint) {
        var item = new HashMap<>(key(checkpointsOf(generation), Integer.toString(checkpoint.partition())));
        item.put("topicId", AttributeValue.fromS(checkpoint.topicId()));
        item.put("nextOffset", DynamoDb.number(checkpoint.nextOffset()));
        item.put("position", DynamoDb.number(checkpoint.position()));
        return PutItemRequest.builder().tableName(table).item(item);
    }

    private static String checkpointsOf(long generation) {
        return "checkpoints#" + generation;
    }

    /** The generation that is built, or stands aside ready. */
    Optional<PendingGeneration> pending() {
        Map<String, AttributeValue> item = db.read(table, key(VIEW, REBUILD));
        var pending = new PendingGeneration(
                DynamoDb.number(item, "generation"),
                item.containsKey("ready"),
                item.containsKey("cancelled"),
                DynamoDb.textIfThere(item, "leaseOwner").orElse(""),
                Instant.ofEpochMilli(DynamoDb.number(item, "leaseUntil")));
        return pending.generation() == 0 && pending.owner().isEmpty() ? Optional.empty() : Optional.of(pending);
    }

    /** Makes that owner the one that rebuilds; false if another does. */
    boolean lease(String owner, Duration time) {
        return change(
                REBUILD,
                "set leaseOwner = :owner, leaseUntil = :until remove cancelled",
                "attribute_not_exists(leaseOwner) or leaseUntil < :now",
                Map.of(
                        ":owner", AttributeValue.fromS(owner),
                        ":now", DynamoDb.number(Instant.now().toEpochMilli()),
                        ":until", DynamoDb.number(Instant.now().plus(time).toEpochMilli())));
    }

    /** Says that the owner is alive; false if it owns the rebuild no longer, or is to give it up. */
    boolean renew(String owner, Duration time) {
        return update(
                "set leaseUntil = :value",
                owner,
                DynamoDb.number(Instant.now().plus(time).toEpochMilli()));
    }

    /** Notes which generation the owner builds. */
    void build(String owner, long generation) {
        ensure(update("set generation = :value remove ready", owner, DynamoDb.number(generation)));
    }

    /** Notes that the pending generation has been built up. */
    void markReady(String owner) {
        ensure(update("set ready = :value", owner, AttributeValue.fromBool(true)));
    }

    private boolean update(String expression, String owner, AttributeValue value) {
        return change(
                REBUILD,
                expression,
                "leaseOwner = :owner and attribute_not_exists(cancelled)",
                Map.of(":owner", AttributeValue.fromS(owner), ":value", value));
    }

    /** Changes one of the view's items; false if the condition does not hold. */
    private boolean change(String name, String expression, String condition, Map<String, AttributeValue> values) {
        return db.update(UpdateItemRequest.builder()
                .tableName(table)
                .key(key(VIEW, name))
                .updateExpression(expression)
                .conditionExpression(condition)
                .expressionAttributeValues(values)
                .build());
    }

    private static void ensure(boolean isOwned) {
        if (!isOwned) {
            throw new CancellationException("The rebuild was taken over, or given up.");
        }
    }

    /** Ends the owner's part; what it has built stays pending. */
    void leave(String owner) {
        boolean unused = change(
                REBUILD,
                "remove leaseOwner, leaseUntil",
                "leaseOwner = :owner",
                Map.of(":owner", AttributeValue.fromS(owner)));
    }

    /** Tells whether that owner is to give it up. */
    boolean isCancelled(String owner) {
        return pending()
                .filter(pending -> pending.isCancelled() && pending.owner().equals(owner))
                .isPresent();
    }

    /** Tells whoever rebuilds to give it up. */
    void cancel() {
        boolean unused = change(
                REBUILD,
                "set cancelled = :yes",
                "attribute_exists(leaseOwner)",
                Map.of(":yes", AttributeValue.fromBool(true)));
    }

    /** Nothing is built, and nothing stands aside, any more. */
    void forgetPending() {
        boolean unused = db.delete(DeleteItemRequest.builder()
                .tableName(table)
                .key(key(VIEW, REBUILD))
                .build());
    }

    /** All generations, oldest first. */
    List<Generation> generations() {
        Serving serving = servingOrFail();
        long aside = pending()
                .filter(pending -> !pending.isReady())
                .map(PendingGeneration::generation)
                .orElse(0L);
        return db.query(table, SCOPE, GENERATIONS).stream()
                .map(item -> {
                    long number = DynamoDb.number(item, "number");
                    return new Generation(
                            name(number),
                            number,
                            Instant.parse(DynamoDb.text(item, "madeAt")),
                            number == serving.generation(),
                            number != aside,
                            null,
                            null,
                            Checkpoint.position(checkpoints(number).values()),
                            db.tableBytes(table(number)).orElse(0L));
                })
                .sorted(Comparator.comparingLong(Generation::number))
                .toList();
    }

    /** Deletes a generation with all that is kept of it. */
    void drop(long generation) {
        db.deleteTable(table(generation));
        for (Map<String, AttributeValue> stream : db.query(table, SCOPE, DynamoDbParking.stuckIn(generation))) {
            deleteScope(DynamoDbParking.eventsOf(generation, DynamoDb.text(stream, NAME)));
        }
        deleteScope(DynamoDbParking.stuckIn(generation));
        deleteScope(checkpointsOf(generation));
        delete(key(GENERATIONS, name(generation)));
    }

    private void deleteScope(String scope) {
        for (Map<String, AttributeValue> item : db.query(table, SCOPE, scope)) {
            delete(Map.of(
                    SCOPE, Objects.requireNonNull(item.get(SCOPE)), NAME, Objects.requireNonNull(item.get(NAME))));
        }
    }

    private void delete(Map<String, AttributeValue> key) {
        boolean unused =
                db.delete(DeleteItemRequest.builder().tableName(table).key(key).build());
    }
}
