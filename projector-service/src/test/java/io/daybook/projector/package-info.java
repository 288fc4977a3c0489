@NullMarked
package io.daybook.projector;

import org.jspecify.annotations.NullMarked;
