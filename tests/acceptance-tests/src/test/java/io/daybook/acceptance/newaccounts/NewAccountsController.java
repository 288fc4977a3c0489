package io.daybook.acceptance.newaccounts;

import io.daybook.query.database.ReadDatabase;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers how many accounts were opened. */
@RestController
class NewAccountsController {

    static final String PATH = "/v1/new-accounts";

    private static final String DAYS = """
            select day, accounts
            from   days
            order  by day
            """;

    private final ReadDatabase database;

    NewAccountsController(@Qualifier(NewAccountsGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** A day and the accounts that were opened on it. */
    record Day(LocalDate day, long accounts) {}

    @GetMapping(PATH)
    List<Day> days() {
        return database.jdbc().sql(DAYS).query(Day.class).list();
    }
}
