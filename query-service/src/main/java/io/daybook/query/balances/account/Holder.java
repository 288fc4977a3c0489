package io.daybook.query.balances.account;

import io.daybook.query.privacy.DecryptedTexts;
import io.daybook.query.privacy.Withheld;
import org.jspecify.annotations.Nullable;

/**
 * Holder of an account. Name, email and address stand here as the view has them, encrypted, until they are {@link #opened}.
 *
 * @param customerId the bank's name for the customer, the same on all of the customer's accounts; null on accounts that were
 *     opened before customers had one
 * @param name as the holder writes it; null if it is withheld
 * @param email email address of the holder, if known and not withheld
 * @param address postal address of the holder, if known and not withheld
 * @param withheld reason why name, email and address are withheld; null if they are not
 */
public record Holder(
        @Nullable String customerId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String address,
        @Nullable Withheld withheld) {

    public Holder opened(DecryptedTexts texts) {
        return new Holder(customerId, texts.text(name), texts.text(email), texts.text(address), texts.withheld(name));
    }
}
