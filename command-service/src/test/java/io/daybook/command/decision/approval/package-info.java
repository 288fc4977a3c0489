/** Tests of what takes a second person, beyond the one command. */
@NullMarked
package io.daybook.command.decision.approval;

import org.jspecify.annotations.NullMarked;
