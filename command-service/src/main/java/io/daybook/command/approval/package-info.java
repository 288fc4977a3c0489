/**
 * The second person, over REST, and the end of what nobody decides about. What takes a second person, and what comes of an
 * approval, is decided in {@link io.daybook.command.decision.approval}; the capabilities read their commands again.
 */
@NullMarked
package io.daybook.command.approval;

import org.jspecify.annotations.NullMarked;
