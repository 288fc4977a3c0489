package io.daybook.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.daybook.testsupport.OptionalTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real browser, Debian's Chromium or whichever {@code DAYBOOK_BROWSER} names, and what every page is held against. */
final class Browser implements AutoCloseable {

    private static final int DESK_WIDTH = 1280;
    private static final int DESK_HEIGHT = 900;

    /** The folder of screenshots; {@code -Ddaybook.screenshots=../docs/screenshots} renews those of the documentation. */
    private static final Path SCREENSHOTS = Path.of(System.getProperty("daybook.screenshots", "target/screenshots"));

    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final String HOW_TO_INSTALL =
            "No browser is found: apt-get install chromium, or say where one is with DAYBOOK_BROWSER.";

    /** Only ends a test of a page that never comes; far more than a page takes on a slow machine. */
    private static final double WAIT_MAX_MILLIS = 60_000;

    private static final double LAYOUT_SHIFT_MAX = 0.02;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable)
                        // Root, as in most containers, gets no sandbox; what is looked at is ours.
                        .setArgs(List.of("--no-sandbox")));
    }

    /** The browser of this machine, if it has one. */
    private static Optional<Path> installed() {
        @Nullable String named = System.getenv("DAYBOOK_BROWSER");
        return Stream.of(
                        named == null ? "" : named,
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(file -> !file.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one, or skips the test where there is none. */
    static Browser start() {
        Optional<Path> browser = installed();
        assumeTrue(OptionalTools.isThere(browser.isPresent(), () -> HOW_TO_INSTALL), HOW_TO_INSTALL);
        PlaywrightAssertions.setDefaultAssertionTimeout(WAIT_MAX_MILLIS);
        return new Browser(browser.orElseThrow());
    }

    /** The window of somebody at a desk. */
    Visit open(String baseUrl) {
        return open(baseUrl, ColorScheme.LIGHT);
    }

    /** The same, light or dark. */
    Visit open(String baseUrl, ColorScheme scheme) {
        return open(baseUrl, scheme, DESK_WIDTH, DESK_HEIGHT);
    }

    /** A window of its own, with nothing remembered, that notes whatever goes wrong in it. */
    Visit open(String baseUrl, ColorScheme scheme, int width, int height) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setColorScheme(scheme)
                .setAcceptDownloads(true)
                .setLocale("en-GB")
                .setTimezoneId("UTC")
                .setViewportSize(width, height));
        context.setDefaultTimeout(WAIT_MAX_MILLIS);
        context.addInitScript("""
                window.shifts = 0;
                new PerformanceObserver(list => list.getEntries().forEach(entry => {
                  window.shifts += entry.hadRecentInput ? 0 : entry.value;
                })).observe({ type: 'layout-shift', buffered: true });
                """);
        return new Visit(context);
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /** A visitor's window. */
    static final class Visit implements AutoCloseable {

        private final BrowserContext context;
        private final Page page;
        private final List<String> complaints = new ArrayList<>();
        private boolean areFaultsExpected;

        private Visit(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.onConsoleMessage(this::note);
            page.onPageError(complaints::add);
            page.onResponse(this::note);
        }

        private void note(ConsoleMessage message) {
            // What the browser says of a refusal, the page says as well.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        }

        private void note(Response response) {
            if (response.status() >= 500 && !areFaultsExpected) {
                complaints.add("%s answered %d".formatted(response.url(), response.status()));
            }
        }

        Page page() {
            return page;
        }

        /** Does not complain of services that fail: the page is there to say so. */
        Visit expectingFaults() {
            areFaultsExpected = true;
            return this;
        }

        /** Goes to the console and takes a role's desk. */
        Visit as(String role) {
            page.navigate("/");
            page.getByRole(AriaRole.BUTTON)
                    .filter(new Locator.FilterOptions().setHasText(role))
                    .first()
                    .click();
            page.locator(".page h1").waitFor();
            return this;
        }

        /** Goes to a page by its place. */
        Visit at(String place) {
            page.navigate("/#/" + place);
            page.locator(".page[data-place='%s'] h1".formatted(place)).waitFor();
            return this;
        }

        /** Lets no request to the services come back any more. */
        void holdRequests() {
            page.route("**/v1/**", route -> {});
        }

        /** Waits until nothing of the page is still to come. */
        void isLoaded() {
            PlaywrightAssertions.assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        }

        /** No rule of WCAG 2.2 AA that a machine can check is broken in the loaded page. */
        void isAccessible() {
            isLoaded();
            isAccessibleAsItIs();
        }

        /** The same of a page of which something may still be to come. */
        void isAccessibleAsItIs() {
            List<Rule> violations =
                    new AxeBuilder(page).withTags(WCAG).analyze().getViolations();
            assertThat(violations)
                    .as(() -> violations.stream()
                            .map(rule -> rule.getId() + ": "
                                    + rule.getNodes().stream()
                                            .map(node -> node.getHtml())
                                            .toList())
                            .toList()
                            .toString())
                    .isEmpty();
        }

        /** Nothing jumped while the page came up. */
        void isCalm() {
            assertThat(((Number) page.evaluate("window.shifts")).doubleValue())
                    .as("layout shift of %s", page.url())
                    .isLessThan(LAYOUT_SHIFT_MAX);
        }

        void screenshot(String name) {
            page.screenshot(new ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name + ".png"))
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setFullPage(false));
        }

        @Override
        public void close() {
            context.close();
            assertThat(complaints).isEmpty();
        }
    }
}
