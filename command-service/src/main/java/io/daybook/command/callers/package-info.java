/** Denial of callers: who is let in nowhere, whatever the issuer says. */
@NullMarked
package io.daybook.command.callers;

import org.jspecify.annotations.NullMarked;
