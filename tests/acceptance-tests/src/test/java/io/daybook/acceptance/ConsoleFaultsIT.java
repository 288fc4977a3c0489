package io.daybook.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.daybook.acceptance.Browser.Visit;
import io.daybook.acceptance.StandInBank.Asked;
import io.daybook.localstack.LocalIssuer;
import io.daybook.testsupport.TestServers;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console shows while services refuse, fail, are slow or do not answer: what is not known is never said. */
class ConsoleFaultsIT extends StandInConsoleCases {

    static final String ACCOUNT = "11111111-1111-4111-8111-111111111111";
    private static final String STREAM = "GET /v1/accounts/" + ACCOUNT + "/stream";

    /** Later than a page that looks by itself looks again. */
    private static final long LOOK_MILLIS = 1100;

    private static final int LOOKS_AT_THE_SAME = 10;

    /** Later than any request may still be without an answer. */
    private static final long LATE_MILLIS = 31_000;

    /** The same for a file. */
    private static final long LATE_FOR_FILES_MILLIS = 601_000;

    private static final List<Integer> STATUSES = List.of(400, 403, 404, 409, 422, 429, 503);

    /** What a page may say that does not know everything, and only then. */
    private static final List<String> OF_THE_UNKNOWN = List.of(
            "Retry",
            "Asking \u2026",
            "\u2026",
            "\u2013",
            "not known",
            "does not answer",
            "not ready",
            "Looking up ",
            "Amount in \u2026",
            "No answer came within ",
            "As of ",
            "Lag of ",
            "Fetching \u2026",
            "Adding up",
            "0 of 4 events",
            "No such account",
            ACCOUNT,
            "Asking how to sign in",
            "Held",
            "An account\u2019s history",
            "Waits for a second person");

    /**
     * A page, and what is done on it before it asks what is looked at here.
     *
     * @param step nothing, where the page asks by itself
     */
    record Scene(String name, String role, String place, List<Consumer<Page>> step) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scene> scenes() {
        return Stream.of(
                new Scene("accounts", "Teller", "teller", List.of()),
                new Scene("an account", "Teller", "accounts/" + ACCOUNT, List.of()),
                new Scene("opening an account", "Teller", "teller", List.of(page -> button(page, "Open an account")
                        .click())),
                new Scene(
                        "a line of a statement", "Auditor", "accounts/" + ACCOUNT, List.of(page -> button(page, "rent")
                                .click())),
                new Scene("an earlier knowledge", "Auditor", "accounts/" + ACCOUNT, List.of(page -> page.getByLabel(
                                "As known")
                        .press("Home"))),
                new Scene("approvals", "Second teller", "approvals", List.of()),
                new Scene("an approval", "Second teller", "approvals", List.of(page -> button(page, "Transfer")
                        .click())),
                new Scene("imports", "Teller", "imports", List.of()),
                new Scene("refused lines", "Teller", "imports", List.of(page -> button(
                                page, "What was refused of branch-7")
                        .click())),
                new Scene("a history", "Auditor", "audit/" + ACCOUNT, List.of()),
                new Scene("an event", "Auditor", "audit/" + ACCOUNT, List.of(page -> button(page, "Money deposited")
                        .click())),
                new Scene("an explanation", "Auditor", "audit/" + ACCOUNT, List.of(page -> tab(
                                page, "Explain this balance")
                        .click())),
                new Scene("a search for a holder", "Auditor", "audit", List.of(page -> page.getByLabel("Holder")
                        .fill("ada"))),
                new Scene("reports", "Analyst", "reports", List.of()),
                new Scene("operations", "Operator", "operator", List.of()),
                new Scene("catalogue", "Teller", "catalogue", List.of()),
                new Scene("terms", "Teller", "catalogue", List.of(page -> button(page, "Terms of Current account")
                        .click())),
                new Scene("a document", "Teller", "catalogue", List.of(page -> button(page, "A note")
                        .click())));
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void what_is_not_answered_is_said_to_be_unknown_until_it_is(Scene scene) {
        bank.answer(STREAM, bank.refusing(503, "No stream."));
        try (Visit visit = at(scene.role())) {
            Page page = visit.page();
            open(page, scene);
            List<String> requests = bank.asked().stream()
                    .map(Asked::request)
                    .filter(one -> !one.equals(STREAM))
                    .distinct()
                    .toList();
            assertThat(requests).as("requests of %s", scene).isNotEmpty();
            List<String> known = shown(page);

            for (String request : requests) {
                neverAnswered(page, scene, request, known);
                for (int status : STATUSES) {
                    refused(page, scene, request, status, known);
                }
                refusedUntilSignedInAgain(page, scene, request, known);
            }
        }
    }

