/**
 * Measures the suite on this machine. Absolute numbers say more about the machine than about the suite, so a figure is a ratio
 * of two loads that take turns, round by round, against the same servers.
 */
@NullMarked
package io.daybook.benchmark;

import org.jspecify.annotations.NullMarked;
