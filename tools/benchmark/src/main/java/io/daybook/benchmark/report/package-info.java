/** Results of a run with their units and goals, and the page, charts and guard that are made of them. */
@NullMarked
package io.daybook.benchmark.report;

import org.jspecify.annotations.NullMarked;
