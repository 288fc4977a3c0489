package io.daybook.command.decision;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account that a customer holds, or held.
 *
 * @param accountId the account
 * @param closedOn value date of its closing; null while it is open or frozen
 */
public record CustomerAccount(UUID accountId, @Nullable LocalDate closedOn) {}
