package io.daybook.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.daybook.acceptance.Browser.Visit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every form and button of the console that sends a command, before services that refuse, fail, or do not answer. Nothing typed
 * is lost; a key lives only while the outcome is not known and the command stays as it is.
 */
class ConsoleCommandsIT extends StandInConsoleCases {

    private static final String ACCOUNT = ConsoleFaultsIT.ACCOUNT;
    private static final String OTHER = "22222222-2222-4222-8222-222222222222";
    private static final String LINE = "33333333-3333-4333-8333-333333333332";
    private static final String HOLD = "44444444-4444-4444-8444-444444444444";
    private static final String APPROVAL = "55555555-5555-4555-8555-555555555555";
    private static final String DOCUMENT = "66666666-6666-4666-8666-666666666666";
    private static final String HERE = "accounts/" + ACCOUNT;

    /** Later than a command, or a file, may still be without an answer. */
    private static final long LATE_MILLIS = 601_000;

    private static final List<Integer> DEFINITE = List.of(400, 403, 404, 409, 422, 429);

    /**
     * A command, as somebody comes to send it.
     *
     * @param button the name of the button that sends it
     * @param request what is sent
     * @param done what is read once it is done
     * @param before what is opened and typed
     */
    record Command(String role, String place, String button, String request, String done, List<Consumer<Page>> before) {
        @Override
        public String toString() {
            return "%s at %s".formatted(button, place.replaceAll("/.*", ""));
        }
    }

    static Stream<Command> commands() {
        return Stream.of(
                moving("Deposit", "POST /v1/accounts/%s/deposits".formatted(ACCOUNT), "Paid in."),
                moving("Withdraw", "POST /v1/accounts/%s/withdrawals".formatted(ACCOUNT), "Paid out."),
                moving("Transfer", "POST /v1/transfers", "Transferred.", typing("To account", OTHER)),
                moving("Hold", "POST /v1/accounts/%s/holds".formatted(ACCOUNT), "Set aside."),
                ending("Pay out", "capture", "The held money is paid out."),
                ending("Lift", "release", "The hold is lifted."),
                new Command(
                        "Teller",
                        HERE,
                        "Take back",
                        "POST /v1/transactions/%s/reversal".formatted(LINE),
                        "Taken back",
                        List.of(pressing("rent"), typing("Take it back, because", "a mistake"))),
                new Command(
                        "Teller",
                        "teller",
                        "Open the account",
                        "POST /v1/accounts",
                        "The account is open.",
                        List.of(pressing("Open an account"), typing("Holder\u2019s name", "Ada Birk"))),
                new Command(
                        "Teller",
                        "teller",
                        "Load the sample bank",
                        "POST /console/demo/sample",
                        "The sample bank is loaded.",
                        List.of()),
                deciding("Approve", "approve", "the money has moved"),
                deciding("Reject", "reject", "nothing has moved"),
                new Command(
                        "Teller",
                        "catalogue",
                        "Hand in",
                        "POST /v1/accounts/%s/documents".formatted(ACCOUNT),
                        "The document is in.",
                        List.of(
                                ConsoleCommandsIT::chooseAFile,
                                typing("For account", ACCOUNT),
                                typing("Title", "A note"))),
                new Command(
                        "Teller",
                        "catalogue",
                        "Accept",
                        "POST /v1/documents/%s/acceptance".formatted(DOCUMENT),
                        "",
                        List.of(pressing("A note"))),
                new Command(
                        "Teller",
                        "catalogue",
                        "Reject as not readable",
                        "POST /v1/documents/%s/rejection".formatted(DOCUMENT),
                        "",
                        List.of(pressing("A note"))),
                new Command(
                        "Teller",
                        "catalogue",
                        "Publish",
                        "POST /v1/products",
                        "The product is published.",
                        List.of(pressing("Publish a product"), typing("Code", "SAVINGS"), typing("Name", "Savings"))),
                new Command(
                        "Teller",
                        "imports",
                        "Send",
                        "POST /v1/imports",
                        "The file is in",
                        List.of(ConsoleCommandsIT::chooseAFile, typing("Source", "branch-7"))),
                new Command(
                        "Auditor",
                        "audit",
                        "Verify the log",
                        "POST /v1/log/verifications",
                        "The log is whole.",
                        List.of()),
                new Command(
                        "Operator", "operator", "Rebuild audit", "POST /v1/views/audit/rebuild", "swapped", List.of()),
                new Command(
                        "Operator",
                        "operator",
                        "Retry all",
                        "POST /v1/views/balances/parked/retry",
                        "All 2 parked events are applied.",
                        List.of()));
    }

    private static Command moving(String button, String request, String done) {
        return moving(button, request, done, page -> {});
    }

