/**
 * Accounts: what can be asked of one ({@link io.daybook.command.account.AccountCommand}), by which rules that is decided
 * ({@link io.daybook.command.account.AccountDecider}), and what the events amount to
 * ({@link io.daybook.command.account.Account}).
 */
@NullMarked
package io.daybook.command.account;

import org.jspecify.annotations.NullMarked;
