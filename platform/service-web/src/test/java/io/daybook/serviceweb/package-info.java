@NullMarked
package io.daybook.serviceweb;

import org.jspecify.annotations.NullMarked;
