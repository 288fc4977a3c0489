@NullMarked
package io.daybook.projector.engine.sql;

import org.jspecify.annotations.NullMarked;
