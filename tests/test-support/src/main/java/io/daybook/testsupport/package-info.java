/**
 * Servers, receivers and attackers that the tests of all modules share. Nothing that is shipped depends on it.
 */
@NullMarked
package io.daybook.testsupport;

import org.jspecify.annotations.NullMarked;
