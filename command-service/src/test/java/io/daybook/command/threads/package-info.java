@NullMarked
package io.daybook.command.threads;

import org.jspecify.annotations.NullMarked;
