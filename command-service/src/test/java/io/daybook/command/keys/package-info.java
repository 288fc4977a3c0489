@NullMarked
package io.daybook.command.keys;

import org.jspecify.annotations.NullMarked;
