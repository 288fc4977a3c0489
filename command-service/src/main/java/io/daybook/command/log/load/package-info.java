/** Load: how much goes through a command-service, and how callers are turned away when it is too much. */
@NullMarked
package io.daybook.command.log.load;

import org.jspecify.annotations.NullMarked;