    private void neverAnswered(Page page, Scene scene, String request, List<String> known) {
        bank.answer(request, bank.never());
        reopen(page, scene);
        type(page);
        page.clock().fastForward(3000);
        saysNothingUntrue(page, "%s never answered".formatted(request), known, "");
        page.clock().fastForward(request.endsWith("/content") ? LATE_FOR_FILES_MILLIS : LATE_MILLIS);
        trouble(page, request, "No answer came within").waitFor();
        saysNothingUntrue(page, "%s given up".formatted(request), known, "");
    }

    private void refused(Page page, Scene scene, String request, int status, List<String> known) {
        String detail = "Stood in for by %d.".formatted(status);
        bank.answer(request, bank.refusing(status, detail));
        askAgain(page);
        trouble(page, request, isHealth(request) && status == 503 ? "not ready" : detail)
                .waitFor();
        saysNothingUntrue(page, "%s answered %d".formatted(request, status), known, detail);
        isTypedStill(page, scene);
    }

    private void refusedUntilSignedInAgain(Page page, Scene scene, String request, List<String> known) {
        bank.answer(request, bank.refusing(401, "Stood in for by 401."));
        askAgain(page);
        Locator signIn = page.locator("dialog").filter(has("Your sign-in has ended"));
        signIn.waitFor();
        bank.mend(request);
        signIn.getByRole(AriaRole.BUTTON).filter(has(scene.role())).first().click();
        gone(signIn);
        if (page.locator(".services").count() > 0) {
            page.clock().fastForward(LOOK_MILLIS);
        }
        gone(page.locator(".trouble"));
        isLoaded(page);
        isTypedStill(page, scene);
        page.waitForCondition(() -> shown(page).equals(known));
    }

    /**
     * A question that is followed by another one before it is answered.
     *
     * @param slow the part of the query by which the first one is known
     * @param first what asks it
     * @param second what asks the other one
     */
    record Race(
            String name,
            String role,
            String place,
            String request,
            String slow,
            Consumer<Page> first,
            Consumer<Page> second) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Race> races() {
        return Stream.of(
                new Race(
                        "a search for accounts",
                        "Teller",
                        "teller",
                        "GET /v1/accounts",
                        "holder=a&",
                        filling("Holder or account number", "a"),
                        filling("Holder or account number", "ad")),
                new Race(
                        "decisions on payments",
                        "Second teller",
                        "approvals",
                        "GET /v1/approvals",
                        "status=APPROVED",
                        choosing("Approved"),
                        choosing("Waiting")),
                new Race(
                        "an account's history",
                        "Auditor",
                        "audit/" + ACCOUNT,
                        "GET /v1/accounts/%s/history".formatted(ACCOUNT),
                        "type=MoneyDeposited",
                        page -> page.getByLabel("Event").selectOption("MoneyDeposited"),
                        page -> page.getByLabel("Event").selectOption("")),
                new Race(
                        "a balance by value date",
                        "Auditor",
                        "accounts/" + ACCOUNT,
                        "GET /v1/accounts/%s/balance?knownAt".formatted(ACCOUNT),
                        "asOf=%s".formatted(LocalDate.now(ZoneOffset.UTC)),
                        page -> page.getByLabel("As known").press("Home"),
                        page -> page.getByLabel("As of").press("ArrowLeft")),
                new Race(
                        "what came in",
                        "Analyst",
                        "reports",
                        "GET /v1/reports/flows",
                        "step=week",
                        choosing("90 days"),
                        choosing("A year")),
                new Race(
                        "a trial balance",
                        "Analyst",
                        "reports",
                        "GET /v1/reports/trial-balance",
                        "by=booking",
                        page -> page.getByLabel("By", exactly()).selectOption("booking"),
                        page -> page.getByLabel("By", exactly()).selectOption("value")),
                new Race(
                        "a search for products",
                        "Teller",
                        "catalogue",
                        "GET /v1/products",
                        "q=a&",
                        filling("Search products", "a"),
                        filling("Search products", "")),
                new Race(
                        "a search for documents",
                        "Teller",
                        "catalogue",
                        "GET /v1/documents",
                        "q=a&",
                        filling("Search documents", "a"),
                        filling("Search documents", "")));
    }

