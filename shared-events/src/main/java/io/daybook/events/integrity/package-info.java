/**
 * Verification of the log by outsiders: signed heads, Merkle proofs that an event stands under one, and the check of the hash
 * chain. Pure, so that the offline verifier and the services compute the same.
 */
@NullMarked
package io.daybook.events.integrity;

import org.jspecify.annotations.NullMarked;
