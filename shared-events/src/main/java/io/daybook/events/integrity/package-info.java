/**
 * What lets an outsider check the log: signed heads, Merkle proofs that an event stands under one, and the walk along the hash
 * chain. Pure, so that the offline verifier and the services compute the same.
 */
@NullMarked
package io.daybook.events.integrity;

import org.jspecify.annotations.NullMarked;
