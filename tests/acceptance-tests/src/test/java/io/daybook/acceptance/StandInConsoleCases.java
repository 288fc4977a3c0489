package io.daybook.acceptance;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.daybook.acceptance.Browser.Visit;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Cases of the console in a browser, before a {@link StandInBank} that answers each of them as usual to begin with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StandInConsoleCases {

    StandInBank bank;
    Browser browser;

    @BeforeAll
    void start() throws IOException {
        browser = Browser.start();
        bank = new StandInBank();
    }

    @AfterAll
    void stop() {
        if (bank != null) {
            bank.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void mend() {
        bank.mend();
        bank.forgetWhatWasAsked();
    }

    /** A visitor in that role, in whose browser time passes only as the case says. */
    Visit at(String role) {
        Visit visit = browser.open(bank.address()).expectingFaults();
        visit.page().clock().install();
        return visit.as(role);
    }

    static Locator button(Page page, String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }
}
