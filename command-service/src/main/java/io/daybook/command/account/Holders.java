package io.daybook.command.account;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.events.AccountEvent.Holder;
import io.daybook.personaldata.KeysUnavailable;
import io.daybook.personaldata.PersonalDataCipher;
import org.springframework.stereotype.Component;

/** Makes holders of what requests say of them: from here on, what is personal of them is sealed. */
@Component
class Holders {

    private final PersonalDataCipher cipher;
    private final TimeBasedEpochGenerator customerIds = Generators.timeBasedEpochGenerator();

    Holders(PersonalDataCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * The holder, a new customer if the request names none.
     *
     * @throws KeysUnavailable if the customer's key cannot be had
     */
    Holder sealed(AccountRequests.HolderBody body) {
        String customerId = body.customerId() == null ? customerIds.generate().toString() : body.customerId();
        PersonalDataCipher.Encryptor encryptor = cipher.encryptorFor(customerId);
        return new Holder(
                customerId,
                encryptor.encrypt(body.name()),
                body.email() == null ? null : encryptor.encrypt(body.email()),
                body.address() == null ? null : encryptor.encrypt(body.address()));
    }
}
