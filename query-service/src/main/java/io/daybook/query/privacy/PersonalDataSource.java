package io.daybook.query.privacy;

import java.util.List;
import java.util.UUID;

/** What one view holds of a customer, for whoever asks what is held of them. */
public interface PersonalDataSource {

    /** What it is called in the answer. */
    String name();

    /** All of it, opened. */
    List<?> of(List<UUID> accountIds);
}
