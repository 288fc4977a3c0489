package io.daybook.personaldata;

import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * A key by which a customer's personal data is sealed.
 *
 * @param keyId names it in everything that is sealed with it
 * @param secret 256 bits
 */
public record DataKey(UUID keyId, SecretKey secret) {}
