@NullMarked
package io.daybook.benchmark.load;

import org.jspecify.annotations.NullMarked;
