@NullMarked
package io.daybook.projector.audit;

import org.jspecify.annotations.NullMarked;
