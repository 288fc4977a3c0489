@NullMarked
package io.daybook.command.imports.sort;

import org.jspecify.annotations.NullMarked;
