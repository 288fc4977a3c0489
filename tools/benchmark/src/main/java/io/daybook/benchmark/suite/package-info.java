/** Servers and services that are measured. */
@NullMarked
package io.daybook.benchmark.suite;

import org.jspecify.annotations.NullMarked;
