@NullMarked
package io.daybook.benchmark.measurement;

import org.jspecify.annotations.NullMarked;
