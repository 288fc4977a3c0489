/**
 * The domain of accounts: the commands ({@link io.daybook.command.account.domain.AccountCommand}), the rules by which they are decided ({@link io.daybook.command.account.domain.AccountDecider}),
 * and the state that the events lead to ({@link io.daybook.command.account.domain.Account}). Pure: no I/O, no framework, no clock.
 */
@NullMarked
package io.daybook.command.account.domain;

import org.jspecify.annotations.NullMarked;
