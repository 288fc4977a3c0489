/**
 * History for auditors: each event with its actor, reason and time, and its effect on the balance. Reads the view of the same
 * name.
 */
@NullMarked
package io.daybook.query.audit;

import org.jspecify.annotations.NullMarked;
