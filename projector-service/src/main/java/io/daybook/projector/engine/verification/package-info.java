/** Verification of views: their comparison with the log, and what comes of it. */
@NullMarked
package io.daybook.projector.engine.verification;

import org.jspecify.annotations.NullMarked;
