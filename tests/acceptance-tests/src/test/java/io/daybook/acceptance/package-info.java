@NullMarked
package io.daybook.acceptance;

import org.jspecify.annotations.NullMarked;
