/** What all answers to operators have in common: problem details for whatever goes wrong. */
@NullMarked
package io.daybook.projector.http;

import org.jspecify.annotations.NullMarked;
