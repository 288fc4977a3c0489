@NullMarked
package io.daybook.command.decision;

import org.jspecify.annotations.NullMarked;