    @ParameterizedTest
    @MethodSource("races")
    void an_answer_that_is_slower_than_the_next_is_not_shown(Race race) {
        var isAsked = new CountDownLatch(1);
        var mayAnswer = new CountDownLatch(1);
        StandInBank.Answer usual = bank.telling(bank.usual(race.request()));
        StandInBank.Answer older = bank.telling(bank.usual(race.request())
                .replaceAll("\"(\\d+\\.\\d\\d|Ada Birk|Current account|A note)\"", "\"13.13\""));
        bank.answer(race.request(), exchange -> {
            if (exchange.getRequestURI().getQuery().contains(race.slow())) {
                isAsked.countDown();
                StandInBank.await(mayAnswer);
                older.give(exchange);
            } else {
                usual.give(exchange);
            }
        });
        try (Visit visit = at(race.role())) {
            Page page = visit.page();
            goTo(page, race.place());
            isLoaded(page);
            List<String> known = shown(page);
            race.first().accept(page);
            page.waitForCondition(() -> isAsked.getCount() == 0);
            saysNothingUntrue(page, "%s while it is asked for".formatted(race), known, "known");
            race.second().accept(page);
            assertThat(page.locator(".trouble")).hasCount(0);
            isLoaded(page);
            mayAnswer.countDown();

            page.evaluate("() => fetch('/console/settings').then(answer => answer.text())");
            assertThat(page.locator("body")).not().containsText("13.13");
            isLoaded(page);
        } finally {
            mayAnswer.countDown();
        }
    }

    private static Consumer<Page> filling(String label, String text) {
        return page -> page.getByLabel(label).fill(text);
    }

