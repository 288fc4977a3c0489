/** Measuring in rounds: loads that run in turns, their rates and the spread of the ratios. */
@NullMarked
package io.daybook.benchmark.measurement;

import org.jspecify.annotations.NullMarked;
