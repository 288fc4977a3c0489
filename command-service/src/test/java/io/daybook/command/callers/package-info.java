@NullMarked
package io.daybook.command.callers;

import org.jspecify.annotations.NullMarked;
