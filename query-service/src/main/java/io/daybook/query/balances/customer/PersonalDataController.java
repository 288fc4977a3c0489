package io.daybook.query.balances.customer;

import io.daybook.access.Identity;
import io.daybook.query.balances.account.AccountSearch;
import io.daybook.query.http.SearchText;
import io.daybook.query.privacy.PersonalDataSource;
import io.daybook.query.reads.ShownAccounts;
import io.daybook.serviceweb.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Access by customers to their personal data (Article 15 of the GDPR). */
@RestController
class PersonalDataController {

    private final AccountSearch accounts;
    private final List<PersonalDataSource> elsewhere;

    PersonalDataController(AccountSearch accounts, ObjectProvider<PersonalDataSource> elsewhere) {
        this.accounts = accounts;
        this.elsewhere = elsewhere.orderedStream().toList();
    }

    /** Returns all personal data of one customer: accounts with their holders, and the data of all other groups. */
    @GetMapping("/v1/customers/{customerId}/personal-data")
    Map<String, Object> personalData(@PathVariable SearchText customerId, Identity caller) {
        if (caller.customerId().isPresent() && !caller.reaches(Optional.of(customerId.value()))) {
            throw new Problem(HttpStatus.FORBIDDEN, "forbidden", "The token is limited to another customer.");
        }
        List<CustomerAccount> found = accounts.ofCustomer(customerId.value()).stream()
                .map(CustomerAccount::of)
                .toList();
        if (found.isEmpty()) {
            throw Problem.unknown(
                    "unknown-customer",
                    "Nothing is held of such a customer here. What was handed in just now comes soon.");
        }
        List<UUID> accountIds = found.stream().map(CustomerAccount::accountId).toList();
        ShownAccounts.addAll(accountIds);
        var all = new LinkedHashMap<String, Object>();
        all.put("customerId", customerId.value());
        all.put("accounts", found);
        elsewhere.forEach(part -> all.put(part.name(), part.of(accountIds)));
        return all;
    }
}