    private static Consumer<Page> choosing(String tab) {
        return page -> tab(page, tab).click();
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    @Test
    void an_earlier_balance_is_that_of_the_day_and_the_moment_that_are_asked_for() {
        try (Visit visit = at("Auditor")) {
            Page page = visit.page();
            goTo(page, "accounts/" + ACCOUNT);
            isLoaded(page);
            String request = "GET /v1/accounts/%s/balance?knownAt".formatted(ACCOUNT);
            bank.answer(request, bank.refusing(503, "The log is closed."));
            page.getByLabel("As known").press("Home");

            assertThat(page.locator(".sliders .trouble")).containsText("The log is closed.");
            assertThat(page.locator(".verdict")).hasCount(0);
            visit.isAccessible();
            bank.mend(request);
            button(page, "Retry").click();
            assertThat(page.locator(".verdict")).containsText("5\u202f718.90");
            assertThat(page.locator(".verdict")).containsText("as known on");
        }
    }

    @Test
    void an_answer_that_cannot_be_renewed_says_as_of_when_it_is() {
        try (Visit visit = at("Operator")) {
            Page page = visit.page();
            Locator view = page.getByRole(AriaRole.ROW).filter(has("audit"));
            assertThat(view).containsText("running");
            bank.answer("GET /v1/views", bank.never());
            page.clock().fastForward(LOOK_MILLIS);
            page.clock().fastForward(LOOK_MILLIS * 2);

            assertThat(page.locator(".trouble")).containsText("a newer answer has been asked for");
            assertThat(view).not().containsText("running");
            assertThat(view).containsText("not known");
            page.clock().fastForward(LATE_MILLIS);
            assertThat(page.locator(".trouble")).containsText("No answer came within 5 seconds.");
            assertThat(page.locator(".trouble")).containsText("As of ");
            assertThat(view).containsText("not known");
            visit.isAccessible();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 429, 503})
    void an_account_is_not_live_without_its_stream(int status) {
        bank.answer(STREAM, bank.refusing(status, "No stream."));
        try (Visit visit = at("Teller")) {
            Page page = visit.page();
            goTo(page, "accounts/" + ACCOUNT);
            isLoaded(page);

            assertThat(page.locator(".live")).hasText("Not live");
            assertThat(page.locator(".figures")).containsText("6\u202f373.55");
        }
    }

    @Test
    void an_account_whose_stream_falls_silent_is_not_live_any_more() {
        try (Visit visit = at("Teller")) {
            Page page = visit.page();
            goTo(page, "accounts/" + ACCOUNT);
            assertThat(page.locator(".live")).hasText("Live");
            bank.answer(STREAM, bank.never());
            page.clock().fastForward(LATE_MILLIS);
            page.clock().fastForward(LATE_MILLIS);

            assertThat(page.locator(".live")).containsText("Not live since ");
        }
    }

    @Test
    void whoever_cannot_sign_in_is_told_why_and_asks_again() {
        bank.answer("GET /console/settings", bank.refusing(503, "The console is closed."));
        try (Visit visit = browser.open(bank.address()).expectingFaults()) {
            Page page = visit.page();
            page.navigate("/");
            assertThat(page.locator(".trouble")).containsText("The console is closed.");
            assertThat(page.locator("main")).not().containsText("No issuer is configured");
            bank.mend();
            bank.answer("GET /console/demo/tokens", bank.refusing(503, "The tokens are locked up."));
            button(page, "Retry").click();
            assertThat(page.locator(".trouble")).containsText("The tokens are locked up.");
            visit.isAccessible();
            bank.mend();
            button(page, "Retry").click();

            assertThat(page.locator(".role")).hasCount(6);
        }
    }

    @Test
    void where_a_bank_has_an_issuer_its_people_sign_in_again_beside_the_page() throws IOException {
        String token = TestServers.issuer().token(LocalIssuer.Role.TELLER);
        try (var issuer = BankIssuer.giving(token);
                Visit visit = browser.open(bank.address()).expectingFaults()) {
            bank.answer("GET /console/settings", bank.telling("""
                    {"demo": false, "signIn": {"issuer": "%s", "clientId": "console", "scope": "openid"}}
                    """.formatted(issuer.address())));
            Page page = visit.page();
            page.navigate("/#/accounts/" + ACCOUNT);
            button(page, "Sign in").click();
            page.getByLabel("Amount in EUR").fill("12.34");
            String deposit = "POST /v1/accounts/%s/deposits".formatted(ACCOUNT);
            bank.answer(deposit, bank.refusing(401, "The token has expired."));
            button(page, "Deposit").click();
            Locator dialog = page.locator("dialog").filter(has("Your sign-in has ended"));
            bank.mend(deposit);
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign in"))
                    .click();

            assertThat(dialog).hasCount(0);
            assertThat(page.getByLabel("Amount in EUR")).hasValue("12.34");
            button(page, "Deposit").click();
            assertThat(page.locator("#notices")).containsText("Paid in.");
        }
    }

    /** Where it is said that something is not known. */
    private static Locator trouble(Page page, String request, String detail) {
        if (isHealth(request)) {
            return page.locator(".service")
                    .filter(has(request.replaceAll("^GET /services/|/health$", "")))
                    .filter(has(detail.equals("not ready") ? detail : "does not answer"));
        }
        return page.locator(".trouble, .service").filter(has(detail)).first();
    }

    private static boolean isHealth(String request) {
        return request.endsWith("/health");
    }

    /** Asks again whatever is not known, or lets the page do so by itself. */
    private static void askAgain(Page page) {
        Object asked = page.evaluate("""
                () => [...document.querySelectorAll('.trouble button')].map(retry => retry.click()).length
                """);
        if (asked.equals(0)) {
            page.clock().fastForward(LOOK_MILLIS);
        }
    }

    /** Whatever is on the page now was there when all was answered, or says that something is not known. */
    private static void saysNothingUntrue(Page page, String when, List<String> known, String detail) {
        List<String> more = shown(page).stream()
                .filter(line -> !known.contains(line))
                .filter(line -> detail.isEmpty() || !line.contains(detail))
                .filter(line -> OF_THE_UNKNOWN.stream()
                        .noneMatch(said -> said.endsWith(" ") ? line.contains(said) : line.equals(said)))
                .toList();
        assertThat(more).as(when).isEmpty();
    }

    /** What there is to be read, and what charts are said to show; but not what sliders say, which is what is asked. */
    private static List<String> shown(Page page) {
        return page.evaluate("""
                () => {
                  const asked = [...document.querySelectorAll('output')].map(output => output.innerText.trim());
                  const charts = [...document.querySelectorAll('svg[aria-label]')].map(chart => chart.getAttribute('aria-label'));
                  return [...document.body.innerText.split(/[\\n\\t]/), ...charts].map(line => line.trim())
                    .filter(line => line !== '' && !asked.includes(line)).join('\\n');
                }
                """)
                .toString()
                .lines()
                .map(line -> line.replaceAll("ready, [0-9.]+ m?s", "ready"))
                .toList();
    }

    private static void type(Page page) {
        page.evaluate("""
                () => document.querySelectorAll('.page input[type=text], dialog input[type=text]')
                    .forEach(input => { input.value = 'typed'; })
                """);
    }

    private static void isTypedStill(Page page, Scene scene) {
        assertThat((List<?>) page.evaluate("""
                () => [...document.querySelectorAll('.page input[type=text], dialog input[type=text]')]
                    .filter(input => input.value !== 'typed').map(input => input.id)
                """))
                .as("typed on %s and lost", scene)
                .isEmpty();
    }

    /** Opens a page on which everything is answered. */
    private void open(Page page, Scene scene) {
        goTo(page, scene.place());
        isLoaded(page);
        bank.forgetWhatWasAsked();
        if (scene.step().isEmpty()) {
            goTo(page, scene.place());
        } else {
            scene.step().forEach(step -> step.accept(page));
        }
        page.waitForCondition(() -> !bank.asked().isEmpty());
        isLoaded(page);
        isSettled(page);
    }

    /** Waits until all that was asked is answered and the page stays as it is: one answer may lead to the next question. */
    private void isSettled(Page page) {
        var looks = new ArrayList<List<String>>();
        page.waitForCondition(() -> {
            looks.add(shown(page));
            int first = looks.size() - LOOKS_AT_THE_SAME;
            return bank.isQuiet()
                    && first >= 0
                    && looks.subList(first, looks.size()).stream().distinct().count() == 1;
        });
    }

    /** Opens it again; what it asks of its own is answered, if something is done on it first. */
    private void reopen(Page page, Scene scene) {
        goTo(page, scene.place());
        scene.step().forEach(step -> step.accept(page));
    }

    private static void goTo(Page page, String place) {
        page.evaluate("""
                place => {
                  document.querySelectorAll('dialog').forEach(dialog => dialog.close());
                  document.querySelector('.page').removeAttribute('data-place');
                  if (location.hash === place) {
                    dispatchEvent(new HashChangeEvent('hashchange'));
                  } else {
                    location.hash = place;
                  }
                }
                """, "#/" + place);
        page.locator(".page[data-place='%s'] h1".formatted(place)).waitFor();
    }

    private static void isLoaded(Page page) {
        gone(page.locator("[aria-busy=true]"));
    }

    /** Waits until there is none; sooner than an assertion, which looks again only now and then. */
    private static void gone(Locator what) {
        what.first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static Locator tab(Page page, String name) {
        return page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator.FilterOptions has(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
