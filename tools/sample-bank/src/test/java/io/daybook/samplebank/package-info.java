@NullMarked
package io.daybook.samplebank;

import org.jspecify.annotations.NullMarked;
