@NullMarked
package io.daybook.testsupport;

import org.jspecify.annotations.NullMarked;
