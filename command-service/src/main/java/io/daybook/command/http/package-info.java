/** What all REST endpoints of this service have in common: who calls, how answers and refusals look, how strict JSON is. */
@NullMarked
package io.daybook.command.http;

import org.jspecify.annotations.NullMarked;
