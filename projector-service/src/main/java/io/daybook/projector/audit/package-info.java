/** The audit view: every event with who, why and when, and what it did to the balance. */
@NullMarked
package io.daybook.projector.audit;

import org.jspecify.annotations.NullMarked;
