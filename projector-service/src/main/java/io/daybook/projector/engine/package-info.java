/**
 * What all views have in common: reading the topic, the checkpoint in the view's own database, redelivery, retries, lag. A
 * view plugs in with its migrations and its {@link io.daybook.projector.engine.View#apply}.
 */
@NullMarked
package io.daybook.projector.engine;

import org.jspecify.annotations.NullMarked;
