@NullMarked
package io.daybook.verifier;

import org.jspecify.annotations.NullMarked;
