/** Common part of all answers to operators: problem details for all that goes wrong. */
@NullMarked
package io.daybook.projector.http;

import org.jspecify.annotations.NullMarked;
