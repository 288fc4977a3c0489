package io.daybook.query.balances.account;

import io.daybook.personaldata.PersonalDataCipher;
import io.daybook.query.http.Limit;
import io.daybook.query.http.SearchText;
import io.daybook.query.privacy.DecryptedTexts;
import io.daybook.query.privacy.PersonalDataDecryptor;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.stereotype.Component;

/** Searches accounts. The statement has only the conditions that are asked for, so each search finds its index. */
@Component
public class AccountSearch {

    private final AccountRepository accounts;
    private final PersonalDataDecryptor decryptor;
    private final PersonalDataCipher cipher;

    AccountSearch(AccountRepository accounts, PersonalDataDecryptor decryptor, PersonalDataCipher cipher) {
        this.accounts = accounts;
        this.decryptor = decryptor;
        this.cipher = cipher;
    }

    /** Up to {@link Limit#rows()} accounts after the given one, in the order of their ids. */
    List<AccountSummary> find(
            @Nullable SearchText holder,
            @Nullable SearchText customerId,
            @Nullable SearchText productCode,
            @Nullable AccountStatus status,
            @Nullable UUID after,
            Limit limit) {
        var conditions = new ArrayList<PredicateSpecification<AccountEntity>>();
        if (holder != null) {
            conditions.add(holderBeginsWith(holder.value()));
        }
        if (customerId != null) {
            conditions.add((account, is) -> is.equal(account.get("customerId"), customerId.value()));
        }
        if (productCode != null) {
            conditions.add((account, is) -> is.equal(account.get("productCode"), productCode.value()));
        }
        if (status != null) {
            conditions.add((account, is) -> is.equal(account.get("status"), status));
        }
        if (after != null) {
            conditions.add((account, is) -> is.greaterThan(account.get("accountId"), after));
        }
        List<AccountEntity> found = accounts.findBy(
                PredicateSpecification.allOf(conditions),
                query -> query.sortBy(Sort.by("accountId")).limit(limit.rows()).all());
        return decrypted(found);
    }

    /** All accounts of a customer, in the order of their ids. */
    public List<AccountSummary> ofCustomer(String customerId) {
        return decrypted(accounts.findByCustomerIdOrderByAccountId(customerId));
    }

    private List<AccountSummary> decrypted(List<AccountEntity> found) {
        DecryptedTexts opened = decryptor.decrypt(found.stream().flatMap(AccountEntity::sealed));
        return found.stream().map(account -> account.summary(opened)).toList();
    }

    /** The names are sealed; each has a token for everything that it begins with. */
    private PredicateSpecification<AccountEntity> holderBeginsWith(String beginning) {
        long token = cipher.index().beginning(beginning);
        return (account, is) -> ((HibernateCriteriaBuilder) is).arrayContains(account.<Long[]>get("nameTokens"), token);
    }
}
