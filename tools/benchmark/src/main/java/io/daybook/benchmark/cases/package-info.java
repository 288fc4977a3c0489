/** Benchmark cases, one class each, by the name under which they are selected. */
@NullMarked
package io.daybook.benchmark.cases;

import org.jspecify.annotations.NullMarked;
