package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.Adversary;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.OddMediaTypes;
import io.daybook.testsupport.RawHttp;
import io.daybook.testsupport.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/** Whatever is asked at whichever path: the service neither fails nor hangs nor tells of its insides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdversaryTest {

    private static final String TOKEN = TestServers.issuer().token("mallory", LocalIssuer.EVERY_SCOPE, null);

    /** What each path's variables are filled with, where an account's id would be of the wrong form or kind. */
    private static final Map<String, String> CODES = Map.of("{code}", "P1");

    /** Lists that are ordered in more ways than one, and have other cursors in each. */
    private static final List<String> MORE_QUESTIONS =
            List.of("/v1/accounts/{accountId}/transactions?limit=1&by=value", "/v1/products?limit=1&q=a");

    private final UUID account = UUID.randomUUID();
    private QueryService service;

    @BeforeAll
    void start() {
        service = new QueryService(
                "daybook.streams.lifetime=1ms",
                "daybook.consistency.wait-max=10ms",
                "daybook.access.rate.per-second=0",
                "daybook.access.rate.customer-per-second=0",
                "daybook.access.rate.address-per-second=0");
        twoOfEverything();
    }

    private Adversary anAdversary() {
        return new Adversary(service.port(), TOKEN, new Random().nextLong(), Set.of("/problems/not-yet"), 4);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    /** Enough that every list has a second page. */
    private void twoOfEverything() {
        service.write("balances", """
                insert into accounts (account_id, product_code, currency, status, balance, held,
                                      overdraft_limit, latest_date, version, position, opened_at, updated_at)
                select case n when 1 then uuid '%1$s' else gen_random_uuid() end, 'CURRENT', 'EUR', 'OPEN',
                       20, 2, 50, '2026-01-31', 9, 9, now(), now()
                from   generate_series(1, 2) n;

                insert into holders (account_id, name, name_tokens)
                select account_id, 'Ada', '{}'
                from   accounts;

                insert into holds (hold_id, account_id, amount, placed_at)
                select gen_random_uuid(), '%1$s', 1, now()
                from   generate_series(1, 2);

                insert into transactions (account_id, version, event_id, position, type, amount, balance, day_balance,
                                          effective_date, latest_date, recorded_at, actor)
                select '%1$s', n, gen_random_uuid(), n, 'MoneyDeposited', 10, 10 * n, 10 * n, date '2026-01-01' + n,
                       date '2026-01-01' + n, now(), 'teller-1'
                from   generate_series(2, 3) n;

                insert into account_days (account_id, effective_date, first_version)
                select '%1$s', date '2026-01-01' + n, n
                from   generate_series(2, 3) n;

                insert into restated_days (account_id, effective_date, version, previous_balance, balance, event_id,
                                           recorded_at)
                select '%1$s', date '2026-01-01' + n, 4, 1, 2, gen_random_uuid(), now()
                from   generate_series(2, 3) n;

                insert into limit_breaches (position, account_id, transaction_version, event_id, first_day, balance,
                                            overdraft_limit, recorded_at, actor)
                select n, '%1$s', n, gen_random_uuid(), '2026-01-10', -100, 50, now(), 'teller-2'
                from   generate_series(2, 3) n;

                insert into approvals (approval_id, account_id, position, status, subject, kind, fields, amount, currency,
                                       requested_by, requested_at)
                select gen_random_uuid(), '%1$s', n, 'PENDING', 'ACCOUNT', 'withdrawal', '{}', 20000, 'EUR', 'teller-1', now()
                from   generate_series(2, 3) n
                """.formatted(account));
        service.write("audit", """
                insert into history (position, stream_id, stream_version, event_id, type, schema_version, payload,
                                     effective_date, recorded_at, actor, correlation_id, hash)
                select n, '%s', n, gen_random_uuid(), 'AccountFrozen', 1, '{}', '2026-01-01', now(), 'teller-1',
                       gen_random_uuid(), decode(repeat('ab', 32), 'hex')
                from   generate_series(1, 2) n
                """.formatted(account));
        service.write("catalogue", """
                insert into products (product_id, code, name, currency, status, version, position, published_at,
                                      updated_at)
                select gen_random_uuid(), 'P' || n, 'Account', 'EUR', 'PUBLISHED', 1, n, now(), now()
                from   generate_series(1, 2) n;

                insert into product_terms (product_id, version, annual_rate, overdraft_rate, day_count, overdraft_limit,
                                           event_id, recorded_at, actor)
                select product_id, 1, 1, 12, 'ACT_365', 500, gen_random_uuid(), now(), 'manager-1'
                from   products;

                insert into documents (document_id, account_id, name, media_type, size_bytes, sha256, status,
                                       version, position, first_position, submitted_at, submitted_by, words)
                select gen_random_uuid(), '%s', 'a.pdf', 'application/pdf', 1, 'ab', 'ACCEPTED', 1, n, n, now(), 'ada',
                       ''
                from   generate_series(1, 2) n
                """.formatted(account));
        service.write("reporting", """
                insert into checkpoints (partition, topic_id, next_offset, position)
                values (0, 'topic', 10, 9000);

                insert into accounts (account_id, currency, balance, is_closed, opened_on, quiet_since_value,
                                      quiet_since_booking)
                select gen_random_uuid(), 'EUR', 1, false, '2026-01-01', '2026-01-01', '2026-01-01'
                from   generate_series(1, 2) n;

                insert into postings (position, leg, event_id, operation, ledger_account, account_id, currency, amount,
                                      effective_date, booking_date)
                select 10, leg, gen_random_uuid(), 'MoneyDeposited', (leg * 1000)::text, '%s', 'EUR', 3 - 2 * leg,
                       '2026-01-15', '2026-01-15'
                from   generate_series(1, 2) leg;

                insert into daily_totals (axis, day, product_code, currency, operation, reversed_operation, events,
                                          money_in, money_out)
                select 'VALUE', date '2026-01-10' + n, '', 'EUR', 'MoneyDeposited', '', 1, 1, 0
                from   generate_series(1, 2) n
                """.formatted(account));
        service.recordActs("""
                insert into operations.operations (operation_id, service, action, path, actor, actor_kind)
                select gen_random_uuid(), 'projector-service', 'view.rebuild', '/v1/views/audit/rebuild', 'olga', 'staff'
                from   generate_series(1, 2)
                """);
    }

    @Test
    void odd_parameters_headers_tokens_and_paths_are_refused_in_good_time_and_order() {
        Adversary adversary = anAdversary();
        Map<String, List<MethodParameter>> questions = questions();
        assertThat(questions).hasSizeGreaterThan(25);
        questions.forEach((path, parameters) -> {
            String filled = filled(path);
            List<String> names = parameters.stream().map(AdversaryTest::name).toList();
            adversary.attackParameters(filled, names, required(parameters));
            adversary.attackHeaders("GET", filled + "?" + required(parameters), "");
            adversary.attackVariables("GET", path, filled, "");
            adversary.attackTokens("GET", filled);
            for (String method : List.of("POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
                adversary.attackHeaders(method, filled, "{}");
            }
        });
        adversary.attackPaths();

        assertThat(adversary.offences()).isEmpty();
        assertThat(service.get("/v1/accounts/" + account).text("balance")).isEqualTo("20.00");
    }

    @Test
    void a_list_goes_on_from_no_place_that_somebody_made_up() {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            service.get("/v1/accounts/" + account);
            return service.get("/v1/reads?limit=1&actor=teller-1").body().has("nextCursor");
        });
        Adversary adversary = anAdversary();
        var lists = new TreeMap<String, String>();
        questions().forEach((path, parameters) -> {
            if (parameters.stream().anyMatch(parameter -> name(parameter).equals("cursor"))) {
                lists.put(path + "?limit=1&" + required(parameters), "");
            }
        });
        MORE_QUESTIONS.forEach(question -> lists.put(question, ""));
        lists.keySet().forEach(question -> {
            Answer page = service.get(filled(question));
            assertThat(page.text("nextCursor"))
                    .as("%s: %s", question, page.body())
                    .isNotEmpty();
            adversary.attackCursor(filled(question), page.text("nextCursor"));
        });

        assertThat(lists).hasSizeGreaterThan(13);
        assertThat(adversary.offences()).isEmpty();
    }

    @Test
    void a_media_type_that_is_none_in_particular_is_no_fault_of_the_service() {
        var mallory = new RawHttp(service.port(), TOKEN);
        for (String path : List.of(
                "/v1/accounts",
                "/v1/accounts/%s/stream".formatted(account),
                "/v1/reports/daily-totals?from=2026-01-01&to=2026-02-01",
                "/v1/documents",
                "/actuator/health",
                "/actuator/prometheus")) {
            for (String mediaType : OddMediaTypes.ALL) {
                for (String header : List.of("Accept: ", "Content-Type: ")) {
                    RawHttp.Response response = mallory.send("GET", path, "", header + mediaType);
                    assertThat(response.status() < 300 || response.isClientError())
                            .as("%s with %s%s: %s", path, header, mediaType, response.body())
                            .isTrue();
                }
            }
        }
    }

    private String filled(String path) {
        String coded = path;
        for (Map.Entry<String, String> code : CODES.entrySet()) {
            coded = coded.replace(code.getKey(), code.getValue());
        }
        return coded.replaceAll("\\{\\w+}", account.toString());
    }

    /** Every path with the parameters that it takes. */
    private Map<String, List<MethodParameter>> questions() {
        return service.handlers().entrySet().stream()
                .flatMap(handler -> handler.getKey().getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/v1/"))
                        .map(pattern -> Map.entry(
                                pattern,
                                Arrays.stream(handler.getValue().getMethodParameters())
                                        .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                                        .toList())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, other) -> one.size() > other.size() ? one : other,
                        TreeMap::new));
    }

    private static String name(MethodParameter parameter) {
        return parameter.getParameter().getName();
    }

    private static String required(List<MethodParameter> parameters) {
        return parameters.stream()
                .filter(parameter -> isRequired(parameter))
                .map(parameter -> name(parameter) + "=" + good(name(parameter), parameter.getParameterType()))
                .collect(Collectors.joining("&"));
    }

    private static boolean isRequired(MethodParameter parameter) {
        RequestParam annotation = parameter.getParameterAnnotation(RequestParam.class);
        return annotation != null
                && annotation.required()
                && annotation.defaultValue().equals(ValueConstants.DEFAULT_NONE)
                && !parameter.isOptional();
    }

    private static String good(String name, Class<?> type) {
        if (type == LocalDate.class) {
            return name.equals("to") || name.equals("since") ? "2026-02-01" : "2026-01-01";
        }
        if (type == Instant.class) {
            return "2026-01-01T00:00:00Z";
        }
        if (type == Currency.class) {
            return "EUR";
        }
        return "teller-1";
    }
}
