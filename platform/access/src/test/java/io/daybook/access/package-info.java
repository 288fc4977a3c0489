@NullMarked
package io.daybook.access;

import org.jspecify.annotations.NullMarked;
