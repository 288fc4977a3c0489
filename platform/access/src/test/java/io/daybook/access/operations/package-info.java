@NullMarked
package io.daybook.access.operations;

import org.jspecify.annotations.NullMarked;
