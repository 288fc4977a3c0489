/**
 * Personal data: encrypted with a key for each customer before it goes anywhere, decrypted where somebody may see it, and
 * forgotten by destroying the key, wherever copies of it are. {@link io.daybook.personaldata.PersonalDataCipher} encrypts and
 * decrypts, {@link io.daybook.personaldata.KeyStore} keeps the keys, {@link io.daybook.personaldata.BlindIndex} makes
 * encrypted names findable.
 */
@NullMarked
package io.daybook.personaldata;

import org.jspecify.annotations.NullMarked;
