package io.daybook.query.balances.customer;

import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.balances.account.AccountStatus;
import io.daybook.query.balances.account.Holder;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.privacy.DecryptedTexts;
import io.daybook.query.privacy.PersonalDataDecryptor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** All accounts of a customer. */
@Component
class CustomerAccountQueries {

    private static final String OF_CUSTOMER = """
            select account_id,
                   customer_id,
                   name,
                   email,
                   address,
                   product_code,
                   currency,
                   status,
                   opened_at
            from   accounts
            left   join holders using (account_id)
            where  customer_id = :customer
            order  by account_id
            """;

    private final ReadDatabase database;
    private final PersonalDataDecryptor decryptor;

    CustomerAccountQueries(@Qualifier(BalancesGroup.NAME) ReadDatabase database, PersonalDataDecryptor decryptor) {
        this.database = database;
        this.decryptor = decryptor;
    }

    List<CustomerAccount> of(String customerId) {
        List<CustomerAccount> sealed = database.jdbc()
                .sql(OF_CUSTOMER)
                .param("customer", customerId)
                .query((row, rowNumber) -> account(row))
                .list();
        DecryptedTexts opened = decryptor.decrypt(sealed.stream()
                .map(CustomerAccount::holder)
                .flatMap(holder -> Stream.of(holder.name(), holder.email(), holder.address())));
        return sealed.stream()
                .map(account -> new CustomerAccount(
                        account.accountId(),
                        account.holder().opened(opened),
                        account.productCode(),
                        account.currency(),
                        account.status(),
                        account.openedAt(),
                        account.statement()))
                .toList();
    }

    private static CustomerAccount account(ResultSet row) throws SQLException {
        UUID accountId = row.getObject("account_id", UUID.class);
        return new CustomerAccount(
                accountId,
                new Holder(
                        row.getString("customer_id"),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("address"),
                        null),
                row.getString("product_code"),
                row.getString("currency"),
                AccountStatus.valueOf(row.getString("status")),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                "/v1/accounts/%s/statement".formatted(accountId));
    }
}
