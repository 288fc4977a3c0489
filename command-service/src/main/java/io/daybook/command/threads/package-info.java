/** Health of the threads that a command-service works with. */
@NullMarked
package io.daybook.command.threads;

import org.jspecify.annotations.NullMarked;
