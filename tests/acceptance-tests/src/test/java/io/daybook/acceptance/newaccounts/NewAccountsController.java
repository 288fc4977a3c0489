package io.daybook.acceptance.newaccounts;

import io.daybook.query.database.ReadDatabase;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers how many accounts were opened. */
@RestController
class NewAccountsController {

    static final String PATH = "/v1/new-accounts";

    private static final String CURRENCIES = """
            select currency, accounts
            from   currencies
            order  by currency
            """;

    private final ReadDatabase database;

    NewAccountsController(@Qualifier(NewAccountsGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** A currency and the accounts that were opened in it. */
    record OpenedAccounts(String currency, long accounts) {}

    @GetMapping(PATH)
    List<OpenedAccounts> openedAccounts() {
        return database.jdbc()
                .sql(CURRENCIES)
                .query((row, rowNumber) -> new OpenedAccounts(row.getString("currency"), row.getLong("accounts")))
                .list();
    }
}
