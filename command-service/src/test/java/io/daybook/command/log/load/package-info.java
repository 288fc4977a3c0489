@NullMarked
package io.daybook.command.log.load;

import org.jspecify.annotations.NullMarked;
