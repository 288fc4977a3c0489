@NullMarked
package io.daybook.events.integrity;

import org.jspecify.annotations.NullMarked;
