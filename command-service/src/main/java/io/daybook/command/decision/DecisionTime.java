package io.daybook.command.decision;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Time of a decision.
 *
 * @param now the instant, which is also when its events are recorded unless the log is far ahead of the clock
 * @param today the day in the bank's zone
 */
public record DecisionTime(Instant now, LocalDate today) {}
