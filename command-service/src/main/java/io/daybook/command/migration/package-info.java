/** The migration job: brings the tables of the log, the keys and the reads to their present form, as their owners. */
@NullMarked
package io.daybook.command.migration;

import org.jspecify.annotations.NullMarked;
