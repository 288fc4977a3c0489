package io.daybook.command.account;

import static io.daybook.command.http.CommandDispatcher.Body.PURPOSE_CHARS_MAX;
import static io.daybook.command.http.CommandDispatcher.Body.REASON_CHARS_MAX;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.command.account.domain.AccountCommand.OpenAccount;
import io.daybook.command.account.domain.Amount;
import io.daybook.command.customer.CustomerRequests;
import io.daybook.command.http.CommandDispatcher;
import io.daybook.command.http.Fields;
import io.daybook.command.http.PrintableText;
import io.daybook.events.AccountEvent.Counterparty;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.personaldata.PersonalDataCipher.Encryptor;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about accounts, and how their texts become amounts and currencies. */
public final class AccountRequests {

    private static final int NAME_CHARS_MAX = 200;
    private static final int CODE_CHARS_MAX = 64;

    /** ISO 20022's Max35Text for identifiers, with room for those who use longer ones. */
    public static final int REFERENCE_CHARS_MAX = 140;

    private static final int EMAIL_CHARS_MAX = 254;
    private static final int ADDRESS_CHARS_MAX = 500;

    private AccountRequests() {}

    /**
     * Opens an account.
     *
     * @param effectiveDate the account's first day, before which it takes no value date; null for today. Left out of the
     *     fingerprint if absent: openings from before it could be given are told apart as they were then
     */
    record Open(
            @Nullable UUID accountId,
            @Valid HolderBody holder,

            @Nullable @Size(min = 1, max = CODE_CHARS_MAX) @PrintableText
            String productCode,

            String currency,
            @Nullable String overdraftLimit,

            @Nullable @JsonInclude(JsonInclude.Include.NON_NULL)
            LocalDate effectiveDate,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /**
     * Holder of a new account.
     *
     * @param customerId the bank's name for the customer, or null for a new customer, whose id is made up
     * @param name as the holder writes it
     * @param email email address of the holder, if given
     * @param address postal address of the holder, if given
     */
    record HolderBody(
            @Nullable @Pattern(regexp = CustomerRequests.ID, message = CustomerRequests.ID_FORM)
            String customerId,

            @NotBlank @Size(max = NAME_CHARS_MAX) @PrintableText
            String name,

            @Nullable @Email @Size(max = EMAIL_CHARS_MAX) @PrintableText
            String email,

            @Nullable @Size(min = 1, max = ADDRESS_CHARS_MAX) @PrintableText
            String address) {}

    /**
     * Moves money in or out.
     *
     * @param amount a decimal number in major units
     * @param currency an ISO 4217 code, or null for the account's currency
     * @param effectiveDate the value date, or null for today
     * @param reference the outside world's identifier, if any
     * @param reason reason in free text, if given
     * @param purpose reason as a short code, if given
     */
    public record Move(
            String amount,
            @Nullable String currency,
            @Nullable LocalDate effectiveDate,

            @Nullable @Size(max = REFERENCE_CHARS_MAX) @PrintableText
            String reference,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /**
     * The other party of a payment.
     *
     * @param name the party's name, if known
     * @param number the party's account number or IBAN, if known
     * @param bank the party's bank, by code or name, if known
     */
    public record CounterpartyBody(
            @Nullable String name,
            @Nullable String number,
            @Nullable String bank) {

        /** The longest of the three texts. */
        public static final int TEXT_CHARS_MAX = NAME_CHARS_MAX;

        /** The same, encrypted. */
        public Counterparty sealed(Encryptor encryptor) {
            return new Counterparty(
                    name == null ? null : encryptor.encrypt(name),
                    number == null ? null : encryptor.encrypt(number),
                    bank == null ? null : encryptor.encrypt(bank));
        }
    }

    /** Moves money to another account. */
    record TransferBody(
            UUID fromAccountId,
            UUID toAccountId,
            String amount,
            @Nullable String currency,
            @Nullable LocalDate effectiveDate,

            @Nullable @Size(max = REFERENCE_CHARS_MAX) @PrintableText
            String reference,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Sets money aside. */
    record Hold(
            String amount,
            @Nullable String currency,
            @Nullable Instant expiresAt,

            @Nullable @Size(max = REFERENCE_CHARS_MAX) @PrintableText
            String reference,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Takes held money; without an amount all of it. */
    record Capture(
            @Nullable String amount,
            @Nullable String currency,
            @Nullable LocalDate effectiveDate,

            @Nullable @Size(max = REFERENCE_CHARS_MAX) @PrintableText
            String reference,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Takes a transaction back, and says why. */
    record Reversal(
            @NotBlank @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Puts a transaction right, and says why; what is absent stays as it was. */
    record Correction(
            @Nullable String amount,
            @Nullable String currency,
            @Nullable LocalDate effectiveDate,

            @Nullable @Size(max = REFERENCE_CHARS_MAX) @PrintableText
            String reference,

            @NotBlank @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Changes the overdraft limit. */
    record Limit(
            String overdraftLimit,
            @Nullable String currency,

            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Says why, and nothing else. */
    record Why(
            @Nullable @Size(max = REASON_CHARS_MAX) @PrintableText
            String reason,

            @Nullable @Size(max = PURPOSE_CHARS_MAX) @PrintableText
            String purpose)
            implements CommandDispatcher.Body {}

    /** Tells whether a customer can have that id. */
    public static boolean isCustomerId(String text) {
        return CustomerRequests.isId(text);
    }

    static OpenAccount open(Open body, UUID accountId, Holder holder) {
        BigDecimal limit =
                body.overdraftLimit() == null ? null : Fields.decimal(body.overdraftLimit(), "/overdraftLimit");
        return new OpenAccount(
                accountId, holder, body.productCode(), Fields.currency(body.currency()), limit, body.effectiveDate());
    }

    static Amount amount(String value, @Nullable String currency, String pointer) {
        return new Amount(Fields.decimal(value, pointer), currency == null ? null : Fields.currency(currency));
    }
}
