@NullMarked
package io.daybook.command.relay;

import org.jspecify.annotations.NullMarked;
