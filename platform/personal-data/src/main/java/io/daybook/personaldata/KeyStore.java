package io.daybook.personaldata;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Keeps the keys of customers. Every method throws {@link KeysUnavailable} if the store does not answer; the same again is safe.
 */
public interface KeyStore {

    /** Makes the key of the blind indexes, if there is none. Only the command-service's role may. */
    void prepare();

    /** The key that a customer's data is encrypted with from now on; made and durable when this returns, if there was none. */
    DataKey keyOf(String customerId);

    /** The keys of many customers, as {@link #keyOf} gives them, by customer: looked up, and made, together. */
    Map<String, DataKey> keysOf(Collection<String> customerIds);

    /** Those keys, as far as they are there; a destroyed one is not. */
    Map<UUID, DataKey> find(Collection<UUID> keyIds);

    /** The ids of a customer's keys that are not destroyed. */
    List<UUID> heldFor(String customerId);

    /** Destroys keys for good; those that are not there or destroyed already stay so. */
    void destroy(Collection<UUID> keyIds);

    /** The key of the blind indexes. */
    SecretKey indexKey();
}
