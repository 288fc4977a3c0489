@NullMarked
package io.daybook.console.sample;

import org.jspecify.annotations.NullMarked;
