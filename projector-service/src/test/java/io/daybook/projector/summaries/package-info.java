@NullMarked
package io.daybook.projector.summaries;

import org.jspecify.annotations.NullMarked;
