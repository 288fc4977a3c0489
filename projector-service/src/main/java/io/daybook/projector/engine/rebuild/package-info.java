/** Contract of rebuilds and generations, and what all stores' rebuilds share. */
@NullMarked
package io.daybook.projector.engine.rebuild;

import org.jspecify.annotations.NullMarked;
