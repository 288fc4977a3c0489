package io.daybook.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import io.daybook.acceptance.Browser.Visit;
import io.daybook.localstack.LocalIssuer;
import io.daybook.localstack.Ports;
import io.daybook.localstack.ServiceProcess;
import io.daybook.testsupport.Answer;
import io.daybook.testsupport.TestClient;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The web console in a real browser, over a demo with the sample bank. */
@Order(SharedDemos.ON_SAMPLE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIT {

    /** The most that the first page may transfer, compressed. */
    private static final long FIRST_LOAD_BYTES_MAX = 200_000;

    private RunningDemo demo;
    private Browser browser;

    @BeforeAll
    void start() {
        browser = Browser.start();
        demo = SharedDemos.sample();
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private Visit visit() {
        return browser.open(demo.console());
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The account of the first customer, as somebody finds it who knows the beginning of the name. */
    private static void openAdas(Page page) {
        page.getByLabel("Holder or account number").fill("ada bi");
        Locator row = page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions().setHasText("CURRENT"))
                .filter(new Locator.FilterOptions().setHasText("Ada Birk"));
        row.first().getByRole(AriaRole.LINK).click();
        page.locator(".chart.balance .line").waitFor();
        page.locator(".live.on").waitFor();
    }

    @Test
    void a_newcomer_chooses_a_desk() {
        try (Visit visit = visit()) {
            visit.page().navigate("/");
            button(visit.page(), "Light or dark").waitFor();
            visit.page().locator(".role").first().waitFor();

            assertThat(visit.page().locator(".role")).hasCount(6);
            visit.isAccessible();
            visit.isCalm();
            visit.screenshot("sign-in");
        }
    }

    @Test
    void a_teller_pays_in_and_sees_it_at_once() {
        try (Visit visit = visit().as("Teller")) {
            Page page = visit.page();
            page.locator("table.list tbody tr").first().waitFor();
            visit.isAccessible();
            visit.isCalm();
            visit.screenshot("accounts");
            openAdas(page);
            visit.isAccessible();
            visit.isCalm();
            visit.screenshot("account");

            page.getByLabel("Amount in EUR").fill("12.34");
            page.getByLabel("Reason").first().fill("found in a coat");
            button(page, "Deposit").click();

            assertThat(page.locator(".statement tbody tr").first()).containsText("found in a coat");
            assertThat(page.locator(".statement tbody tr").first()).containsText("+12.34");
        }
    }

    @Test
    void the_bank_says_no_beside_the_field() {
        try (Visit visit = visit().as("Teller")) {
            Page page = visit.page();
            openAdas(page);
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Withdraw"))
                    .click();
            page.getByLabel("Amount in EUR").fill("999999.00");
            button(page, "Withdraw").click();

            assertThat(page.locator("#amount-error")).containsText("is available");
            assertThat(page.getByLabel("Amount in EUR")).isFocused();
            visit.isAccessible();
            visit.screenshot("refused");
        }
    }

    @Test
    void a_balance_changes_before_the_eyes_of_whoever_looks() {
        try (Visit visit = visit().as("Teller")) {
            Page page = visit.page();
            openAdas(page);
            String id = page.url().substring(page.url().lastIndexOf('/') + 1);
            try (var elsewhere = new TestClient("somebody")) {
                elsewhere.post("%s/v1/accounts/%s/deposits".formatted(demo.commands(), id), """
                        {"amount": "77.77", "reason": "from elsewhere"}
                        """);
            }

            assertThat(page.locator(".statement tbody tr").first()).containsText("from elsewhere");
        }
    }

    @Test
    void a_teller_opens_an_account_and_sets_money_aside() {
        try (Visit visit = visit().as("Teller")) {
            Page page = visit.page();
            button(page, "Open an account").click();
            page.getByLabel("Holder\u2019s name")
                    .fill("Wilma Test " + UUID.randomUUID().toString().substring(0, 4));
            visit.isAccessible();
            visit.screenshot("open-account");
            button(page, "Open the account").click();
            page.locator(".live.on").waitFor();
            page.getByLabel("Amount in EUR").fill("50");
            button(page, "Deposit").click();
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Hold"))
                    .click();
            page.getByLabel("Amount in EUR").fill("20");
            button(page, "Hold").click();

            assertThat(page.locator(".figures")).containsText("30.00");
            button(page, "Pay out").click();
            assertThat(page.locator(".statement")).containsText("\u221220.00");
        }
    }

    @Test
    void the_past_is_asked_for_with_the_keyboard_and_shows_what_was_known_then() {
        try (Visit visit = visit().as("Auditor")) {
            Page page = visit.page();
            visit.at("teller");
            openAdas(page);
            assertThat(page.locator(".mark circle").first()).isVisible();
            page.getByLabel("As known").focus();
            page.keyboard().press("Home");

            assertThat(page.locator(".verdict")).containsText("as known on");
            assertThat(page.locator(".chart .known")).isVisible();
            page.getByLabel("As of").focus();
            page.keyboard().press("ArrowLeft");
            visit.isAccessible();
            visit.screenshot("time-travel");
        }
    }

    @Test
    void a_line_opens_to_its_event() {
        try (Visit visit = visit().as("Auditor")) {
            Page page = visit.page();
            visit.at("teller");
            openAdas(page);
            page.locator(".statement .row-link").first().click();

            assertThat(page.locator("dialog .hash")).hasText(Pattern.compile("[0-9a-f]{64}"));
            visit.isAccessible();
            visit.screenshot("event");
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
        }
    }

    @Test
    void an_auditor_verifies_the_log_explains_a_balance_and_takes_the_history_home() throws IOException {
        try (Visit visit = visit().as("Auditor")) {
            Page page = visit.page();
            visit.at("audit");
            button(page, "Verify the log").click();
            assertThat(page.locator(".verdict-line.good")).containsText("The log is whole.");
            page.getByLabel("Holder").fill("ada bi");
            page.locator(".found button").first().click();
            page.locator("table.list tbody tr").first().waitFor();
            visit.isAccessible();
            visit.screenshot("audit");
            Download download =
                    page.waitForDownload(() -> button(page, "Export as CSV").click());
            assertThat(Files.readString(download.path()))
                    .startsWith("position,version,type,")
                    .contains("AccountOpened");
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Explain this balance"))
                    .click();
            assertThat(page.locator(".explain-sum")).containsText("is the sum of");
            visit.isAccessible();
            page.locator(".explain").scrollIntoViewIfNeeded();
            visit.screenshot("explain");
        }
    }

    @Test
    void a_long_history_comes_page_by_page_and_goes_home_whole(@TempDir Path folder) throws IOException {
        String id = accountWith("1.00", LocalDate.of(2026, 1, 5));
        Path file = folder.resolve("many.csv");
        Files.writeString(
                file,
                IntStream.rangeClosed(1, 148)
                        .mapToObj(line -> "%d,%s,2026-01-05,CREDIT,1.00".formatted(line, id))
                        .collect(Collectors.joining("\n", "transaction_id,account,date,direction,amount\n", "\n")));
        try (Visit visit = visit().as("Auditor");
                var elsewhere = new TestClient("somebody")) {
            demo.agree(elsewhere.upload(demo.commands() + "/v1/imports?source=many", "text/csv", file));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> elsewhere
                                    .get("%s/v1/accounts/%s/history?limit=1&atLeastVersion=150"
                                            .formatted(demo.queries(), id))
                                    .status()
                            == 200);
            Page page = visit.at("audit/" + id).page();
            Locator rows = page.locator("#panel-audit tbody tr");
            assertThat(rows).hasCount(100);
            assertThat(rows.first()).containsText("149.00");
            button(page, "Show older events").click();
            assertThat(rows).hasCount(150);
            assertThat(button(page, "Show older events")).hasCount(0);
            assertThat(exported(page)).hasSize(151);

            page.getByLabel("Event").selectOption("AccountOpened");
            assertThat(rows).hasCount(1);
            assertThat(exported(page)).hasSize(2);
            page.getByLabel("Who").fill("nobody");
            page.keyboard().press("Enter");
            assertThat(page.locator("#panel-audit")).containsText("Nothing fits");
            visit.isAccessible();
            page.getByRole(AriaRole.TAB, named("Explain this balance")).click();
            assertThat(page.locator(".explain-sum"))
                    .containsText("149.00 EUR is the sum of 149 operations since 5 Jan 2026");
        }
    }

    /** The lines of the file that an auditor takes home. */
    private static List<String> exported(Page page) throws IOException {
        Download download =
                page.waitForDownload(() -> button(page, "Export as CSV").click());
        return Files.readAllLines(download.path());
    }

    @Test
    void an_analyst_sees_square_books() {
        try (Visit visit = visit().as("Analyst")) {
            Page page = visit.page();
            page.locator(".chart.flows").waitFor();
            page.locator(".bars").waitFor();

            assertThat(page.locator("tr.sum")).containsText("square");
            visit.isAccessible();
            visit.isCalm();
            visit.screenshot("reports");
            Download download =
                    page.waitForDownload(() -> button(page, "CSV").first().click());
            assertThat(download.suggestedFilename()).isEqualTo("flows.csv");
        }
    }

    @Test
    void an_operator_rebuilds_a_view() {
        try (Visit visit = visit().as("Operator")) {
            Page page = visit.page();
            assertThat(page.locator(".lamp.good")).hasCount(4);
            visit.isAccessible();
            visit.isCalm();
            button(page, "Rebuild audit").click();
            Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("audit"));
            assertThat(row).containsText("last rebuild: swapped");
            visit.screenshot("operations");
        }
    }

    @Test
    void a_document_is_handed_in_and_looked_at() {
        try (Visit visit = visit().as("Teller")) {
            Page page = visit.page();
            openAdas(page);
            String id = page.url().substring(page.url().lastIndexOf('/') + 1);
            visit.at("catalogue");
            page.getByLabel("Search products").fill("sav");
            assertThat(page.locator(".tile")).hasCount(1);
            page.getByLabel("Search products").fill("");
            page.getByLabel("For account").fill(id);
            page.locator("#file")
                    .setInputFiles(new FilePayload(
                            "note.txt", "text/plain", "A note that was handed in.".getBytes(StandardCharsets.UTF_8)));
            page.getByLabel("Title").fill("A note");
            button(page, "Hand in").click();
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("A note").setExact(true))
                    .first()
                    .click();
            assertThat(page.locator(".preview pre")).hasText("A note that was handed in.");
            visit.isAccessible();
            page.keyboard().press("Escape");
            visit.isAccessible();
            visit.screenshot("catalogue");
        }
    }

    @Test
    void a_large_payment_waits_until_a_second_teller_lets_it_go() {
        String id = accountWith("20000.00");
        try (Visit first = visit().as("Teller");
                Visit second = visit().as("Second teller")) {
            Page page = first.at("accounts/" + id).page();
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Withdraw"))
                    .click();
            page.getByLabel("Amount in EUR").fill("12500.00");
            page.getByLabel("Reason").first().fill("a boat for the rowers");
            button(page, "Withdraw").click();
            assertThat(page.getByRole(AriaRole.REGION, named("Waits for a second person")))
                    .containsText("a boat for the rowers");
            assertThat(page.locator(".figures")).containsText("20\u202f000.00");
            first.at("approvals");
            openRequest(page, "a boat for the rowers");
            assertThat(page.locator("dialog")).containsText("somebody else has to approve it");
            assertThat(button(page, "Approve")).hasCount(0);
            first.isAccessible();

            Page other = second.at("approvals").page();
            openRequest(other, "a boat for the rowers");
            assertThat(other.locator("dialog")).containsText("Available there");
            second.isAccessible();
            second.screenshot("approval");
            button(other, "Approve").click();

            assertThat(other.locator("#notices")).containsText("the money has moved");
            assertThat(other.locator("#panel-approvals")).not().containsText("a boat for the rowers");
            other.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Approved"))
                    .click();
            assertThat(row(other, "a boat for the rowers")).containsText("teller2");
            second.isAccessible();
            page.navigate(demo.console() + "/#/accounts/" + id);
            assertThat(page.locator(".figures")).containsText("7\u202f500.00");
            assertThat(page.locator(".statement tbody tr").first()).containsText("a boat for the rowers");
        }
    }

    @Test
    void a_second_teller_turns_a_payment_down_and_says_why() {
        String id = accountWith("50000.00");
        try (var elsewhere = new TestClient("somebody")) {
            elsewhere.post("%s/v1/accounts/%s/withdrawals".formatted(demo.commands(), id), """
                    {"amount": "30000.00", "reason": "a gilded weathercock"}
                    """);
        }
        try (Visit visit = visit().as("Second teller").at("approvals")) {
            Page page = visit.page();
            assertThat(row(page, "oak beams for the weaving hall")).containsText("12");
            openRequest(page, "a gilded weathercock");
            button(page, "Reject").click();
            assertThat(page.locator("#reason-error")).isVisible();
            assertThat(page.getByLabel("Reason")).isFocused();
            visit.isAccessible();
            page.getByLabel("Reason").fill("the council has not voted");
            button(page, "Reject").click();

            assertThat(page.locator("#notices")).containsText("nothing has moved");
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Rejected"))
                    .click();
            openRequest(page, "a gilded weathercock");
            assertThat(page.locator("dialog")).containsText("the council has not voted");
        }
    }

    private void agreeToNewestImport() {
        try (var elsewhere = new TestClient("somebody")) {
            String id = elsewhere
                    .get(demo.commands() + "/v1/imports?limit=1")
                    .items("importId")
                    .getFirst();
            demo.agree(elsewhere.get("%s/v1/imports/%s".formatted(demo.commands(), id)));
        }
    }

    /** The account of somebody new who has that much. */
    private String accountWith(String amount) {
        return accountWith(amount, LocalDate.now(ZoneOffset.UTC));
    }

    private String accountWith(String amount, LocalDate firstDay) {
        try (var elsewhere = new TestClient("somebody")) {
            UUID account = demo.openAccount(elsewhere, firstDay);
            Answer paidIn = elsewhere.post(
                    "%s/v1/accounts/%s/deposits".formatted(demo.commands(), account), """
                    {"amount": "%s"}
                    """.formatted(amount));
            demo.agree(paidIn);
            demo.balance(elsewhere, account, paidIn.body().has("approvalId") ? 4 : 2);
            return account.toString();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator row(Page page, String text) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void openRequest(Page page, String reason) {
        row(page, reason).getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator("dialog")).containsText(reason);
    }

    @Test
    void a_teller_sends_a_file_and_sees_line_by_line_what_came_of_it() {
        try (Visit visit = visit().as("Teller").at("imports")) {
            Page page = visit.page();
            button(page, "Send").click();
            assertThat(page.locator("#file-error")).hasText("Choose a file.");
            page.locator("#file")
                    .setInputFiles(new FilePayload("january.csv", "text/csv", """
                    transaction_id,account,date,direction,amount
                    1,7001,2026-01-05,CREDIT,250.00
                    2,7001,2026-01-06,DEBIT,40.00
                    3,7001,2026-01-07,DEBIT,9999.00
                    """.getBytes(StandardCharsets.UTF_8)));
            page.getByLabel("Source").fill("branch 7");
            button(page, "Send").click();
            assertThat(page.locator("#source-error")).containsText("letters, digits, dots");
            page.getByLabel("Source").fill("branch-7");
            page.getByLabel("Open accounts that are not known").check();
            visit.isAccessible();
            button(page, "Send").click();

            Locator line = page.locator(".import").filter(new Locator.FilterOptions().setHasText("branch-7"));
            assertThat(line).containsText("waiting");
            agreeToNewestImport();
            assertThat(line).containsText("3 of 3 lines");
            assertThat(line).containsText("completed");
            assertThat(line).containsText("2 accepted, 0 had been before, 1 refused");
            visit.screenshot("imports");
            line.getByRole(AriaRole.BUTTON).click();
            assertThat(page.locator("dialog")).containsText("Line 4");
            assertThat(page.locator("dialog")).containsText("3,7001,2026-01-07,DEBIT,9999.00");
            visit.isAccessible();
        }
    }

    @Test
    void an_operator_sees_what_is_parked_and_has_it_tried_again_once_the_cause_is_mended() throws Exception {
        String id = accountWith("100.00");
        changeBalances("add constraint unlucky check (amount <> 13.13) not valid");
        try (Visit visit = visit().as("Operator");
                var elsewhere = new TestClient("somebody")) {
            Page page = visit.page();
            String deposits = "%s/v1/accounts/%s/deposits".formatted(demo.commands(), id);
            elsewhere.post(deposits, "{\"amount\": \"13.13\"}");
            elsewhere.post(deposits, "{\"amount\": \"1.00\"}");

            Locator parked = page.getByRole(AriaRole.REGION, named("Parked in balances"));
            assertThat(parked).containsText("unlucky");
            assertThat(parked).containsText("Money deposited");
            visit.isAccessible();
            parked.scrollIntoViewIfNeeded();
            visit.screenshot("parked");
            changeBalances("drop constraint unlucky");
            button(page, "Retry all").click();

            assertThat(page.locator("#notices")).containsText("All 2 parked events are applied.");
            assertThat(parked).hasCount(0);
            assertThat(demo.balance(elsewhere, UUID.fromString(id), 4)).isEqualByComparingTo("114.13");
        }
    }

    /** Changes the table of transactions, so that the balances view refuses an event, or takes it again. */
    private void changeBalances(String change) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        demo.databaseUrl("daybook_balances"), "postgres", demo.databasePassword());
                Statement statement = connection.createStatement()) {
            statement.execute("alter table balances.transactions " + change);
        }
    }

    @ParameterizedTest
    @CsvSource({"command-service,/v1/transfers", "query-service,/v1/approvals", "projector-service,/v1/views"})
    void the_interfaces_are_shown_without_a_word_of_the_browser_against_it(String service, String path) {
        try (Visit visit = visit()) {
            Page page = visit.page();
            page.navigate("/api/");
            page.getByLabel("Select a definition").selectOption(service);
            Locator operation = page.locator(".opblock")
                    .filter(new Locator.FilterOptions().setHas(page.locator("[data-path='%s']".formatted(path))))
                    .first();
            operation.locator(".opblock-summary-control").click();

            assertThat(operation.locator(".responses-wrapper")).isVisible();
            assertThat(page.locator(".errors-wrapper")).hasCount(0);
            visit.screenshot("api-" + service);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Teller,teller",
        "Second teller,approvals",
        "Teller,imports",
        "Auditor,audit",
        "Analyst,reports",
        "Operator,operator",
        "Teller,catalogue"
    })
    void every_page_is_readable_in_the_dark_and_on_a_phone(String role, String place) {
        try (Visit dark =
                browser.open(demo.console(), ColorScheme.DARK).as(role).at(place)) {
            dark.isAccessible();
            dark.screenshot(place + "-dark");
        }
        try (Visit phone = browser.open(demo.console(), ColorScheme.LIGHT, 390, 844)
                .as(role)
                .at(place)) {
            phone.isLoaded();
            assertThat(stickingOut(phone.page())).isEmpty();
            phone.isAccessible();
            phone.screenshot(place + "-phone");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Teller,teller",
        "Second teller,approvals",
        "Teller,imports",
        "Analyst,reports",
        "Operator,operator",
        "Teller,catalogue"
    })
    void a_page_that_still_waits_for_the_services_is_readable(String role, String place) {
        try (Visit visit = visit().as(role).at(place)) {
            visit.holdRequests();
            visit.page().reload();
            visit.page().locator(".waiting").first().waitFor();

            visit.isAccessibleAsItIs();
        }
    }

    /** Elements that reach beyond the window's right edge, if the page can be scrolled there. */
    private static List<?> stickingOut(Page page) {
        return (List<?>) page.evaluate("""
                () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
                    [...document.querySelectorAll('body *')]
                        .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth)
                        .map(one => one.outerHTML.slice(0, 120))
                """);
    }

    @Test
    void an_account_is_readable_in_the_dark_and_on_a_phone() {
        try (Visit dark = browser.open(demo.console(), ColorScheme.DARK).as("Teller")) {
            openAdas(dark.page());
            dark.isAccessible();
            dark.screenshot("account-dark");
        }
        try (Visit phone =
                browser.open(demo.console(), ColorScheme.LIGHT, 390, 844).as("Teller")) {
            openAdas(phone.page());
            phone.isAccessible();
            phone.screenshot("account-phone");
        }
    }

    @Test
    void light_or_dark_is_as_the_machine_has_it_until_somebody_chooses() {
        try (Visit visit = browser.open(demo.console(), ColorScheme.DARK)) {
            Page page = visit.page();
            page.navigate("/");
            Locator body = page.locator("body");
            assertThat(body).hasCSS("background-color", "rgb(20, 24, 26)");
            button(page, "Light or dark").click();
            assertThat(body).hasCSS("background-color", "rgb(247, 245, 240)");
            page.reload();
            assertThat(body).hasCSS("background-color", "rgb(247, 245, 240)");
            visit.isAccessible();
        }
    }

    @Test
    void the_first_load_is_small() {
        try (Visit visit = visit()) {
            var bytes = new AtomicLong();
            visit.page()
                    .onRequestFinished(request ->
                            bytes.addAndGet(request.sizes().responseBodySize + request.sizes().responseHeadersSize));
            visit.as("Teller");
            visit.page().locator("table.list tbody tr").first().waitFor();

            System.out.printf("First load: %d bytes.%n", bytes.get());
            assertThat(bytes.get()).isPositive().isLessThan(FIRST_LOAD_BYTES_MAX);
        }
    }

    @Test
    void tokens_are_told_to_nobody_who_calls_this_machine_by_another_name() {
        try (Visit visit = visit()) {
            var answer = visit.page()
                    .request()
                    .get(
                            demo.console() + "/console/demo/tokens",
                            RequestOptions.create().setHeader("Host", "evil.example"));

            assertThat(answer.status()).isEqualTo(403);
        }
    }

    @Test
    void where_a_bank_has_an_issuer_its_people_sign_in_there(@TempDir Path folder) {
        String token = TestServers.issuer().token(LocalIssuer.Role.TELLER);
        int port = Ports.free();
        try (var issuer = BankIssuer.giving(token);
                var console = ServiceProcess.start(
                        "web-console",
                        RunningDemo.CHECKOUT,
                        port,
                        Map.of(
                                "DAYBOOK_CONSOLE_COMMANDS", demo.commands(),
                                "DAYBOOK_CONSOLE_QUERIES", demo.queries(),
                                "DAYBOOK_CONSOLE_OPERATORS", demo.operators(),
                                "DAYBOOK_CONSOLE_SIGNIN_ISSUER", issuer.address(),
                                "DAYBOOK_CONSOLE_SIGNIN_CLIENTID", "console"),
                        folder.resolve("console.log"),
                        List.of())) {
            console.awaitReady(Duration.ofSeconds(60));
            try (Visit visit = browser.open(console.baseUrl())) {
                visit.page().navigate("/#/catalogue");
                button(visit.page(), "Sign in").click();

                assertThat(visit.page().locator(".tile").first()).isVisible();
                assertThat(visit.page().url()).isEqualTo(console.baseUrl() + "/#/catalogue");
            }
        }
    }
}
