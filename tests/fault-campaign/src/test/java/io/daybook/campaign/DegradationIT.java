package io.daybook.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.campaign.Bank.Endpoint;
import io.daybook.campaign.check.Checker;
import io.daybook.campaign.check.Evidence;
import io.daybook.campaign.check.EvidenceReader;
import io.daybook.campaign.check.Line;
import io.daybook.campaign.check.Line.Answered;
import io.daybook.campaign.check.Line.Kind;
import io.daybook.campaign.check.Line.Read;
import io.daybook.campaign.check.Line.Sent;
import io.daybook.campaign.check.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One part away at a time: what goes on, what is refused, and how clearly. */
class DegradationIT {

    private static final Duration RECOVERY_MAX = Duration.ofMinutes(2);

    /** Much less than a caller's patience, and than {@value #COMMANDS_AT_ONCE} commands would wait for a slow log. */
    private static final Duration QUICK = Duration.ofSeconds(4);

    /** Only ends a test whose service never answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int PARTITIONS_MORE = 12;

    private static final int QUEUE_CAPACITY = 50;

    /** Several times what may wait. */
    private static final int COMMANDS_AT_ONCE = 400;

    private static final Duration SLOW = Duration.ofMillis(500);

    private static final List<Line> HISTORY = new CopyOnWriteArrayList<>();

    private static Deployment deployment;
    private static Bank bank;

    private final UUID account = UUID.randomUUID();
    private long version;
    private int keys;

    @BeforeAll
    static void start() {
        Map<String, String> command = Map.of("DAYBOOK_LOG_QUEUE_CAPACITY", "%d".formatted(QUEUE_CAPACITY));
        deployment = Deployment.start(new Deployment.Setup(
                CampaignIT.CHECKOUT, CampaignIT.LOGS, Topology.FULL, Map.of("command-service", command), false, false));
        bank = new Bank(deployment.token(), PATIENCE);
    }

    @AfterAll
    static void stop() {
        bank.close();
        deployment.close();
    }

    private static Endpoint commands() {
        return deployment.commands().getFirst().endpoint();
    }

    private static Endpoint queries() {
        return deployment.queries().getFirst().endpoint();
    }

    private Answered send(Endpoint endpoint, Sent sent) throws InterruptedException {
        Answered answer = bank.command(endpoint, sent, null).line();
        HISTORY.add(answer);
        version = Math.max(version, answer.version());
        return answer;
    }

    private Sent deposit() {
        return noted(new Sent(account + "-" + ++keys, Kind.DEPOSIT, account, null, null, BigDecimal.ONE));
    }

    private Sent noted(Sent sent) {
        HISTORY.add(sent);
        return sent;
    }

    private void openTheAccount() {
        Sent open = noted(new Sent(account + "-open", Kind.OPEN, account, null, null, BigDecimal.ZERO));
        await().atMost(RECOVERY_MAX).until(() -> send(commands(), open).status() == 201);
        awaitRead();
    }

    private Read read() throws InterruptedException {
        return bank.read(queries(), 1, account, version);
    }

    private void awaitRead() {
        await().atMost(RECOVERY_MAX).until(() -> read().status() == 200);
    }

    @Test
    void without_kafka_commands_are_durable_the_lag_shows_and_the_relay_catches_up() throws Exception {
        openTheAccount();
        deployment.brokers().forEach(Member::kill);
        try {
            assertThat(send(commands(), deposit()).status()).isEqualTo(201);
            assertThat(relay().path("lagEvents").asLong()).isPositive();
            assertThat(read().status()).isNotEqualTo(200);
        } finally {
            deployment.brokers().forEach(Member::start);
        }
        awaitRead();
    }

    private static JsonNode relay() throws Exception {
        return bank.get(commands(), "/v1/relay");
    }

    @Test
    void without_the_read_databases_queries_say_so_quickly_and_commands_go_on() throws Exception {
        openTheAccount();
        deployment.views().kill();
        try {
            assertThat(send(commands(), deposit()).status()).isEqualTo(201);
            long began = System.nanoTime();
            assertThat(read().status()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(QUICK);
        } finally {
            deployment.views().start();
        }
        awaitRead();
    }

    @Test
    void without_the_log_commands_say_so_quickly_and_queries_go_on() throws Exception {
        openTheAccount();
        Sent deposit = deposit();
        deployment.log().kill();
        try {
            long began = System.nanoTime();
            assertThat(send(commands(), deposit).status()).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(QUICK);
            assertThat(read().status()).isEqualTo(200);
        } finally {
            deployment.log().start();
        }
        await().atMost(RECOVERY_MAX).until(() -> send(commands(), deposit).status() == 201);
        awaitRead();
    }

    @Test
    void more_partitions_change_the_partition_of_accounts_and_no_view() throws Exception {
        openTheAccount();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", deployment.bootstrapServers()))) {
            admin.createPartitions(Map.of("daybook.events", NewPartitions.increaseTo(PARTITIONS_MORE)))
                    .all()
                    .get();
        }
        for (int i = 0; i < PARTITIONS_MORE; i++) {
            assertThat(send(commands(), deposit()).status()).isEqualTo(201);
        }

        assertThat(Settling.ofViews(deployment, RECOVERY_MAX).await()).isEmpty();
        Map<String, Table> views = new HashMap<>();
        for (String view : deployment.viewNames()) {
            views.putAll(EvidenceReader.view(view, deployment.viewSource(view)));
        }
        var evidence = new Evidence(
                HISTORY,
                EvidenceReader.log(deployment.logSource()),
                EvidenceReader.head(deployment.logSource()),
                EvidenceReader.topic(deployment.bootstrapServers(), "daybook.events"),
                views);
        assertThat(Checker.check(evidence)).isEmpty();
    }

