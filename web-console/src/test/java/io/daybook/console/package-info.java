@NullMarked
package io.daybook.console;

import org.jspecify.annotations.NullMarked;
