@NullMarked
package io.daybook.command.imports.file;

import org.jspecify.annotations.NullMarked;
