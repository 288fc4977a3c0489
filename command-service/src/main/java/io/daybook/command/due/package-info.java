/**
 * Events that wait for a time. The log keeps a table of the events that the bank has to come back to; here is the one runner that does,
 * and what the capabilities implement to be called when the time of their events has come.
 */
@NullMarked
package io.daybook.command.due;

import org.jspecify.annotations.NullMarked;