    @Test
    void a_slow_log_lets_few_wait_refuses_the_rest_at_once_and_loses_none() throws Exception {
        openTheAccount();
        // The same burst at a log that is not slow: what the machine takes for it is not the log's.
        List<Sent> deposits = new ArrayList<>(deposits());
        Duration calm = longest(sendAtOnce(deposits).stream());
        List<Sent> slowed = deposits();
        deposits.addAll(slowed);
        TcpProxy toLog = deployment.commands().getFirst().links().getLast().proxy();
        toLog.delay(SLOW);
        try {
            List<Timed> refused = sendAtOnce(slowed).stream()
                    .filter(answer -> answer.status() == 429)
                    .toList();
            assertThat(refused).hasSizeBetween(COMMANDS_AT_ONCE / 4, COMMANDS_AT_ONCE - QUEUE_CAPACITY);
            assertThat(longest(refused.stream())).isLessThan(QUICK.plus(calm));
        } finally {
            toLog.delay(Duration.ZERO);
        }
        for (Sent deposit : deposits) {
            await().pollDelay(Duration.ZERO)
                    .atMost(RECOVERY_MAX)
                    .until(() -> send(commands(), deposit).status() == 201);
        }
        awaitRead();
        assertThat(read().balance()).isEqualByComparingTo(BigDecimal.valueOf(deposits.size()));
    }

    private List<Sent> deposits() {
        return Stream.generate(this::deposit).limit(COMMANDS_AT_ONCE).toList();
    }

    private List<Timed> sendAtOnce(List<Sent> commands) throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Timed>> answers = commands.stream()
                    .map(command -> clients.submit(() -> timed(command)))
                    .toList();
            List<Timed> timed = new ArrayList<>();
            for (Future<Timed> answer : answers) {
                timed.add(answer.get());
            }
            return timed;
        }
    }

    private static Duration longest(Stream<Timed> answers) {
        return answers.map(Timed::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private record Timed(int status, Duration took) {}

    private Timed timed(Sent deposit) throws InterruptedException {
        long began = System.nanoTime();
        Answered answer = bank.command(commands(), deposit, null).line();
        HISTORY.add(answer);
        return new Timed(answer.status(), Duration.ofNanos(System.nanoTime() - began));
    }

    @Test
    void services_that_start_before_their_servers_wait_for_them() {
        openTheAccount();
        List<ServiceMember> services = everyService();
        services.parallelStream().forEach(ServiceMember::close);
        deployment.brokers().forEach(Member::kill);
        deployment.views().kill();
        deployment.log().kill();

        services.forEach(ServiceMember::launch);
        deployment.views().start();
        deployment.log().start();
        deployment.brokers().forEach(Member::start);

        services.forEach(ServiceMember::awaitReady);
        Sent deposit = deposit();
        await().atMost(RECOVERY_MAX).until(() -> send(commands(), deposit).status() == 201);
        awaitRead();
    }

    private static List<ServiceMember> everyService() {
        return Stream.of(deployment.commands(), deployment.projectors(), deployment.queries())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void behind_load_balancers_every_service_is_restarted_and_clients_notice_at_most_a_retry() throws Exception {
        openTheAccount();
        var isOver = new AtomicBoolean();
        try (TcpProxy commands = balancer(deployment.commands());
                TcpProxy queries = balancer(deployment.queries());
                ExecutorService client = Executors.newVirtualThreadPerTaskExecutor()) {
            Endpoint toCommands = endpoint(commands);
            Endpoint toQueries = endpoint(queries);
            Future<Integer> work = client.submit(() -> {
                int done = 0;
                while (!isOver.get()) {
                    Sent deposit = deposit();
                    await().atMost(RECOVERY_MAX)
                            .until(() -> send(toCommands, deposit).status() == 201);
                    await().atMost(RECOVERY_MAX)
                            .until(() ->
                                    bank.read(toQueries, 1, account, version).version() >= version);
                    done++;
                }
                return done;
            });
            for (ServiceMember service : everyService()) {
                service.close();
                service.start();
            }
            isOver.set(true);
            assertThat(work.get()).isGreaterThan(10);
        }
    }

    private static TcpProxy balancer(List<ServiceMember> instances) {
        return new TcpProxy(instances.stream().map(ServiceMember::port).toList());
    }

    private static Endpoint endpoint(TcpProxy balancer) {
        return new Endpoint("load balancer", "http://127.0.0.1:" + balancer.port());
    }
}
