@NullMarked
package io.daybook.personaldata;

import org.jspecify.annotations.NullMarked;
