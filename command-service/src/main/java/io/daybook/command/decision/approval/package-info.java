/**
 * Actions that take a second person: the policy that says which do, the command around a command that asks for one, and the
 * decisions about what was asked for. Every domain's commands come through here, and none knows of it. Pure.
 */
@NullMarked
package io.daybook.command.decision.approval;

import org.jspecify.annotations.NullMarked;
