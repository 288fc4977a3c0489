@NullMarked
package io.daybook.query.reads;

import org.jspecify.annotations.NullMarked;
