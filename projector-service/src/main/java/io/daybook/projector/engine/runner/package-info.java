/** The running of views: consumes the topic into their stores, with retries, metrics and traces. */
@NullMarked
package io.daybook.projector.engine.runner;

import org.jspecify.annotations.NullMarked;
