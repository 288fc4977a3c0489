/**
 * The event log: commands wait in a queue, one appender per instance decides as many as are waiting and commits their
 * events together under the log's one head. See {@link io.daybook.command.log.Appender} for the path of a batch.
 */
@NullMarked
package io.daybook.command.log;

import org.jspecify.annotations.NullMarked;
