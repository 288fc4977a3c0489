@NullMarked
package io.daybook.command.migration;

import org.jspecify.annotations.NullMarked;
