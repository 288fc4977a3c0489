@NullMarked
package io.daybook.benchmark;

import org.jspecify.annotations.NullMarked;
