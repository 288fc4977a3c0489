@NullMarked
package io.daybook.command.log;

import org.jspecify.annotations.NullMarked;
