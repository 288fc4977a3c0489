@NullMarked
package io.daybook.events;

import org.jspecify.annotations.NullMarked;
