@NullMarked
package io.daybook.benchmark.report;

import org.jspecify.annotations.NullMarked;
