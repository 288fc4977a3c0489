package io.daybook.projector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.projector.ProjectorService;
import io.daybook.testsupport.RunningService;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final String HISTORY = "select count(*)::text from history";

    private final ProjectorService projector = new ProjectorService();
    private final Accounts accounts = new Accounts(projector);

    @AfterEach
    void stop() {
        projector.close();
    }

    @Test
    void a_view_that_is_taken_back_to_an_older_state_while_it_runs_goes_on_from_there() {
        projector.start("daybook.views=balances");
        accounts.open(3).deposit(30);
        accounts.awaitTotal("30.00");
        projector.query("balances", "create schema backup");
        copyTables("balances", "backup");
        accounts.deposit(30);
        accounts.awaitTotal("60.00");

        restoreTables("backup", "balances");
        accounts.deposit(3);

        accounts.awaitTotal("63.00");
        assertThat(projector.query("balances", "select count(*)::text from parked"))
                .containsExactly("0");
        assertThat(projector.get("/v1/views").body().toString()).contains("\"state\":\"RUNNING\"");
    }

    @Test
    void a_database_that_is_lost_and_made_anew_while_the_view_runs_is_filled_again_with_the_same_rows() {
        projector.start("daybook.views=balances,audit", "daybook.retry-pause-max=200ms");
        accounts.open(5).deposit(200);
        accounts.awaitTotal("200.00");
        accounts.awaitAnswer("audit", HISTORY, "205");
        List<String> balancesBefore = rows("balances");
        List<String> auditBefore = rows("audit");

        projector.loseDatabase("balances");
        projector.loseDatabase("audit");
        accounts.deposit(5);

        accounts.awaitTotal("205.00");
        accounts.awaitAnswer("audit", HISTORY, "210");
        assertThat(rows("balances", 205)).isEqualTo(balancesBefore);
        assertThat(rows("audit", 205)).isEqualTo(auditBefore);
    }

    @Test
    void a_database_that_is_lost_while_the_service_is_down_is_filled_again_with_the_same_rows() {
        RunningService first = projector.start("daybook.views=balances");
        accounts.open(5).deposit(200);
        accounts.awaitTotal("200.00");
        List<String> before = rows("balances");
        first.close();

        projector.loseDatabase("balances");
        projector.start("daybook.views=balances");

        accounts.awaitTotal("200.00");
        assertThat(rows("balances")).isEqualTo(before);
    }

    @Test
    void partitions_that_are_added_while_it_runs_stop_no_view_and_mix_no_stream_up() {
        projector.start("daybook.views=balances,audit", "daybook.concurrency=3");
        accounts.open(20).deposit(200);
        accounts.awaitTotal("200.00");

        projector.growTopic(9);
        accounts.deposit(400);

        accounts.awaitTotal("600.00");
        accounts.awaitAnswer("audit", HISTORY, "620");
        accounts.awaitAnswer("balances", "select count(*)::text from parked", "0");
        accounts.awaitAnswer("audit", "select count(*)::text from parked", "0");
        assertThat(projector.query("audit", """
                        select count(*)::text
                        from history later
                        join history earlier on earlier.stream_id = later.stream_id
                                            and earlier.stream_version = later.stream_version - 1
                        where later.balance_before <> earlier.balance_after
                        """)).containsExactly("0");
    }

    @Test
    void a_stream_that_goes_on_in_another_partition_before_its_end_in_the_first_is_read_is_kept_in_order() {
        accounts.open(30).deposit(300);
        projector.growTopic(16);
        accounts.deposit(300);

        projector.start("daybook.views=audit");

        accounts.awaitAnswer("audit", HISTORY, "630");
        accounts.awaitAnswer("audit", "select count(*)::text from parked", "0");
        assertThat(projector.query("audit", """
                        select count(*)::text
                        from history
                        where balance_after <> stream_version - 1
                        """)).containsExactly("0");
    }

    @Test
    void a_database_as_it_was_before_there_was_parking_is_brought_up_to_date_and_goes_on() {
        RunningService first = projector.start("daybook.views=balances");
        accounts.open(3).deposit(30);
        accounts.awaitTotal("30.00");
        first.close();
        projector.query("balances", """
                drop table parked, streams, generation;
                delete from flyway_schema_history
                where version = '0.1'
                """);

        projector.start("daybook.views=balances");
        accounts.deposit(30);
        accounts.open(1).deposit(4);

        accounts.awaitTotal("64.00");
        List.copyOf(accounts.published()).forEach(projector::publish);
        accounts.deposit(4);
        accounts.awaitTotal("68.00");
        accounts.awaitAnswer("balances", "select count(*)::text from parked", "0");
        assertThat(projector.query("balances", "select is_whole::text from generation"))
                .containsExactly("false");
    }

    private List<String> rows(String view) {
        return rows(view, Long.MAX_VALUE);
    }

    /** The rows of what only grows, up to a log position. */
    private List<String> rows(String view, long position) {
        return projector.query(
                view,
                switch (view) {
                    case "balances" ->
                        "select t::text from transactions t where position <= %d order by 1".formatted(position);
                    default -> "select h::text from history h where position <= %d order by 1".formatted(position);
                });
    }

    private void copyTables(String from, String to) {
        for (String table : tables(from)) {
            projector.query("balances", "create table %1$s.%3$s as table %2$s.%3$s".formatted(to, from, table));
        }
    }

    /** In one transaction, as a restored database would come back. */
    private void restoreTables(String from, String to) {
        var sql = new StringBuilder("begin; lock table checkpoints in exclusive mode;");
        for (String table : tables(from)) {
            if (!table.equals("parked")) {
                sql.append("delete from %1$s.%3$s; insert into %1$s.%3$s table %2$s.%3$s;".formatted(to, from, table));
            }
        }
        projector.query("balances", sql + "commit");
    }

    private List<String> tables(String schema) {
        return projector.query(
                "balances",
                "select relname from pg_class where relkind = 'r' and relnamespace = '%s'::regnamespace"
                        .formatted(schema));
    }
}
