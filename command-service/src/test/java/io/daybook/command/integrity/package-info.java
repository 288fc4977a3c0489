@NullMarked
package io.daybook.command.integrity;

import org.jspecify.annotations.NullMarked;
