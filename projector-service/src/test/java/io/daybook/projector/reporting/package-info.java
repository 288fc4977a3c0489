@NullMarked
package io.daybook.projector.reporting;

import org.jspecify.annotations.NullMarked;
