/**
 * Interest for one account or for all: {@link io.daybook.command.account.domain.AccountCommand.PayInterest} decides what is due; here
 * is who asks for it, and how a run over all accounts is carried through.
 */
@NullMarked
package io.daybook.command.interest;

import org.jspecify.annotations.NullMarked;
