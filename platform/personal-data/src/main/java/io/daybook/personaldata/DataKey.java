package io.daybook.personaldata;

import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * Key by which a customer's personal data is encrypted.
 *
 * @param keyId names it in everything that is encrypted with it
 * @param secret 256 bits
 */
public record DataKey(UUID keyId, SecretKey secret) {}
