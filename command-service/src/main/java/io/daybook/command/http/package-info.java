/** Common part of all REST endpoints of this service: who calls, how answers and refusals look, how strict JSON is. */
@NullMarked
package io.daybook.command.http;

import org.jspecify.annotations.NullMarked;
