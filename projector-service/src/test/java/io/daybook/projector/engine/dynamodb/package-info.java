@NullMarked
package io.daybook.projector.engine.dynamodb;

import org.jspecify.annotations.NullMarked;
