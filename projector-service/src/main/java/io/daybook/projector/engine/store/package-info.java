/** Contract between the engine and a kind of store. */
@NullMarked
package io.daybook.projector.engine.store;

import org.jspecify.annotations.NullMarked;
