/**
 * The contract of a view: it plugs in with its migrations and its {@link io.daybook.projector.engine.View#apply}. The packages
 * beside this one do what all views have in common: reading the topic, checkpoints, redelivery, retries, parking, rebuilds.
 */
@NullMarked
package io.daybook.projector.engine;

import org.jspecify.annotations.NullMarked;
