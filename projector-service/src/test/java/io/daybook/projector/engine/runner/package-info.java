@NullMarked
package io.daybook.projector.engine.runner;

import org.jspecify.annotations.NullMarked;
