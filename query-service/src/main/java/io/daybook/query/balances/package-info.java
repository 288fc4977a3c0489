/**
 * Accounts, holds, statements, approvals, and the balance as of any date as known at any moment; one package a question.
 *
 * <p>Reads the view of the same name. Reads of single tables are JPA; the hot read, time travel and joins are SQL whose rows
 * are mapped by name.
 */
@NullMarked
package io.daybook.query.balances;

import org.jspecify.annotations.NullMarked;
