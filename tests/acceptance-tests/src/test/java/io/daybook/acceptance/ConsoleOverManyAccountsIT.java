package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import io.daybook.acceptance.Browser.Visit;
import io.daybook.testsupport.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every desk of the console in a real browser, over a bank of a hundred thousand accounts. */
@Order(SharedDemos.LAST_ON_SAMPLE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleOverManyAccountsIT {

    private static final int ACCOUNTS = 100_000;
    private static final int VISITS = 5;
    private static final double MILLIS = 1e6;

    /** Far above what a page takes (docs/performance.md), and far below what one takes that reads every account. */
    private static final double SHOWN_MAX_MILLIS = 3_000;

    /** The limit on a slow machine, as a multiple of the time that a page takes there over the sample data alone. */
    private static final double SLOWER_MAX = 5;

    private static final Duration IMPORT_MAX = Duration.ofMinutes(10);

    private RunningDemo demo;
    private Browser browser;
    private String someAccount;
    private double shownMaxMillis;

    @BeforeAll
    void start(@TempDir Path files) throws IOException {
        browser = Browser.start();
        demo = SharedDemos.sample();
        double overSampleData = medianMillisUntilShown(
                "Teller", "catalogue", page -> page.locator(".tile").first().waitFor());
        shownMaxMillis = Math.max(SHOWN_MAX_MILLIS, SLOWER_MAX * overSampleData);
        try (var client = new TestClient("somebody")) {
            demo.agree(client.upload(
                    demo.commands() + "/v1/imports?source=bulk&openAccounts=true&currency=EUR",
                    "text/csv",
                    manyAccounts(files)));
            String last = "%s/v1/accounts?holder=Account%%20bulk-%d".formatted(demo.queries(), ACCOUNTS);
            someAccount = await().atMost(IMPORT_MAX)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> found(client, last), items -> !items.isEmpty())
                    .path(0)
                    .path("accountId")
                    .asString();
        }
    }

    private static JsonNode found(TestClient client, String url) {
        return client.get(url).body().path("items");
    }

    private static Path manyAccounts(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("bulk.csv"),
                IntStream.rangeClosed(1, ACCOUNTS)
                        .mapToObj("%1$d,bulk-%1$d,2026-01-05,CREDIT,100.00"::formatted)
                        .collect(Collectors.joining("\n", "transaction_id,account,date,direction,amount\n", "\n")));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void a_tellers_list_is_there_at_once() {
        isShownSoon("Teller", "teller", "table.list tbody tr");
    }

    @Test
    void a_holder_is_found_by_name() {
        isShownSoon("Teller", "teller", page -> {
            page.getByLabel("Holder or account number").fill("account bulk-77777");
            page.getByText("Account bulk-77777").first().waitFor();
        });
    }

    @Test
    void an_account_is_there_at_once() {
        isShownSoon("Teller", "accounts/" + someAccount, ".statement tbody tr");
    }

    @Test
    void the_catalogue_is_there_at_once() {
        isShownSoon("Teller", "catalogue", ".tile");
    }

    @Test
    void a_history_is_there_at_once() {
        isShownSoon("Auditor", "audit/" + someAccount, "#panel-audit tbody tr");
    }

    @Test
    void the_books_are_summed_at_once() {
        isShownSoon("Analyst", "reports", "tr.sum");
    }

    @Test
    void the_services_are_there_at_once() {
        isShownSoon("Operator", "operator", ".lamp.good");
    }

    private void isShownSoon(String role, String place, String sign) {
        isShownSoon(role, place, page -> page.locator(sign).first().waitFor());
    }

    /** Half of the visitors, each in a window in which somebody has just signed in, wait no longer than that. */
    private void isShownSoon(String role, String place, Consumer<Page> arrive) {
        double median = medianMillisUntilShown(role, place, arrive);

        System.out.printf("%s over %d accounts: %.0f ms%n", place.replace(someAccount, "ID"), ACCOUNTS, median);
        assertThat(median).isLessThan(shownMaxMillis);
    }

    private double medianMillisUntilShown(String role, String place, Consumer<Page> arrive) {
        return IntStream.range(0, VISITS)
                .mapToDouble(each -> millisUntilShown(role, place, arrive))
                .sorted()
                .skip(VISITS / 2)
                .findFirst()
                .orElseThrow();
    }

    private double millisUntilShown(String role, String place, Consumer<Page> arrive) {
        try (Visit visit = browser.open(demo.console()).as(role)) {
            long begun = System.nanoTime();
            arrive.accept(visit.at(place).page());
            return (System.nanoTime() - begun) / MILLIS;
        }
    }
}
