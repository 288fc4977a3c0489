@NullMarked
package io.daybook.documents;

import org.jspecify.annotations.NullMarked;
