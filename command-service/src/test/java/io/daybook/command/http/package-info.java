/** Tests of what all commands have in common over HTTP. */
@NullMarked
package io.daybook.command.http;

import org.jspecify.annotations.NullMarked;
