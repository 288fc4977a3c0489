@NullMarked
package io.daybook.projector.engine;

import org.jspecify.annotations.NullMarked;
