/** The projector-service: consumes the topic into read databases, one for each group of users. */
@NullMarked
package io.daybook.projector;

import org.jspecify.annotations.NullMarked;
