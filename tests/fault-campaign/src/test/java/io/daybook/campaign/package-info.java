@NullMarked
package io.daybook.campaign;

import org.jspecify.annotations.NullMarked;
