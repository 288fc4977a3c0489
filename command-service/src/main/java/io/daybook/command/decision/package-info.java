/**
 * The types shared by the domains and the log: a {@link io.daybook.command.decision.Command} is decided
 * against the states of its streams, and the {@link io.daybook.command.decision.Decision} is either events or a refusal.
 * Pure: no I/O, no framework, no clock.
 */
@NullMarked
package io.daybook.command.decision;

import org.jspecify.annotations.NullMarked;
