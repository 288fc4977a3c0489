package io.daybook.query.privacy;

import java.util.List;
import java.util.UUID;

/** One view's part of the personal data of a customer. */
public interface PersonalDataSource {

    /** Name of the field in the response. */
    String name();

    /** Returns all data of the accounts, decrypted. */
    List<?> of(List<UUID> accountIds);
}
