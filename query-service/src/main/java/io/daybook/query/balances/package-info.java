/**
 * What tellers and customers ask for: accounts, holds, statements, and the balance as of any date as known at any moment.
 *
 * <p>Reads the view of the same name. The hot read is one statement through JDBC; the search is JPA, because its statement
 * differs with what is asked.
 */
@NullMarked
package io.daybook.query.balances;

import org.jspecify.annotations.NullMarked;
