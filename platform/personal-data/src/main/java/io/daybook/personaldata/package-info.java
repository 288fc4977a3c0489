/**
 * Personal data: sealed with a key for each customer before it goes anywhere, opened where somebody may see it, and forgotten
 * by destroying the key, wherever copies of it are. {@link io.daybook.personaldata.PersonalDataCipher} seals and opens,
 * {@link io.daybook.personaldata.KeyStore} keeps the keys, {@link io.daybook.personaldata.BlindIndex} makes sealed names
 * findable.
 */
@NullMarked
package io.daybook.personaldata;

import org.jspecify.annotations.NullMarked;