    private static Command moving(String button, String request, String done, Consumer<Page> more) {
        return new Command(
                "Teller",
                HERE,
                button,
                request,
                done,
                List.of(
                        page -> page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(button))
                                .click(),
                        typing("Amount in EUR", "500.00"),
                        typing("Reason", "a boat"),
                        more));
    }

    private static Command ending(String button, String how, String done) {
        String request = "POST /v1/accounts/%s/holds/%s/%s".formatted(ACCOUNT, HOLD, how);
        return new Command("Teller", HERE, button, request, done, List.of());
    }

    private static Command deciding(String button, String how, String done) {
        String request = "POST /v1/approvals/%s/%s".formatted(APPROVAL, how);
        return new Command(
                "Second teller",
                "approvals",
                button,
                request,
                done,
                List.of(pressing("Transfer"), typing("Reason", "as agreed")));
    }

    private static Consumer<Page> pressing(String button) {
        return page -> button(page, button).click();
    }

    private static Consumer<Page> typing(String label, String text) {
        return page -> page.getByLabel(label).first().fill(text);
    }

    private static void chooseAFile(Page page) {
        page.locator("#file")
                .setInputFiles(new FilePayload("a.csv", "text/csv", "a note".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_that_is_not_done_loses_nothing_and_can_be_sent_again(Command command) {
        boolean isOverNothing = command.request().contains("/console/");
        if (isOverNothing) {
            bank.answer("GET /v1/accounts", bank.telling("{\"items\": []}"));
        }
        try (Visit visit = at(command.role(), command.place())) {
            Page page = visit.page();
            command.before().forEach(step -> step.accept(page));
            String typed = typed(page);

            for (int status : DEFINITE) {
                send(page, command, status);
                assertThat(typed(page)).isEqualTo(typed);
            }
            send(page, command, 503);
            page.getByText("It is not known whether this was done.").waitFor();
            bank.answer(command.request(), bank.never());
            button(page, command.button()).click();
            page.waitForCondition(() -> bank.keysOf(command.request()).size() == DEFINITE.size() + 2);
            page.clock().fastForward(LATE_MILLIS);
            page.getByText("No answer came within").waitFor();
            assertThat(typed(page)).isEqualTo(typed);
            signInAgain(page, command);
            assertThat(typed(page)).isEqualTo(typed);
            assertThat(page.locator("#notices p")).hasCount(0);

            bank.mend(command.request());
            button(page, command.button()).click();
            assertThat(page.locator("body")).containsText(command.done());
            page.waitForCondition(() -> bank.keysOf(command.request()).size() == DEFINITE.size() + 4);
        }
        if (!isOverNothing) {
            List<String> keys = bank.keysOf(command.request());
            List<String> ofRefused = keys.subList(0, DEFINITE.size());
            List<String> ofUnknown = keys.subList(DEFINITE.size(), DEFINITE.size() + 3);
            assertThat(keys).doesNotContain("null");
            assertThat(ofRefused).doesNotHaveDuplicates();
            assertThat(ofUnknown).containsOnly(ofUnknown.getFirst()).doesNotContainAnyElementsOf(ofRefused);
            assertThat(keys.getLast()).as("after a definite answer").isNotIn(ofUnknown);
        }
    }

    @Test
    void a_smaller_sum_can_be_paid_out_once_a_larger_one_was_refused() {
        String withdraw = "POST /v1/accounts/%s/withdrawals".formatted(ACCOUNT);
        try (Visit visit = at("Teller", HERE)) {
            Page page = visit.page();
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Withdraw"))
                    .click();
            typing("Amount in EUR", "500.00").accept(page);
            bank.answer(withdraw, bank.refusing(422, "50.00 EUR is available."));
            button(page, "Withdraw").click();
            assertThat(page.getByText("50.00 EUR is available.")).isVisible();
            bank.mend();
            typing("Amount in EUR", "50.00").accept(page);
            button(page, "Withdraw").click();

            assertThat(page.locator("#notices")).containsText("Paid out.");
            assertThat(bank.keysOf(withdraw)).hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_command_that_is_changed_is_another_one_and_the_first_one_is_still_not_done_twice() {
        String deposit = "POST /v1/accounts/%s/deposits".formatted(ACCOUNT);
        bank.answer(deposit, bank.refusing(503, "The log is closed."));
        try (Visit visit = at("Teller", HERE)) {
            Page page = visit.page();
            for (String amount : List.of("12.34", "43.21", "12.34")) {
                typing("Amount in EUR", amount).accept(page);
                button(page, "Deposit").click();
                assertThat(page.getByText("The log is closed.")).isVisible();
                page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Withdraw"))
                        .click();
                page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Deposit"))
                        .click();
            }

            List<String> keys = bank.keysOf(deposit);
            assertThat(keys.get(1)).isNotEqualTo(keys.getFirst());
            assertThat(keys.getLast()).isEqualTo(keys.getFirst());
        }
    }

    @Test
    void a_command_that_had_been_done_before_all_the_same_says_so() {
        String deposit = "POST /v1/accounts/%s/deposits".formatted(ACCOUNT);
        try (Visit visit = at("Teller", HERE)) {
            Page page = visit.page();
            typing("Amount in EUR", "12.34").accept(page);
            bank.answer(deposit, exchange -> {
                exchange.getResponseHeaders().set("Idempotent-Replayed", "true");
                bank.telling(bank.usual(deposit)).give(exchange);
            });
            button(page, "Deposit").click();

            assertThat(page.locator("#notices")).containsText("was not done twice");
        }
    }

    private void send(Page page, Command command, int status) {
        String detail = "Stood in for by %d.".formatted(status);
        bank.answer(command.request(), bank.refusing(status, detail));
        button(page, command.button()).click();
        page.getByText(detail).first().waitFor();
    }

    private void signInAgain(Page page, Command command) {
        bank.answer(command.request(), bank.refusing(401, "Stood in for by 401."));
        button(page, command.button()).click();
        Locator signIn =
                page.locator("dialog").filter(new Locator.FilterOptions().setHasText("Your sign-in has ended"));
        signIn.getByRole(AriaRole.BUTTON)
                .filter(new Locator.FilterOptions().setHasText(command.role()))
                .first()
                .click();
        assertThat(signIn).hasCount(0);
    }

    /** What stands in the fields of the page and of the dialog on it. */
    private static String typed(Page page) {
        return page.evaluate("""
                () => JSON.stringify([...document.querySelectorAll('.page input, .sheet input')]
                    .filter(input => input.type !== 'range')
                    .map(input => [input.id, input.type === 'file' ? input.files.length : input.value]))
                """).toString();
    }

    private Visit at(String role, String place) {
        Visit visit = at(role);
        visit.at(place).isLoaded();
        return visit;
    }
}
